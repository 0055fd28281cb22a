import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startSmallApp } from './small-app.ts';
import { readIssueTitles } from '#src/github/read-issue-titles.ts';

test('titles of issues that are there; what is gone, or GitHub in trouble, is left out', async () => {
  await using app = await startSmallApp();
  const { number, title } = app.small.pull;
  assert.deepEqual([...(await readIssueTitles(app.repository, [number, 404]))], [[number, title]]);
  app.setFault({ method: 'GET', path: '/repos/*/*/issues/*', effect: { kind: 'status', status: 451 }, times: 9 });
  assert.deepEqual([...(await readIssueTitles(app.repository, [number]))], []);
});
