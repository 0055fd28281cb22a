/** A diff as a model reads it: each line of the head side with its number, deleted lines without one. */
import type { Hunk, HunkLine } from './changed-file.ts';

const signs = { added: '+', deleted: '-', context: ' ' } as const;

/**
 * One block per file: the path, then its hunks under the function git names. `hunks` is an argument so that a large
 * file can be shown in parts.
 */
export function renderHunks(file: { readonly path: string }, hunks: readonly Hunk[]): string {
  return [`## File: ${onOneLine(file.path)}`, ...hunks.map(renderHunk)].join('\n');
}

export function renderHunk(hunk: Hunk): string {
  const last = hunk.lines.findLast((line) => line.newLine !== undefined)?.newLine ?? hunk.newStart;
  const width = String(last).length;
  const title = hunk.section === '' ? '@@' : `@@ ${hunk.section.slice(0, 120)}`;
  return [title, ...hunk.lines.map((line) => renderHunkLine(line, width))].join('\n');
}

/** `12 + text`: number, sign, text. What a quote copied from it may carry is taken off again in `review/anchor`. */
function renderHunkLine(line: HunkLine, width: number): string {
  return `${String(line.newLine ?? '').padStart(width)} ${signs[line.kind]} ${line.text}`;
}

/** A path may hold a line break; a header may not. */
function onOneLine(text: string): string {
  return text.replaceAll(/\p{Cc}/gu, '\u{FFFD}');
}
