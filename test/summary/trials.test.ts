/** `docs/draft-trials.md` names tests; this keeps it true. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

const root = new URL('../../', import.meta.url).pathname;

test('every item of the draft has a test, and every test that is named exists', () => {
  const text = readFileSync(join(root, 'docs/draft-trials.md'), 'utf8');
  const lines = text.split('\n').filter((line) => line.startsWith('| ') && !/^\| (?:item|trial) \|/u.test(line));
  const rows = [...text.matchAll(/^\| ([^|]+) \|.*\| `([^`]+)`: ?(.*) \|$/gmu)];
  assert.equal(rows.length, lines.length, 'each line names a test');
  const missing = rows.flatMap(([, item = '', file = '', title = '']) => {
    const path = join(root, file);
    const source = existsSync(path) ? readFileSync(path, 'utf8') : '';
    return ["'", '`', '"'].some((quote) => title !== '' && source.includes(`test(${quote}${title}`)) ? [] : [`${item} ${file}: ${title}`];
  });
  assert.deepEqual(missing, []);
  const named = new Set(rows.map(([, item]) => item));
  const wanted = ['T15', 'T16', 'T17', 'T24', 'T30', 'T31', 'T32', 'T33', 'T35', 'T36', 'T52', 'T76', 'T93', 'T96'];
  assert.deepEqual(
    wanted.filter((trial) => !named.has(trial)),
    [],
  );
});
