/** A row of the signs' tables: code with one defect, and the same code made right. */
import type { ChangedFile } from '#src/diff/changed-file.ts';
import { parseUnifiedDiff } from '#src/diff/parse-unified-diff.ts';
import { changedFile } from '#test/diff/changed-file-of.ts';
import { realGitDiff } from '#test/diff/real-git-diff.ts';

/** `wrong` marks the place of the defect with « at the end of the line. Names and code are other than those of any bench. */
export type SignRow = readonly [kind: string, path: string, wrong: string, right: string, before?: string];

export interface Text {
  readonly path: string;
  readonly before: string | undefined;
  readonly after: string;
}

/** One run of git for all texts: a process each would take most of the time. */
export function changedFiles(texts: readonly Text[]): ChangedFile[] {
  const [old, fresh]: [Record<string, string>, Record<string, string>] = [{}, {}];
  const paths = texts.map(({ path }, index) => path.replace(/([^/]*)$/u, `${index}-$1`));
  for (const [index, { before, after }] of texts.entries()) {
    const path = paths[index] ?? '';
    if (before !== undefined) old[path] = before;
    fresh[path] = after;
  }
  const parsed = new Map(parseUnifiedDiff(realGitDiff(old, fresh).diff).map((file) => [file.path, file]));
  return texts.map(({ path, after }, index) => ({
    ...changedFile(path, after.split('\n')),
    status: 'modified',
    hunks: parsed.get(paths[index] ?? '')?.hunks ?? [],
  }));
}

const mark = / «$/mu;

/** The wrong code without its mark, and the 1-based line where it stood. */
export function markedLine(wrong: string): { readonly code: string; readonly line: number } {
  const [code, line] = [bare(wrong), bare(wrong.slice(0, wrong.search(mark))).split('\n').length];
  if (wrong.split(mark).length !== 2) throw new Error(`One line must end with the mark:\n${wrong}`);
  return { code, line };
}

/** Without the line break behind the opening backtick. */
export function bare(text: string): string {
  return text.replace(/^\n/u, '').replace(mark, '');
}
