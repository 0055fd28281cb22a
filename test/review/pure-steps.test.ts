import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { enclosingWindow, renderWindow } from '#src/review/enclosing-window.ts';
import { fingerprintOf } from '#src/review/fingerprint.ts';
import { refuteMissingClaim, symbolsSaidMissing } from '#src/review/missing-claim.ts';
import { whyEmpty } from '#src/review/placeholder.ts';
import { proposals } from '#src/review/proposal.ts';
import { secondLook } from '#src/review/verify-findings.ts';

const code = 'const offset = (page - 1) * size + 1;';
const empty = [
  '',
  ' ',
  '...',
  '…',
  '<reason>',
  '[your reason here]',
  'reason',
  'string',
  'N/A',
  'No issues found.',
  'Looks good to me',
  'bug',
  'TODO',
  'const offset = page size',
  'offset = (page - 1) * size + 1',
  'The code is correct.',
];
const telling = [
  'The first item is skipped.',
  'Adding 1 skips the first product on every page.',
  'SQL injection through `name`.',
  '第一个商品永远不会显示出来',
  'no check for null: throws when the user does not exist',
];

for (const text of empty) test(`says nothing: ${JSON.stringify(text)}`, () => assert.notEqual(whyEmpty(text, code), undefined));
for (const text of telling) test(`says something: ${text}`, () => assert.equal(whyEmpty(text, code), undefined));

test('the examples of the prompts fit the schemas, and are recognized when a model hands them back', () => {
  const jsonOf = (name: string): unknown => {
    const line = readFileSync(new URL(`../../prompts/${name}.md`, import.meta.url), 'utf8').match(
      /^(?:Example: )?(\{"(?:findings": \[\{|why).*\})$/m,
    );
    return JSON.parse(line?.[1] ?? 'null');
  };
  const { findings } = proposals.parse(jsonOf('review'));
  assert.equal(findings.length, 1);
  for (const finding of findings) assert.match(whyEmpty(finding.reason, finding.quote) ?? '', /example/);
  assert.equal(secondLook.parse(jsonOf('review-verify')).verdict, 'refuted');
});

test('missing: only names that are said not to exist, never keywords or values at run time', () => {
  assert.deepEqual(symbolsSaidMissing('`fetchUser` is not defined in this file'), ['fetchUser']);
  assert.deepEqual(symbolsSaidMissing('Missing import for Decimal'), ['Decimal']);
  assert.deepEqual(symbolsSaidMissing('handle_error() does not exist'), ['handle_error']);
  for (const claim of [
    'missing await before fetchUser',
    'user is undefined when the id is unknown',
    'there is no check for null',
    'missing error handling',
  ])
    assert.deepEqual(symbolsSaidMissing(claim), [], claim);
});

test('missing: looked up in the whole file, but not in the lines of the finding and not in mere uses', () => {
  const text = 'from money import Decimal\n\ndef total(items):\n    return Decimal(helper(items))\n\nprint(helper(1))\n';
  assert.deepEqual(refuteMissingClaim('Decimal is not imported', text, { startLine: 4, line: 4 }), { symbol: 'Decimal', line: 1 });
  assert.equal(refuteMissingClaim('helper is not defined', text, { startLine: 4, line: 4 }), undefined);
  assert.equal(refuteMissingClaim('Decimal is not imported', text, { startLine: 1, line: 1 }), undefined);
  assert.equal(refuteMissingClaim('a$b( is not defined', text, { startLine: 1, line: 1 }), undefined);
});

const samples = {
  ts: [
    'class A {',
    '  first() {',
    '    return 1;',
    '  }',
    ...filler(20),
    '  second(a: string): number {',
    '    if (a) {',
    '      return a.length;',
    '    }',
    '    return 0;',
    '  }',
    ...filler(20),
    '}',
  ],
  py: ['import os', ...filler(20), 'def second(a):', '    if a:', '        return len(a)', '    return 0', ...filler(20)],
};
function filler(count: number): string[] {
  return Array.from({ length: count }, (_, line) => `// filler ${line}`);
}

test('the second look sees the function from its first line to its last', () => {
  for (const [language, lines] of Object.entries(samples)) {
    const start = lines.findIndex((line) => line.includes('second')) + 1;
    const window = enclosingWindow(lines, start + 2, start + 2, 90);
    assert.ok(window.startLine <= start, language);
    assert.match(renderWindow(lines, window), /return 0/);
  }
});

test('property: the window is inside the file, holds the place, and keeps its bound', () => {
  const line = fc.constantFrom('', '{', '}', 'def f():', '  if (x) {', '    y();', '\t\tz', 'function a() {');
  fc.assert(
    fc.property(
      fc.array(line, { minLength: 1, maxLength: 300 }),
      fc.nat(),
      fc.nat(5),
      fc.integer({ min: 20, max: 120 }),
      (lines, pick, length, max) => {
        const start = (pick % lines.length) + 1;
        const window = enclosingWindow(lines, start, Math.min(lines.length, start + length), max);
        assert.ok(window.startLine >= 1 && window.endLine <= lines.length);
        assert.ok(window.startLine <= start && start <= window.endLine);
        assert.ok(window.endLine - window.startLine < max);
      },
    ),
  );
});

test('a fingerprint does not see indentation, but sees path, code and category', () => {
  assert.equal(fingerprintOf('a', '  x = 1', 'bug'), fingerprintOf('a', '\tx  =  1', 'bug'));
  assert.equal(
    new Set([
      fingerprintOf('a', 'x', 'bug'),
      fingerprintOf('b', 'x', 'bug'),
      fingerprintOf('a', 'y', 'bug'),
      fingerprintOf('a', 'x', 'other'),
    ]).size,
    4,
  );
});
