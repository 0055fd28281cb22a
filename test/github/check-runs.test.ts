/** One check run per request, with every annotation once, and a conclusion that GitHub's moods cannot keep from being said. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { startSmallApp } from './small-app.ts';
import type { SmallApp } from './small-app.ts';
import type { FaultEffect } from '#sandbox/faults/fault.ts';
import type { CheckRun } from '#src/check-run.ts';
import { cancelCheckRun, writeCheckRun } from '#src/github/check-runs.ts';
import { GitHubError } from '#src/github/github-error.ts';

const annotations = (count: number) =>
  Array.from({ length: count }, (_, index) => {
    const line = index + 1;
    return { path: 'src/cart.py', startLine: line, endLine: line, level: 'failure', title: `Finding ${line}`, message: 'Why.' } as const;
  });
const check = (app: SmallApp, conclusion: 'failure' | 'success' | undefined, count = 0): CheckRun => ({
  name: 'countersign/security',
  headSha: app.small.pull.headSha,
  conclusion,
  output: { title: 'A\ntitle', summary: 'What was found.', annotations: annotations(count) },
});
const write = (app: SmallApp, wanted: CheckRun, requestKey = 'gate-1') =>
  writeCheckRun({
    repository: app.repository,
    identity: app.identity,
    notes: app.notes,
    check: wanted,
    requestKey,
    detailsUrl: 'http://127.0.0.1/',
    now: () => new Date(),
  });
const runs = (app: SmallApp) => app.small.world.checkRunsOf(app.small.repository, app.small.pull.headSha, 'all');
const updating = (effect: FaultEffect, times: number, skip = 0) => ({
  method: 'PATCH',
  path: '/repos/*/*/check-runs/*',
  effect,
  times,
  skip,
});

suite('check runs', () => {
  const moods: readonly FaultEffect[] = [
    { kind: 'commit-then-status', status: 502 },
    { kind: 'commit-then-reset' },
    { kind: 'status', status: 503 },
    { kind: 'hang' },
  ];
  for (const effect of moods)
    test(`120 annotations in three calls, each once, with ${effect.kind} in between`, async () => {
      await using app = await startSmallApp();
      await write(app, check(app, undefined));
      app.setFault(updating(effect, 1, 1));
      await write(app, check(app, 'failure', 120));
      const [run, ...others] = runs(app);
      assert.equal(others.length, 0);
      assert.deepEqual([run?.status, run?.conclusion, run?.title], ['completed', 'failure', 'A title']);
      assert.deepEqual(
        run?.annotations.map(({ startLine }) => startLine),
        annotations(120).map(({ startLine }) => startLine),
      );
    });

  for (const effect of moods.slice(0, 2))
    test(`created, and the answer lost: ${effect.kind}`, async () => {
      await using app = await startSmallApp();
      app.setFault({ method: 'POST', path: '/repos/*/*/check-runs', effect, times: 1 });
      const id = await write(app, check(app, undefined));
      app.notes.kept.clear();
      assert.equal(await write(app, check(app, 'success')), id);
      assert.deepEqual(
        runs(app).map(({ conclusion }) => conclusion),
        ['success'],
      );
    });

  test('ours is found among more than a hundred of the same name, and another request gets another', async () => {
    await using app = await startSmallApp();
    const id = await write(app, check(app, undefined));
    const { world, repository, pull, app: added } = app.small;
    for (let count = 0; count < 130; count += 1)
      world.createCheckRun(added.app, repository, pull.headSha, 'countersign/security', { externalId: `gate-other-${count}` });
    app.notes.kept.clear();
    assert.equal(await write(app, check(app, 'failure')), id);
    assert.notEqual(await write(app, check(app, undefined), 'gate-2'), id);
    assert.equal(runs(app).length, 132);
  });

  test('annotations that GitHub refuses do not keep the conclusion from being said', async () => {
    await using app = await startSmallApp();
    app.setFault(updating({ kind: 'status', status: 422, body: { message: 'Validation Failed' } }, 1));
    await write(app, check(app, 'failure', 3));
    const [run] = runs(app);
    assert.deepEqual([run?.conclusion, run?.annotations.length], ['failure', 0]);
    assert.match(run?.summary ?? '', /did not take 3 annotations[^]*What was found/u);
  });

  test('refused without annotations: an error, and never a success', async () => {
    await using app = await startSmallApp();
    app.setFault(updating({ kind: 'status', status: 422, body: { message: 'Validation Failed' } }, 100));
    await assert.rejects(write(app, check(app, 'success', 2)), (error: unknown) => error instanceof GitHubError && !error.retryable);
    assert.deepEqual([runs(app)[0]?.status, runs(app)[0]?.conclusion], ['in_progress', null]);
  });

  test('an older run is ended as cancelled; a finished one, a foreign head and a lost one are left alone', async () => {
    await using app = await startSmallApp();
    const { headSha } = app.small.pull;
    const open = await write(app, check(app, undefined));
    const done = await write(app, check(app, 'failure'), 'gate-2');
    await cancelCheckRun(app.repository, open, 'f'.repeat(40), new Date());
    assert.equal(runs(app).find(({ id }) => id === open)?.status, 'in_progress');
    for (const id of [open, done, 999_999]) await cancelCheckRun(app.repository, id, headSha, new Date());
    assert.equal(runs(app).find(({ id }) => id === open)?.conclusion, 'cancelled');
    assert.equal(runs(app).find(({ id }) => id === done)?.conclusion, 'failure');
  });
});
