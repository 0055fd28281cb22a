/** `docs/*-trials.md` name tests; this keeps them true. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = new URL('../', import.meta.url).pathname;

/** @returns the lines whose test is gone, and the trials of `wanted` that no line names. */
export function untruthsOf(page: string, wanted: readonly string[]): readonly string[] {
  const rows = [...readFileSync(join(root, page), 'utf8').matchAll(/^\| (\w+) \|.*\| `([^`]+)`: ?(.*) \|$/gmu)];
  const gone = rows.flatMap(([, trial = '', file = '', title = '']) => {
    const path = join(root, file);
    const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
    return ["'", '`', '"'].some((quote) => text.includes(`test(${quote}${title}`)) ? [] : [`${trial} ${file}: ${title}`];
  });
  const named = new Set(rows.map(([, trial]) => trial));
  return [...gone, ...wanted.filter((trial) => !named.has(trial))];
}

export const trials = (first: number, last: number): readonly string[] =>
  Array.from({ length: last - first + 1 }, (_, index) => `T${first + index}`);
