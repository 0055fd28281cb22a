/** `docs/gate-trials.md` names tests; this keeps it true. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

const root = new URL('../../', import.meta.url).pathname;

test('every trial of the gate has a test, and every test that is named exists', () => {
  const rows = [...readFileSync(join(root, 'docs/gate-trials.md'), 'utf8').matchAll(/^\| (T\d+) \|.*\| `([^`]+)`: ?(.*) \|$/gmu)];
  const missing = rows.flatMap(([, trial = '', file = '', title = '']) => {
    const path = join(root, file);
    const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
    return ["'", '`', '"'].some((quote) => text.includes(`test(${quote}${title}`)) ? [] : [`${trial} ${file}: ${title}`];
  });
  assert.deepEqual(missing, []);
  const named = new Set(rows.map(([, trial]) => trial));
  const wanted = ['T15', 'T16', 'T17', 'T40', 'T46', 'T105', ...Array.from({ length: 25 }, (_, index) => `T${108 + index}`)];
  assert.deepEqual(
    wanted.filter((trial) => !named.has(trial)),
    [],
  );
});
