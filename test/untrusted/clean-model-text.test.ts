import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { cleanModelText } from '#src/untrusted/clean-model-text.ts';
import { injections } from './injections.ts';
import { assertNothingActs, render } from './render-oracle.ts';

const allowedLinkPrefixes = ['https://github.com/acme/shop/blob/'];
const clean = (text: string): string => cleanModelText(text, { allowedLinkPrefixes });

function assertHarmless(text: string): void {
  const cleaned = clean(text);
  assert.equal(clean(cleaned), cleaned, 'a second cleaning changes nothing');
  assertNothingActs(cleaned, allowedLinkPrefixes);
  assert.doesNotMatch(cleaned, /<!--|-->/, 'a marker');
}

const hostile = [
  'fixes #1',
  'Closes: org/repo#2',
  'resolves GH-3',
  'fix https://github.com/o/r/issues/4',
  '@user',
  '@org/team',
  '&#64;user',
  '&commat;user',
  '\\@user',
  'foo@bar.com',
  '![x](https://evil.example/a.png)',
  '![x][r]',
  '[r]: https://evil.example',
  '[a](https://evil.example "t")',
  '[a](<https://evil.example>)',
  '[a](javascript:alert(1))',
  '<https://evil.example>',
  'https://evil.example/?q=1',
  'www.evil.example',
  'HTTP://EVIL.EXAMPLE',
  'mailto:a@b.example',
  '<img src=https://evil.example/x>',
  '<picture><source srcset=//evil.example>',
  '<svg onload=x>',
  '<details>',
  '<script>',
  '&lt;img src=x&gt;',
  '[^1]',
  '[^1]: note',
  '- [x] Accept',
  '/ai waive all',
  '  /approve',
  '> /merge',
  '- /close',
  '@dependabot merge',
  'bors r+',
  '!deploy',
  '<!-- countersign:summary -->',
  '-->',
  '<!-- countersign:summary',
  '```suggestion',
  '```mermaid',
  '```',
  '~~~',
  '> ~~~',
  '````',
  '`',
  '``',
  '`` ` ``',
  '`@user`',
  '`a|@user`',
  '| a | b |',
  '|---|---|',
  ':-:',
  '$`x`$',
  '$$',
  '\\',
  '\\`',
  '&',
  '&amp;#64;x',
  '&#x40;x',
  '[text](https://github.com/acme/shop/blob/main/a.ts#L3)',
  '[text](https://github.com/acme/shop/blob/../../evil)',
  '[t](https://github.com/acme/shop/issues/1)',
  'https://github.com/acme/shop/blob/main/x.ts',
  '[a @user](https://github.com/acme/shop/blob/x)',
  '[![x](https://evil.example)](https://github.com/acme/shop/blob/x)',
  '0123456789abcdef0123456789abcdef01234567',
  'a1b2c3d',
  '**',
  '_',
  '*',
  '#',
  '# Title',
  '1. ',
  '    ',
  '\t',
  '\u200b',
  '@\u200buser',
  '\u202e',
  '\0',
  '\ud800',
  '\r\n',
  '[evil.example]()',
  '](https://evil.example)',
  '[',
  ']',
  '(',
  ')',
  '!',
  '<',
  '>',
  '--',
  ':',
  '//',
  'http',
  '@',
  'user',
  '#1',
  'word',
  ' ',
  '\n',
  '\n\n',
  '=',
  '+',
];

test('each hostile piece alone is harmless', () => {
  for (const piece of [...hostile, ...injections]) assertHarmless(piece);
});

test('any mixture of hostile pieces is harmless, and cleaning twice is cleaning once', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...hostile), { maxLength: 14 }), (pieces) => assertHarmless(pieces.join(''))),
    { numRuns: 1500 },
  );
});

test('arbitrary text is harmless', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => assertHarmless(text)),
    { numRuns: 500 },
  );
});

test('ordinary review prose stays as it is', () => {
  const text =
    '**Off by one.** `items[i + 1]` reads past the end when `i === items.length - 1`:\n\n```ts\nfor (let i = 0; i <= items.length; i++) {}\n@Decorator()\n// see a --flag\n```\n\n- first\n- second: use `<`\n\n1. one\n2. two_words';
  assert.equal(clean(text), text);
});

test('links below the allowed prefix stay links, others are shown as text', () => {
  assert.equal(
    clean('See [line 3](https://github.com/acme/shop/blob/main/a.ts#L3).'),
    'See [line 3](https://github.com/acme/shop/blob/main/a.ts#L3).',
  );
  assert.equal(clean('See [docs](https://evil.example/x).'), 'See docs (`https://evil.example/x`).');
  for (const address of [
    'https://github.com/acme/shop/blob/../../x',
    'https://github.com@evil.example/acme/shop/blob/x',
    'https://github.com/acme/shop/blob/%2e%2e/x',
    'https://github.com/acme/shop/blob/x?to=https://evil.example',
    'https://github.com/acme/shop/blobber/x',
  ]) {
    assert.deepEqual(render(clean(`[x](${address})`)).links, [], address);
  }
});

test('suggestion fences only when asked for; fences are closed and cannot be closed from inside', () => {
  assert.equal(cleanModelText('```suggestion\na\n```'), '```text\na\n```');
  assert.equal(cleanModelText('```suggestion\na\n```', { allowSuggestions: true }), '```suggestion\na\n```');
  assert.equal(cleanModelText('```js\nconst a = 1;'), '```js\nconst a = 1;\n```');
  assert.equal(cleanModelText('````\n```\n@user\n````'), '````\n```\n@user\n````');
});

test('the cap counts code points, closes the fence and keeps characters whole', () => {
  const long = `intro\n\`\`\`js\n${'😀😀😀😀\n'.repeat(50)}\`\`\`\nend`;
  fc.assert(
    fc.property(fc.integer({ min: 20, max: 400 }), (maxLength) => {
      const cut = cleanModelText(long, { maxLength });
      assert.ok(Array.from(cut).length <= maxLength);
      assert.equal(cut.isWellFormed(), true);
      assert.equal((cut.match(/^```/gm) ?? []).length % 2, 0);
      assert.equal(cleanModelText(cut, { maxLength }), cut);
    }),
    { numRuns: 200 },
  );
});

test('huge one-line answers end in bounded time', () => {
  const started = performance.now();
  for (const text of ['a'.repeat(1e6), '-->'.repeat(3e5), '[a]('.repeat(2e5), '`'.repeat(1e6), 'a@'.repeat(5e5)]) cleanModelText(text);
  assert.ok(performance.now() - started < 20_000);
});
