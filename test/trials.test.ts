/** The tables of trials in `docs/` name tests; this keeps them true. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

const root = new URL('../', import.meta.url).pathname;

/** Each page with the trials that it must have. */
const tables: Readonly<Record<string, readonly string[]>> = {
  'docs/gate-trials.md': ['T15', 'T16', 'T17', 'T40', 'T46', 'T105', ...trials('T', 108, 132)],
  'docs/draft-trials.md': ['T15', 'T16', 'T17', 'T24', ...trials('T', 30, 33), 'T35', 'T36', 'T52', 'T76', 'T93', 'T96'],
  'docs/review-trials.md': [...trials('T', 25, 55), ...trials('T', 90, 93)],
  'docs/retrieval-trials.md': ['T29', 'T44', 'T45', 'T46', 'T49', 'T72', 'T90', ...trials('T', 142, 144), ...trials('B', 1, 13)],
  'docs/command-trials.md': [...trials('T', 31, 33), ...trials('T', 37, 39), 'T53', ...trials('T', 56, 75), 'files', 'people'],
};

for (const [page, wanted] of Object.entries(tables))
  test(`${page}: every trial has a test, and every test that is named exists`, () => {
    const text = readFileSync(join(root, page), 'utf8');
    const lines = text.split('\n').filter((line) => line.startsWith('| ') && !/^\| (?:item|trial) \|/u.test(line));
    const rows = [...text.matchAll(/^\| ([^|]+) \|.*\| `([^`]+)`: ?(.*) \|$/gmu)];
    assert.equal(rows.length, lines.length, 'each line names a test');
    assert.deepEqual(
      rows.flatMap(([, trial = '', file = '', title = '']) => (isThere(file, title) ? [] : [`${trial} ${file}: ${title}`])),
      [],
    );
    const named = new Set(rows.map(([, trial]) => trial));
    assert.deepEqual(
      wanted.filter((trial) => !named.has(trial)),
      [],
    );
  });

function isThere(file: string, title: string): boolean {
  const path = join(root, file);
  const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
  return title !== '' && ["'", '`', '"'].some((quote) => text.includes(`test(${quote}${title}`));
}

function trials(kind: string, first: number, last: number): readonly string[] {
  return Array.from({ length: last - first + 1 }, (_, index) => `${kind}${first + index}`);
}
