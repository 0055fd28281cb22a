import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tellingLine } from '#src/retrieval/telling-line.ts';

const lines = [
  'def total(self, currency):',
  '    """Sums up the prices of the cart."""',
  '    amount = sum(self.prices)',
  '',
  '    return convert(amount, currency)',
];

test('the line that says most about a question: rare words count more, and of equal lines the first', () => {
  for (const [question, at] of [
    ['how is the currency converted?', 4],
    ['what sums up the prices of a cart?', 1],
    ['who pays?', 0],
    ['', 0],
  ] as const)
    assert.equal(tellingLine(question, lines), at, question);
  assert.equal(tellingLine('who pays?', ['', ' ', 'x = 1']), 2);
  assert.equal(tellingLine('who pays?', []), 0);
});
