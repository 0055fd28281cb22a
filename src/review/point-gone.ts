/** Whether the code that a comment quoted has changed, and what is certain about its point without a model (pure). */
import type { ChangedFile } from '#src/diff/changed-file.ts';
import { findSuspicions } from '#src/suspect/find-suspicions.ts';
import { leftUseKind } from './left-uses.ts';
import { withoutSpaces } from './quote.ts';
import type { StoredFinding } from './stored-findings.ts';

export type Point =
  /** The code stands as it was quoted, or nobody can tell. */
  | { readonly kind: 'stands'; readonly why: string }
  /** The code changed; only a look can tell whether the point is gone. */
  | { readonly kind: 'look' }
  | { readonly kind: 'gone'; readonly proof: 'file-deleted' | 'no-sign' | 'no-use'; readonly line: string };

/**
 * @param file the file as the pull request changes it now; absent when it no longer does.
 * @param leftUses what is taken away and still used elsewhere; absent when nobody can tell.
 * @param headText absent when there is no such file any more, or it could not be read.
 */
export function pointOf(
  finding: StoredFinding,
  file: ChangedFile | undefined,
  headText: string | undefined,
  leftUses?: ReadonlySet<string>,
): Point {
  const { code } = finding.place;
  if (finding.proposal.sign?.kind === leftUseKind) {
    if (leftUses === undefined) return { kind: 'stands', why: 'the code index cannot tell now' };
    return leftUses.has(finding.fingerprint)
      ? { kind: 'stands', why: 'it is still used outside the change' }
      : { kind: 'gone', proof: 'no-use', line: '' };
  }
  if (file?.status === 'deleted') return { kind: 'gone', proof: 'file-deleted', line: '' };
  if (file === undefined || headText === undefined || code === undefined)
    return { kind: 'stands', why: 'the file is not part of the change, or cannot be read' };
  if (standsIn(code, headText)) return { kind: 'stands', why: 'the quoted code is still there' };
  const { sign } = finding.proposal;
  if (sign === undefined) return { kind: 'look' };
  const same = findSuspicions(file, headText).find(({ kind }) => kind === sign.kind);
  if (same) return { kind: 'stands', why: `the same sign is at line ${same.line}` };
  return {
    kind: 'gone',
    proof: 'no-sign',
    line:
      code
        .split('\n')
        .find((line) => line.trim() !== '')
        ?.trim() ?? '',
  };
}

/** As whole lines one after the other, whatever their spacing: `await f()` does not hold `f()`. */
export function standsIn(code: string, text: string): boolean {
  const [quoted, lines] = [linesOf(code), linesOf(text)];
  if (quoted.length === 0) return true;
  return lines.some((_, at) => quoted.every((line, index) => lines[at + index] === line));
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map(withoutSpaces)
    .filter((line) => line !== '');
}
