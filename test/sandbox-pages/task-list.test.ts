import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { findTaskBoxes, setTaskBox } from '#sandbox/pages/task-list.ts';

test('finds boxes in bullets, numbers, quotations and nested lists', () => {
  const source = '- [ ] a\n* [x] b\n+ [X] c\n1. [ ] d\n2) [ ] e\n> - [ ] f\n  - [ ] g\n- 1. [ ] h\n';
  assert.deepEqual(
    findTaskBoxes(source).map((box) => [box.label, box.checked]),
    [
      ['a', false],
      ['b', true],
      ['c', true],
      ['d', false],
      ['e', false],
      ['f', false],
      ['g', false],
      ['h', false],
    ],
  );
});

test('leaves out what is no box: fenced code, comments, missing spaces, empty items, plain text', () => {
  const fenced = '```md\n- [ ] a\n```\n~~~~\n- [ ] b\n~~~\n- [ ] still code\n~~~~\n';
  const comment = '<!-- hidden\n- [ ] c\n-->\n';
  const others = '- [] d\n-[ ] e\n[ ] f\n- [ ]\n- [ ]g\n- [y] h\ntext - [ ] i\n';
  assert.deepEqual(
    findTaskBoxes(`${fenced}${comment}${others}- [ ] real`).map((box) => box.label),
    ['real'],
  );
});

test('an unclosed fence hides everything behind it', () => {
  assert.equal(findTaskBoxes('- [ ] a\n```\n- [ ] b').length, 1);
});

test('ticking changes exactly one character, also with Windows line ends', () => {
  const source = '- [ ] one\r\n- [ ] two\r\n';
  assert.equal(setTaskBox(source, 1, true), '- [ ] one\r\n- [x] two\r\n');
  assert.equal(setTaskBox(source, 2, true), undefined);
  assert.equal(setTaskBox('- [X] one', 0, false), '- [ ] one');
});

test('whatever the text: ticking and unticking a box never changes another character', () => {
  const line = fc.constantFrom(
    '- [ ] a',
    '* [x] b',
    '```',
    '~~~',
    '<!--',
    '-->',
    '> - [ ] c',
    '  - [ ] d',
    'text',
    '',
    '- [ ]',
    '1. [X] e\r',
    '\0',
    '- [ ] ```',
  );
  fc.assert(
    fc.property(fc.array(line, { maxLength: 12 }), fc.nat(12), (lines, index) => {
      const source = lines.join('\n');
      const boxes = findTaskBoxes(source);
      const ticked = setTaskBox(source, index, true);
      if (index >= boxes.length) return ticked === undefined;
      if (ticked === undefined || ticked.length !== source.length) return false;
      const changed = [...source].filter((character, at) => ticked[at] !== character).length;
      return changed <= 1 && findTaskBoxes(ticked).length === boxes.length && findTaskBoxes(ticked)[index]?.checked === true;
    }),
    { numRuns: 500 },
  );
});
