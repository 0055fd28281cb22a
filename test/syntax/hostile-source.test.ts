import assert from 'node:assert/strict';
import { test } from 'node:test';
import { languageOf } from '#src/syntax/language-of.ts';
import { outlineOf } from '#src/syntax/outline-of.ts';

test('a source above the cap is not parsed', async () => {
  assert.equal(await outlineOf('python', 'x'.repeat(512 * 1024 + 1)), undefined);
});

test('parser bombs end in time, and the next file is read as if nothing had happened', async () => {
  const bombs = ['('.repeat(500_000), '<a>'.repeat(150_000), 'class A { '.repeat(40_000), '${`'.repeat(100_000), 'if (a) '.repeat(70_000)];
  for (const bomb of bombs) {
    const started = performance.now();
    await outlineOf('tsx', bomb);
    assert.ok(performance.now() - started < 15_000, bomb.slice(0, 5));
    assert.equal((await outlineOf('tsx', 'function ok() {}'))?.[0]?.name, 'ok');
  }
});

test('the event loop keeps turning while a large file is parsed', async () => {
  let turns = 0;
  const ticking = setInterval(() => (turns += 1), 5);
  await outlineOf('typescript', 'export function f(a: number) { return [a, { b: a }]; }\n'.repeat(8_000));
  clearInterval(ticking);
  assert.ok(turns > 5, `${turns} turns`);
});

test('NUL, lone surrogates, broken syntax: what can be read is read', async () => {
  const symbols = await outlineOf('python', 'def a():\n  x = "\u0000\ud800"\n)))\ndef b(): pass\n');
  assert.deepEqual(symbols?.map((symbol) => symbol.name).includes('a'), true);
  assert.deepEqual(await outlineOf('go', ''), []);
});

test('the extension chooses the grammar', () => {
  assert.equal(languageOf('src/A.PY'), 'python');
  assert.equal(languageOf('web/app.tsx'), 'tsx');
  assert.equal(languageOf('types.d.ts'), 'typescript');
  assert.equal(languageOf('Makefile'), undefined);
  assert.equal(languageOf('py'), undefined);
  assert.equal(languageOf('a.py\n'), undefined);
});
