import assert from 'node:assert/strict';
import { test } from 'node:test';
import { array, assert as check, constantFrom, property } from 'fast-check';
import { renderMarkdown } from '#src/draft-page/render-markdown.ts';
import { createSeal } from '#src/draft-page/sealed.ts';

test('rendering: Markdown becomes known elements, everything else is text', () => {
  assert.equal(renderMarkdown('- a\n- [x] `b`'), '<ul><li>a</li><li><input type="checkbox" disabled checked> <code>b</code></li></ul>');
  assert.equal(renderMarkdown('<!-- hidden -->'), '');
  assert.equal(renderMarkdown('```diff\n+a\n-b\n```'), '<pre><code><span class="new">+a</span>\n<span class="gone">-b</span></code></pre>');
  assert.equal(renderMarkdown('![x](http://evil/p.png)'), '<p><span class="image">[image: x]</span></p>');
});

test('rendering: nothing that a text holds becomes an element, an attribute or an address of another kind', () => {
  const piece = constantFrom(
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '[a](javascript:alert(1))',
    '[a](data:text/html,x)',
    '[a](http://x/"onclick="x)',
    '<a href="//evil">',
    '![a](javascript:x)',
    '`<b>`',
    '```html\n<b>\n```',
    '| a | b |\n|--|--|\n| <i> | " |',
    '> - <svg/onload=x>',
    '&lt;script&gt;',
    '<!--',
    '-->',
    '\n\n',
    '\n',
    '- ',
    '1. ',
    '# ',
    '"',
    "'",
    '[^1]',
    '[^1]: <b>',
  );
  check(
    property(array(piece, { maxLength: 8 }), (parts) => {
      const rendered = renderMarkdown(parts.join(''));
      for (const [tag] of rendered.matchAll(/<[^>]*>/gu))
        assert.match(
          tag,
          /^<(?:\/?(?:p|h[1-6]|strong|em|del|blockquote|code|ul|ol|li|table|tr|td|a|pre|span)|br|hr|ol start="\d+"|pre class="as-it-stands"|span class="(?:new|gone|hunk|image)"|input type="checkbox" disabled(?: checked)?|a href="https?:\/\/[^"<>]*" rel="noopener noreferrer nofollow")>$/u,
          JSON.stringify({ parts, tag }),
        );
    }),
    { numRuns: 600 },
  );
});

test('rendering: texts that are costly to parse are shown as they stand, in time', () => {
  for (const unit of ['- ', '> ', '[', '* a ', '`a', '**', '_a']) {
    const started = process.cpuUsage();
    assert.ok(renderMarkdown(unit.repeat(65_000 / unit.length)).length > 0);
    assert.ok(process.cpuUsage(started).user < 4_000_000, unit);
  }
});

test('seals: for one purpose, for a time, by one key, and never forged', () => {
  let now = new Date('2026-11-21T12:00:00Z');
  const seal = createSeal('a secret of the App', () => now);
  const sealed = seal.seal('session', { id: 5 }, 60);
  assert.deepEqual(seal.open('session', sealed), { id: 5 });
  assert.equal(seal.open('csrf', sealed), undefined);
  assert.equal(createSeal('another secret', () => now).open('session', sealed), undefined);
  for (const forged of [undefined, '', '.', 'a.b', `${sealed}x`, `x${sealed}`, sealed.slice(0, -2), `${sealed}.`])
    assert.equal(seal.open('session', forged), undefined, forged);
  now = new Date('2026-11-21T12:01:00Z');
  assert.equal(seal.open('session', sealed), undefined);
});
