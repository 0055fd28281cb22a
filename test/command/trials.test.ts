import assert from 'node:assert/strict';
import { test } from 'node:test';
import { trials, untruthsOf } from '#test/trials-page.ts';

test('every trial of the commands has a test, and every test that is named exists', () => {
  const wanted = [...trials(31, 33), ...trials(37, 39), 'T53', ...trials(56, 75), 'files', 'people'];
  assert.deepEqual(untruthsOf('docs/command-trials.md', wanted), []);
});
