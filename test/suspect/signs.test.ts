/** Each kind of sign: seen once where the code is wrong, at the right place, and not seen where it is right. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { kindsInCode } from './kinds-in-code.ts';
import { readRows, runRows } from './sign-row.ts';

const rows = readRows();
const found = runRows(rows);

suite('signs', () => {
  for (const [index, { kind, path, line }] of rows.entries()) {
    const { wrong = [], right = [] } = found[index] ?? {};
    test(`${kind} in ${path}: one sign, at its place`, () => {
      // One defect is one question, whatever number of rules see it.
      assert.deepEqual(
        wrong.map((sign) => [sign.kind, sign.startLine <= line && line <= sign.line ? line : sign.line]),
        [[kind, line]],
      );
    });
    test(`${kind} in ${path}: none where it is right`, () => {
      assert.deepEqual(
        right.map((sign) => `${sign.kind} ${sign.line}`),
        [],
      );
    });
  }

  test('every kind has a row, and every row a kind: no rule comes without', () => {
    assert.deepEqual([...new Set(rows.map(({ kind }) => kind))].toSorted(), kindsInCode());
  });
});
