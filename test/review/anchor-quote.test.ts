import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { isCommentableRange } from '#src/diff/commentable.ts';
import { renderHunks } from '#src/diff/render-hunks.ts';
import { anchorQuote } from '#src/review/anchor-quote.ts';
import type { Place } from '#src/review/finding-record.ts';
import { changedFileOf } from '#test/diff/changed-file-of.ts';
import { parseUnifiedDiff } from '#src/diff/parse-unified-diff.ts';
import { realGitDiff } from '#test/diff/real-git-diff.ts';

const before = `${Array.from({ length: 30 }, (_, line) => `  const old${line} = read(${line});`).join('\n')}\n`;
const after = before
  .replace('  const old10 = read(10);\n', '  const fresh = await load(10);\n  if (fresh) {\n    return total / fresh.count;\n  }\n')
  .replace('  const old14 = read(14);\n', '  if (fresh) {\n    return total / fresh.count;\n  }\n');
const file = changedFileOf('src/a.ts', before, after);

function anchor(quote: string, hint = 0): Place {
  return anchorQuote(quote, hint, file, after);
}
function lines(place: Place): unknown {
  return place.kind === 'nowhere' ? place.why : [place.kind, place.kind === 'in-diff' ? place.side : '', place.startLine, place.line];
}

test('an exact line, other spacing, a number and sign in front, fences around, an escaped line break', () => {
  const quotes = [
    '  const fresh = await load(10);',
    'const fresh=await   load( 10 );',
    '11 + const fresh = await load(10);',
    '+  const fresh = await load(10);',
    '11 +const fresh = await load(10);',
    '11: const fresh = await load(10);',
    '```ts\nconst fresh = await load(10);\n```',
  ];
  for (const quote of quotes) assert.deepEqual(lines(anchor(quote)), ['in-diff', 'RIGHT', 11, 11], quote);
  assert.deepEqual(lines(anchor('const fresh = await load(10);\\n  if (fresh) {')), ['in-diff', 'RIGHT', 11, 12]);
});

test('equal code twice: the nearest to the hint; without a hint nothing is guessed', () => {
  assert.deepEqual(lines(anchor('return total / fresh.count;', 13)), ['in-diff', 'RIGHT', 13, 13]);
  assert.deepEqual(lines(anchor('return total / fresh.count;', 18)), ['in-diff', 'RIGHT', 19, 19]);
  assert.deepEqual(lines(anchor('if (fresh) {\n  return total / fresh.count;', 1e9)), ['in-diff', 'RIGHT', 18, 19]);
  assert.deepEqual(lines(anchor('return total / fresh.count;', 0)), 'ambiguous');
});

test('deleted code is on the left, other code of the file outside, invented code nowhere', () => {
  assert.deepEqual(lines(anchor('const old10 = read(10);', 11)), ['in-diff', 'LEFT', 11, 11]);
  assert.deepEqual(lines(anchor('const old29 = read(29);', 11)), ['outside-diff', '', 35, 35]);
  assert.deepEqual(lines(anchor('const invented = 1;', 11)), 'not-found');
  for (const quote of ['', '...', '}', '```', '   ', '+', '12', 'else {']) assert.deepEqual(lines(anchor(quote, 11)), 'empty-quote', quote);
});

test('a part of a line, or a longest line between garbled ones', () => {
  assert.deepEqual(lines(anchor('await load(10)')), ['in-diff', 'RIGHT', 11, 11]);
  assert.deepEqual(lines(anchor('something else\nconst fresh = await load(10);\n...')), ['in-diff', 'RIGHT', 11, 11]);
});

test('a placeholder that stood for a secret or a hidden character matches what is there', () => {
  const secret = changedFileOf('k.ts', undefined, 'const a = 1;\nconst key = "hunter2hunter2";\nconst z = 3;\n');
  assert.deepEqual(lines(anchorQuote('const key = "[[SECRET:password:1]]";', 1, secret, undefined)), ['in-diff', 'RIGHT', 2, 2]);
  assert.deepEqual(lines(anchorQuote('const key = "⟦U+200B⟧";', 1, secret, undefined)), ['in-diff', 'RIGHT', 2, 2]);
  assert.deepEqual(lines(anchorQuote('const other = "[[SECRET:password:1]]";', 1, secret, undefined)), 'not-found');
  assert.deepEqual(lines(anchorQuote('[[SECRET:password:1]]', 1, secret, undefined)), 'empty-quote');
});

test('property: over random edits through real git, every quote from the diff is placed where GitHub accepts it, on that code', () => {
  const line = fc.constantFrom(
    '',
    '  const total = sum(items);',
    '\treturn total;',
    'if (a < b) {',
    '}',
    '- item one',
    '+ item two',
    '12 monkeys',
    'x = {',
    "throw new Error('no')",
  );
  const text = fc.array(line, { minLength: 3, maxLength: 40 });
  const edit = fc.tuple(fc.nat(40), fc.nat(3), fc.array(line, { maxLength: 4 }));
  fc.assert(
    fc.property(
      fc.array(
        fc.tuple(
          text,
          fc.array(edit, { minLength: 1, maxLength: 4 }),
          fc.nat(),
          fc.integer({ min: 1, max: 4 }),
          fc.integer({ min: -5, max: 60 }),
        ),
        { minLength: 40, maxLength: 40 },
      ),
      (cases) => {
        const old: Record<string, string> = {};
        const fresh: Record<string, string> = {};
        for (const [index, [lines, edits]] of cases.entries()) {
          const edited = [...lines];
          for (const [at, remove, add] of edits) edited.splice(at, remove, ...add);
          old[`f${index}`] = `file ${index}\n${lines.join('\n')}\n`;
          fresh[`f${index}`] = `file ${index}\n${edited.join('\n')}\n`;
        }
        for (const parsed of parseUnifiedDiff(realGitDiff(old, fresh).diff)) {
          const [, , pick, count, hint] = cases[Number(parsed.path.slice(1))] ?? [[], [], 0, 1, 0];
          const shown = renderHunks(parsed, parsed.hunks).split('\n');
          const quote = shown.slice(pick % shown.length, (pick % shown.length) + count).join('\n');
          const changed = { ...file, ...parsed, path: parsed.path };
          const place = anchorQuote(quote, hint, changed, fresh[parsed.path]);
          if (place.kind !== 'in-diff') continue;
          assert.ok(isCommentableRange(parsed, place.side, place.startLine, place.line));
          const source = (place.side === 'RIGHT' ? fresh : old)[parsed.path]?.split('\n').slice(place.startLine - 1, place.line);
          assert.deepEqual(
            source?.filter((text) => text.trim() !== ''),
            place.code.split('\n'),
          );
          const spaceless = quote.replaceAll(/\s/g, '');
          assert.ok(place.code.split('\n').some((text) => spaceless.includes(text.replaceAll(/\s/g, ''))));
        }
      },
    ),
    { numRuns: 5 },
  );
});

test('property: each added line, quoted alone with its own number, is placed on an equal line', () => {
  for (const hunk of file.hunks) {
    for (const line of hunk.lines.filter(({ kind, text }) => kind === 'added' && text.replaceAll(/[^a-z]/g, '').length >= 4)) {
      const place = anchor(line.text, line.newLine ?? 0);
      assert.deepEqual(lines(place), ['in-diff', 'RIGHT', line.newLine, line.newLine]);
    }
  }
});
