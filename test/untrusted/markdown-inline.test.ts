import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { inlineCode } from '#src/untrusted/inline-code.ts';
import { plainLine } from '#src/untrusted/plain-line.ts';
import { render } from './render-oracle.ts';

const nasty = fc.array(
  fc.constantFrom(
    '`',
    '``',
    '|',
    '\\',
    '\n',
    '\r',
    '\0',
    '\ud800',
    '@user',
    '<img src=x>',
    '-->',
    '<!-- countersign:',
    ' ',
    'a',
    '#1',
    '/ai x',
    '[a](http://x.y)',
    '- ',
    '1. ',
    '# ',
    '\u202e',
  ),
  { maxLength: 12 },
);

test('inlineCode is one line, one code span, also in a table cell', () => {
  fc.assert(
    fc.property(nasty, (pieces) => {
      const code = inlineCode(pieces.join(''));
      assert.doesNotMatch(code, /[\n\r\0]|<!--|-->/);
      assert.equal(code.isWellFormed(), true);
      for (const markdown of [`a ${code} b`, `| x | y |\n|---|---|\n| ${code} | end |`]) {
        const shown = render(markdown);
        assert.deepEqual([shown.images, shown.links, shown.rawHtml], [[], [], []]);
        assert.doesNotMatch(shown.liveText, /@user|#1/);
      }
    }),
    { numRuns: 500 },
  );
});

test('inlineCode keeps an ordinary path and cuts an endless one', () => {
  assert.equal(inlineCode('src/a b.ts'), '`src/a b.ts`');
  assert.equal(inlineCode('a|b'), '`a\\|b`');
  assert.equal(inlineCode(''), '`(empty)`');
  assert.ok(inlineCode('x'.repeat(4096)).length < 310);
});

test('plainLine is one line of text, never a block, and harmless', () => {
  assert.equal(plainLine('Fix `foo` in bar'), 'Fix `foo` in bar');
  assert.equal(plainLine('a\n\nb'), 'a b');
  assert.equal(plainLine('# Title'), '\\# Title');
  assert.equal(Array.from(plainLine('😀'.repeat(50), 10)).length, 10);
  fc.assert(
    fc.property(nasty, (pieces) => {
      const line = plainLine(pieces.join(''));
      assert.doesNotMatch(line, /\n/);
      const shown = render(line);
      assert.deepEqual([shown.images, shown.links, shown.rawHtml], [[], [], []]);
      assert.doesNotMatch(shown.liveText, /@user/);
    }),
    { numRuns: 500 },
  );
});
