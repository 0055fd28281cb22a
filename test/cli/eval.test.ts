import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { startScriptedServer } from '#test/model/scripted-server.ts';
import { countersign, newFolder } from './run-cli.ts';

function newCase(folder: string, id: string, before: string, after: string, issues: string): void {
  for (const [side, text] of [
    ['before', before],
    ['after', after],
  ] as const) {
    mkdirSync(join(folder, id, side), { recursive: true });
    writeFileSync(join(folder, id, side, 'a.ts'), text);
  }
  writeFileSync(join(folder, id, 'challenge.yaml'), `id: ${id}\npr: {title: Change ${id}}\nissues: ${issues}\n`);
}

test('cases are reviewed, scored and remembered; wrong usage is told', async () => {
  const folder = newFolder('cases');
  const waits = 'export async function f() {\n  await save();\n  return 1;\n}\n';
  newCase(
    folder,
    'lost',
    waits,
    waits.replace('await ', ''),
    '[{id: d, file: a.ts, line_start: 2, line_end: 2, keywords: [missing await]}]',
  );
  newCase(folder, 'clean', waits, waits.replace('return 1', 'return 2'), '[]');
  const server = await startScriptedServer([{ do: 'answer', text: JSON.stringify({ line: 2, defect: 'yes' }) }]);
  server.models = { data: [{ id: 'tiny-1.5b', meta: { n_ctx: 8192 } }] };
  try {
    const cache = newFolder('answers');
    const args = ['eval', folder, '--model', `tiny-1.5b@${server.url}`, '--cache', cache];
    const first = await countersign([...args, '--comments']);
    assert.equal(first.code, 0, first.stderr);
    assert.match(first.stdout, /lost, run 1: 1 comments, 1 defects\n {2}a\.ts:2-2 \[meets d\] \*\*Missing await/u);
    assert.match(first.stdout, /^strict F1 +1\.00$/mu);
    assert.match(first.stdout, /^ +on clean changes +0\.00$/mu);
    const again = await countersign([...args, '--json']);
    assert.equal((JSON.parse(again.stdout) as { reports: { strict: { f1: number } }[] }).reports[0]?.strict.f1, 1);
    assert.equal(server.asked.length, 1);
  } finally {
    await server.close();
  }
  const wrong = await countersign(['eval', '--runs', '0']);
  assert.equal(wrong.code, 2);
  assert.match(wrong.stderr, /which folder holds the cases[\s\S]*--runs must be/u);
  assert.equal((await countersign(['eval', folder])).code, 2, 'no model');
});
