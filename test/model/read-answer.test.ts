import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { toAnswerSchema } from '#src/model/answer-schema.ts';
import { readAnswer } from '#src/model/read-answer.ts';
import { Notes } from './ask.ts';

const json = toAnswerSchema(Notes);

test('five hundred damaged answers: each is usable and fits, or is refused; never an exception', () => {
  const valid = JSON.stringify({ notes: [{ title: 'one', score: 1.5 }, { title: 'two' }, { title: 'three, "quoted" {x}' }] });
  const damage = fc.oneof(
    fc.nat({ max: valid.length }).map((at) => valid.slice(0, at)),
    fc.tuple(fc.nat({ max: valid.length }), fc.string({ maxLength: 6 })).map(([at, text]) => valid.slice(0, at) + text + valid.slice(at)),
    fc.tuple(fc.nat({ max: valid.length }), fc.nat({ max: 5 })).map(([at, count]) => valid.slice(0, at) + valid.slice(at + count)),
    fc.json(),
    fc.string({ unit: fc.constantFrom('{', '}', '[', ']', '"', ',', ':', 'notes', 'title', 'NaN', '\n', '\\', '`') }),
  );
  fc.assert(
    fc.property(damage, (text) => {
      const read = readAnswer(text, Notes, json);
      if (read.kind === 'usable') assert.equal(Notes.safeParse(read.value).success, true);
      else assert.ok(read.problem.length > 0 && read.problem.length < 800);
    }),
    { numRuns: 500 },
  );
});

test('a whole value is never reported as salvaged, whatever stands around it', () => {
  const valid = JSON.stringify({ notes: [{ title: 'a' }] });
  for (const text of [valid, `  ${valid}\n`, `ok: ${valid} done`, `\`\`\`\n${valid}\n\`\`\``])
    assert.deepEqual(readAnswer(text, Notes, json), { kind: 'usable', value: { notes: [{ title: 'a' }] }, salvaged: false });
});

test('a prototype in an answer stays text', () => {
  const read = readAnswer('{"notes": [{"title": "a", "__proto__": {"polluted": true}}], "constructor": 1}', Notes, json);
  assert.equal(read.kind, 'usable');
  assert.equal(({} as Record<string, unknown>)['polluted'], undefined);
});

test('a megabyte of brackets, quotes or fences ends in bounded time', () => {
  const started = performance.now();
  for (const unit of ['{', '[', '"', '{"a":', '```json\n', '[{"title":"x"},', '\\"'])
    readAnswer(unit.repeat(Math.ceil(1e6 / unit.length)), Notes, json);
  assert.ok(performance.now() - started < 30_000);
});
