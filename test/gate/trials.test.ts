import assert from 'node:assert/strict';
import { test } from 'node:test';
import { trials, untruthsOf } from '#test/trials-page.ts';

test('every trial of the gate has a test, and every test that is named exists', () => {
  assert.deepEqual(untruthsOf('docs/gate-trials.md', ['T15', 'T16', 'T17', 'T40', 'T46', 'T105', ...trials(108, 132)]), []);
});
