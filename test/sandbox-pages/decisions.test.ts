import assert from 'node:assert/strict';
import { test } from 'node:test';
import { whatMay } from '#sandbox/pages/may.ts';
import { mergeTone } from '#sandbox/pages/merge-box.ts';
import { excerpt, patchRows } from '#sandbox/pages/parse-patch.ts';
import { commentedRows } from '#sandbox/pages/thread-card.ts';
import { visibleLine, visibleText } from '#sandbox/pages/visible-text.ts';
import type { Permission } from '#sandbox/state/person.ts';

test('what may whom: each permission adds, none takes away', () => {
  const order: readonly Permission[] = ['none', 'read', 'triage', 'write', 'maintain', 'admin'];
  const counts = order.map(
    (permission) => Object.values(whatMay({ permission, headPermission: permission, isAuthor: false })).filter(Boolean).length,
  );
  assert.deepEqual(
    counts,
    [...counts].sort((a, b) => a - b),
  );
  assert.equal(counts[0], 0);
  assert.ok(
    Object.values(whatMay({ permission: 'none', headPermission: 'admin', isAuthor: true })).every((may) => !may),
    'without read there is nothing',
  );
});

test('an author with read permission edits and closes, but neither merges nor approves', () => {
  const may = whatMay({ permission: 'read', headPermission: 'none', isAuthor: true });
  assert.deepEqual(
    [may.editPull, may.closePull, may.resolve, may.merge, may.approve, may.push, may.runChecks],
    [true, true, true, false, false, false, false],
  );
});

test('the merge box is yellow only while nothing but checks under way is in the way', () => {
  const open = { merged: false, state: 'open', draft: false };
  const check = (state: 'passed' | 'failed' | 'pending' | 'expected') => ({
    context: 'c',
    appId: 1,
    state,
    reason: state === 'passed' ? '' : 'r',
  });
  assert.equal(mergeTone(open, { allowed: true, reasons: [], checks: [check('passed')] }), 'good');
  assert.equal(mergeTone(open, { allowed: false, reasons: ['r'], checks: [check('pending')] }), 'waiting');
  assert.equal(mergeTone(open, { allowed: false, reasons: ['r'], checks: [check('expected')] }), 'waiting');
  assert.equal(mergeTone(open, { allowed: false, reasons: ['r', 'conflict'], checks: [check('pending')] }), 'bad');
  assert.equal(mergeTone(open, { allowed: false, reasons: ['r', 'r'], checks: [check('pending'), check('failed')] }), 'bad');
  assert.equal(mergeTone({ ...open, draft: true }, { allowed: false, reasons: ['draft'], checks: [] }), 'quiet');
  assert.equal(mergeTone({ ...open, state: 'closed' }, { allowed: false, reasons: ['closed'], checks: [] }), 'quiet');
  assert.equal(mergeTone({ ...open, merged: true, state: 'closed' }, { allowed: false, reasons: ['closed'], checks: [] }), 'merged');
});

const patch =
  '@@ -1,3 +1,4 @@ top\n one\n-two\n+TWO\n+2b\n three\n\\ No newline at end of file\n@@ -10,2 +11,2 @@\n ten\n-@@ -1 +1 @@\n+@@ -2 +2 @@';

test('a patch becomes rows with the numbers of both sides; code that looks like a header stays code', () => {
  assert.deepEqual(
    patchRows(patch).map((row) => [row.kind, row.oldLine, row.newLine, row.text]),
    [
      ['hunk', undefined, undefined, '@@ -1,3 +1,4 @@ top'],
      ['context', 1, 1, 'one'],
      ['deleted', 2, undefined, 'two'],
      ['added', undefined, 2, 'TWO'],
      ['added', undefined, 3, '2b'],
      ['context', 3, 4, 'three'],
      ['note', undefined, undefined, ' No newline at end of file'],
      ['hunk', undefined, undefined, '@@ -10,2 +11,2 @@'],
      ['context', 10, 11, 'ten'],
      ['deleted', 11, undefined, '@@ -1 +1 @@'],
      ['added', undefined, 12, '@@ -2 +2 @@'],
    ],
  );
});

test('an excerpt has some lines around, never from another hunk, and nothing for a place outside', () => {
  const rows = patchRows(patch);
  assert.deepEqual(
    excerpt(rows, 'RIGHT', 12, 12).map((row) => row.text),
    ['ten', '@@ -1 +1 @@', '@@ -2 +2 @@'],
  );
  assert.deepEqual(
    excerpt(rows, 'LEFT', 2, 2, 1).map((row) => row.text),
    ['one', 'two', 'TWO'],
  );
  assert.deepEqual(excerpt(rows, 'RIGHT', 7, 8), []);
});

test('the hunk of a comment is numbered from its own line when its beginning was cut off', () => {
  const diffHunk = '@@ -1,0 +1,50 @@\n+line 39\n+line 40';
  assert.deepEqual(
    commentedRows({ diffHunk, side: 'RIGHT', originalLine: 40 }).map((row) => row.newLine),
    [undefined, 39, 40],
  );
});

test('nothing invisible is left in what is shown', () => {
  assert.equal(visibleText('a\0b\u001b[1m\u202ec\u200bd\ud800\te\n'), 'a⟦U+0000⟧b⟦U+001B⟧[1m⟦U+202E⟧c⟦U+200B⟧d\ufffd\te\n');
  assert.equal(visibleLine('a\r\nb\u2028c'), 'a⏎b⏎c');
  assert.equal(visibleLine('x'.repeat(9), 4), 'xxxx…');
  assert.equal(visibleText('שלום 👩‍👩‍👧 naïve'), 'שלום 👩‍👩‍👧 naïve');
});
