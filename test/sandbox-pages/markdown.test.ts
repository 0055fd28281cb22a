import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { renderMarkdown } from '#sandbox/pages/markdown.ts';
import { hostileTexts, isHarmless } from './hostile-texts.ts';

const render = (source: string, tickable = false): string => String(renderMarkdown(source, { tickable }));

test('GitHub Flavored Markdown is drawn: tables, strikethrough, line breaks, details', () => {
  const shown = render(
    '| a | b |\n|---|---|\n| 1 | 2 |\n\n~~old~~ one\ntwo\n\n<details><summary>More</summary>\n\n**inside**\n\n</details>',
  );
  assert.match(shown, /<td>2<\/td>/);
  assert.match(shown, /<del>old<\/del> one<br \/>two/);
  assert.match(shown, /<details><summary>More<\/summary>.*<strong>inside<\/strong>.*<\/details>/s);
});

test('HTML comments are invisible, also as markers of the App', () => {
  const shown = render('<!-- countersign:summary -->\nText\n<!-- /countersign:summary -->');
  assert.match(shown, /Text/);
  assert.doesNotMatch(shown, /countersign/);
});

test('links open without telling where from, and only to http, https and mail', () => {
  assert.match(render('[a](https://example.com)'), /href="https:\/\/example.com" rel="noopener noreferrer nofollow"/);
  for (const target of [
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    '//evil.example',
    'java\nscript:x',
  ]) {
    assert.doesNotMatch(render(`<a href="${target}">x</a> [y](<${target.replace('\n', '')}>)`), /href=/, target);
  }
});

test('images are named, never loaded', () => {
  const shown = render('![the plan](https://evil.example/1.png) <img src=x onerror=alert(1)>');
  assert.doesNotMatch(shown, /<img/);
  assert.match(shown, /\[image not loaded: the plan\]/);
});

test('a suggestion is a small diff of the commented lines', () => {
  const shown = String(renderMarkdown('```suggestion\nnew < line\n```', { suggestionFor: ['old line'] }));
  assert.match(shown, /<tr class="deleted">\s*<td class="sign">-<\/td>\s*<td class="code">old line<\/td>/);
  assert.match(shown, /<tr class="added">\s*<td class="sign">\+<\/td>\s*<td class="code">new &lt; line<\/td>/);
});

test('boxes are live only for who may tick, and carry the index of the source', () => {
  const source = '- [ ] one\n- [x] two\n\n```\n- [ ] code\n```\n\n> - [ ] three';
  assert.equal(render(source).match(/disabled/g)?.length, 3);
  const live = render(source, true);
  assert.deepEqual(
    [...live.matchAll(/data-task="(\d)"( checked)?/g)].map((match) => [match[1], match[2]]),
    [
      ['0', undefined],
      ['1', ' checked'],
      ['2', undefined],
    ],
  );
});

test('a box that scanner and parser see differently is never live', () => {
  // Markdown says indented code, or a comment; a tick there would hit another box.
  for (const source of [
    '- [ ] real\n\n        - [ ] indented code',
    'text\n    - [ ] lazy',
    '<!--\n- [ ] hidden\n--> \n- [ ] shown',
    '<input type="checkbox" data-task="0"> - [ ] x',
  ]) {
    const shown = render(source, true);
    const live = [...shown.matchAll(/data-task/g)].length;
    const boxes = [...shown.matchAll(/<input/g)].length;
    assert.ok(live === 0 || live === boxes, shown);
  }
  assert.doesNotMatch(render('<input type="checkbox" data-task="0">', true), /<input/);
});

test('a hidden character that is shown makes no link of what stands behind it', () => {
  assert.doesNotMatch(render('\u202e(>) \u200b(https://example.com)'), /<a\b[^>]*>⟦?U\+|href="%3E/);
  assert.match(render('\u202e(>)'), /⟦U\+202E⟧\(&gt;\)/);
});

test('hostile texts stay text', () => {
  for (const text of hostileTexts) assert.ok(isHarmless(render(text, true)), JSON.stringify(text.slice(0, 200)));
});

test('whatever is written, no script, handler, style or remote address comes out', () => {
  const piece = fc.constantFrom(
    '<',
    '>',
    '"',
    "'",
    '`',
    '\n',
    '[',
    ']',
    '(',
    ')',
    '!',
    'script',
    'onerror=',
    'javascript:',
    'svg',
    'img src=x ',
    'style=',
    '- [ ] ',
    '> ',
    '```',
    '&lt;',
    'a',
    ' ',
    '<!--',
    '-->',
    '\0',
    '\u202e',
    '\ud800',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => isHarmless(render(pieces.join(''), true))),
    { numRuns: 400 },
  );
});

test('shapes that would keep a parser busy for seconds are shown as they stand, at once', () => {
  const long = (piece: string): string => piece.repeat(Math.floor(65_000 / piece.length));
  const wide = `|${'a|'.repeat(3_000)}\n|${'-|'.repeat(3_000)}\n${'|x|\n'.repeat(1_500)}`;
  for (const source of [
    long('*a_'),
    long('[*a]('),
    long('> '),
    long('- '),
    long('<a '),
    long('a**b '),
    wide,
    long('`a``'),
    long('1. '),
    long('<div>'),
    long('# '),
    long('\n'),
  ]) {
    const started = performance.now();
    const shown = render(source);
    assert.ok(performance.now() - started < 1_500, `${Math.round(performance.now() - started)} ms for ${source.slice(0, 12)}`);
    assert.ok(isHarmless(shown));
  }
});

test('65,536 usual characters are drawn quickly', () => {
  const source = '- [ ] check **this** and `that` [there](https://example.com)\n\n'.repeat(1_000).slice(0, 65_536);
  const started = performance.now();
  assert.match(render(source), /<li class="task">/);
  assert.ok(performance.now() - started < 2_000);
});
