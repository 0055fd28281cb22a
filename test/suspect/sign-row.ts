/** Rows of the signs' tables: code with one defect, and the same code made right. */
import { readFileSync, readdirSync } from 'node:fs';
import type { ChangedFile } from '#src/diff/changed-file.ts';
import { parseUnifiedDiff } from '#src/diff/parse-unified-diff.ts';
import { findSuspicions } from '#src/suspect/find-suspicions.ts';
import type { Suspicion } from '#src/suspect/suspicion.ts';
import { changedFile } from '#test/diff/changed-file-of.ts';
import { realGitDiff } from '#test/diff/real-git-diff.ts';

export interface SignRow {
  readonly kind: string;
  readonly path: string;
  /** 1-based, of `wrong`. */
  readonly line: number;
  readonly wrong: string;
  readonly right: string;
  /** What both replaced; absent where all is new. */
  readonly before?: string;
}

const folder = new URL('rows/', import.meta.url);

/** All files of rows/. Names and code in them are other than those of any bench. */
export function readRows(): readonly SignRow[] {
  return readdirSync(folder).flatMap((name) => parseRows(readFileSync(new URL(name, folder), 'utf8')));
}

/** `=== KIND FILE`, the wrong code with ` «` where the defect is, `--- before` if there was something, `--- right`. */
function parseRows(text: string): readonly SignRow[] {
  return text
    .split(/^=== /mu)
    .slice(1)
    .map((row) => {
      const [head = '', ...lines] = row.split('\n');
      const [kind = '', path = ''] = head.split(' ');
      const [marked = '', ...parts] = lines.join('\n').split(/^--- /mu);
      const part = (name: string): string | undefined => parts.find((one) => one.startsWith(`${name}\n`))?.slice(name.length + 1);
      const [before, right] = [part('before'), part('right')];
      const line = marked.split('\n').findIndex((one) => one.endsWith(' «')) + 1;
      if (right === undefined || line === 0) throw new Error(`${kind} in ${path}: a mark or the right code is missing.`);
      return { kind, path, line, wrong: marked.replace(/ «$/mu, ''), right, ...(before !== undefined && { before }) };
    });
}

export interface Text {
  readonly path: string;
  readonly before?: string | undefined;
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

/** Per row what is found in the wrong and in the right code. */
export function runRows(
  rows: readonly SignRow[],
): readonly { readonly wrong: readonly Suspicion[]; readonly right: readonly Suspicion[] }[] {
  const texts = rows.flatMap(({ path, before, wrong, right }): Text[] => [
    { path, before, after: wrong },
    { path, before, after: right },
  ]);
  const found = changedFiles(texts).map((file, index) => findSuspicions(file, texts[index]?.after));
  return rows.map((_, index) => ({ wrong: found[2 * index] ?? [], right: found[2 * index + 1] ?? [] }));
}
