import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { findSuspicions } from '#src/suspect/find-suspicions.ts';
import { bare, changedFiles, markedLine } from './sign-row.ts';
import type { SignRow } from './sign-row.ts';
import { accessRows } from './rows/access-rows.ts';
import { commonRows } from './rows/common-rows.ts';
import { flowRows } from './rows/flow-rows.ts';
import { goRows } from './rows/go-rows.ts';
import { javaRows } from './rows/java-rows.ts';
import { pythonRows } from './rows/python-rows.ts';
import { scriptRows } from './rows/script-rows.ts';

const rows: readonly SignRow[] = [...accessRows, ...scriptRows, ...pythonRows, ...goRows, ...javaRows, ...commonRows, ...flowRows];

const files = changedFiles(
  rows.flatMap(([, path, wrong, right, before]) => [
    { path, before, after: markedLine(wrong).code },
    { path, before, after: bare(right) },
  ]),
);

suite('signs', () => {
  for (const [index, [kind, path, wrong, right]] of rows.entries()) {
    const [bad, good] = files.slice(2 * index);
    test(`${kind} in ${path}: one sign, at its place`, () => {
      const { code, line } = markedLine(wrong);
      const signs = bad === undefined ? [] : findSuspicions(bad, code);
      // One defect is one question, whatever number of rules see it.
      assert.deepEqual(
        signs.map((sign) => sign.kind),
        [kind],
      );
      assert.ok(
        signs.every((sign) => sign.startLine <= line && line <= sign.line),
        `${signs[0]?.startLine}–${signs[0]?.line}, not ${line}`,
      );
    });
    test(`${kind} in ${path}: none where it is right`, () => {
      assert.deepEqual(good === undefined ? ['no file'] : findSuspicions(good, bare(right)).map((sign) => `${sign.kind} ${sign.line}`), []);
    });
  }
});
