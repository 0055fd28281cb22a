/** The tables of trials in `docs/` name tests; this keeps them true. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

const root = new URL('../', import.meta.url).pathname;

/** Each page with the trials that it must have. */
const tables: Readonly<Record<string, readonly string[]>> = {
  'docs/gate-trials.md': ['T15', 'T16', 'T17', 'T40', 'T46', 'T105', ...trials(108, 132)],
  'docs/review-trials.md': [...trials(25, 55), ...trials(90, 93)],
};

for (const [page, wanted] of Object.entries(tables))
  test(`${page}: every trial has a test, and every test that is named exists`, () => {
    const rows = [...readFileSync(join(root, page), 'utf8').matchAll(/^\| (T\d+) \|.*\| `([^`]+)`: ?(.*) \|$/gmu)];
    const missing = rows.flatMap(([, trial = '', file = '', title = '']) => {
      const path = join(root, file);
      const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
      return ["'", '`', '"'].some((quote) => text.includes(`test(${quote}${title}`)) ? [] : [`${trial} ${file}: ${title}`];
    });
    assert.deepEqual(missing, []);
    const named = new Set(rows.map(([, trial]) => trial));
    assert.deepEqual(
      wanted.filter((trial) => !named.has(trial)),
      [],
    );
  });

function trials(first: number, last: number): readonly string[] {
  return Array.from({ length: last - first + 1 }, (_, index) => `T${first + index}`);
}
