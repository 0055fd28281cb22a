import type { FileFacts, Place, RepeatedEdit } from './facts.ts';
import { changedLines } from './changed-lines.ts';

const WORD = /[\p{L}\p{N}_$]+|[^\s\p{L}\p{N}_$]/gu;
const FEWEST_FILES = 5;
const MAX_LINES_PER_FILE = 200;

/**
 * The one replacement (a renamed function, a bumped import) that most of a large change repeats. `undefined` unless at
 * least five files and half of all share it.
 */
export function repeatedEdit(files: readonly FileFacts[]): RepeatedEdit | undefined {
  const seen = new Map<string, { from: string; to: string; files: Set<string>; place: Place }>();
  for (const { file } of files) {
    const lines = changedLines(file).slice(0, MAX_LINES_PER_FILE);
    for (const [index, line] of lines.entries()) {
      const before = lines[index - 1];
      if (line.kind !== 'added' || before?.kind !== 'deleted') continue;
      const pair = singleReplacement(before.text, line.text);
      if (pair === undefined) continue;
      const key = JSON.stringify(pair);
      const entry = seen.get(key) ?? { from: pair[0], to: pair[1], files: new Set<string>(), place: { path: line.path, line: line.line } };
      entry.files.add(line.path);
      seen.set(key, entry);
    }
  }
  const [most] = [...seen.values()].sort((a, b) => b.files.size - a.files.size);
  if (most === undefined || most.files.size < Math.max(FEWEST_FILES, files.length / 2)) return undefined;
  return { from: most.from, to: most.to, files: most.files.size, place: most.place };
}

/** Old and new name where exactly one kind of word differs between two lines. */
function singleReplacement(before: string, after: string): readonly [string, string] | undefined {
  const old = before.match(WORD) ?? [];
  const now = after.match(WORD) ?? [];
  if (old.length !== now.length || old.length === 0) return undefined;
  const pairs = new Set(old.flatMap((word, index) => (word === now[index] ? [] : [JSON.stringify([word, now[index]])])));
  const [only] = pairs;
  if (pairs.size !== 1 || only === undefined) return undefined;
  const [from = '', to = ''] = JSON.parse(only) as string[];
  return /[\p{L}_]/u.test(from) && /[\p{L}_]/u.test(to) && from.length <= 60 && to.length <= 60 ? [from, to] : undefined;
}
