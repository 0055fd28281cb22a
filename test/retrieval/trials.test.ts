/** `docs/retrieval-trials.md` names tests; this keeps it true. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

const root = new URL('../../', import.meta.url).pathname;

test('every trial of the code index has a test, and every test that is named exists', () => {
  const rows = [...readFileSync(join(root, 'docs/retrieval-trials.md'), 'utf8').matchAll(/^\| ([TB]\d+) \|.*\| `([^`]+)`: ?(.*) \|$/gmu)];
  const missing = rows.flatMap(([, trial = '', file = '', title = '']) => {
    const path = join(root, file);
    const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
    return ["'", '`', '"'].some((quote) => text.includes(`test(${quote}${title}`)) ? [] : [`${trial} ${file}: ${title}`];
  });
  assert.deepEqual(missing, []);
  const named = new Set(rows.map(([, trial]) => trial));
  const wanted = [
    'T29',
    'T44',
    'T45',
    'T46',
    'T49',
    'T72',
    'T90',
    'T142',
    'T143',
    'T144',
    ...Array.from({ length: 13 }, (_, at) => `B${at + 1}`),
  ];
  assert.deepEqual(
    wanted.filter((trial) => !named.has(trial)),
    [],
  );
});
