/** GitHub answers badly: still exactly one of each, and nothing is lost. */
import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { checkOf, isSettled, setStage } from './stage.ts';
import type { Stage } from './stage.ts';

suite('GitHub answers badly', () => {
  let stage: Stage;
  before(async () => {
    stage = await setStage();
    await stage.startApp();
  });
  after(() => stage[Symbol.asyncDispose]());

  const faults = [
    {
      name: 'a comment is committed and answered 502',
      fault: { method: 'POST', path: '/repos/*/*/issues/*/comments', effect: { kind: 'commit-then-status', status: 502 }, times: 1 },
    },
    {
      name: 'a check run is committed and answered 502',
      fault: { method: 'POST', path: '/repos/*/*/check-runs', effect: { kind: 'commit-then-status', status: 502 }, times: 1 },
    },
    {
      name: 'a comment is reset before it is committed',
      fault: { method: 'POST', path: '/repos/*/*/issues/*/comments', effect: { kind: 'reset' }, times: 1 },
    },
    {
      name: 'check updates are reset twice',
      fault: { method: 'PATCH', path: '/repos/*/*/check-runs/*', effect: { kind: 'reset' }, times: 2 },
    },
    {
      name: 'minting a token answers 503 twice',
      fault: { method: 'POST', path: '/app/installations/*/access_tokens', effect: { kind: 'status', status: 503 }, times: 2 },
    },
    {
      name: 'a secondary rate limit on comments',
      fault: {
        method: 'POST',
        path: '/repos/*/*/issues/*/comments',
        effect: { kind: 'status', status: 429, headers: { 'retry-after': '2' } },
        times: 1,
      },
    },
  ] as const;

  for (const [index, { name, fault }] of faults.entries()) {
    test(name, async () => {
      stage.sandbox.setFault(fault);
      const pull = await stage.openPull({
        branch: `fault-${index}`,
        files: [{ path: `orders/f${index}.py`, content: `def f():\n    return ${index}\n` }],
      });
      const seen = await stage.until(pull, 'settled', isSettled, 90);
      stage.sandbox.clearFaults();
      assert.equal(seen.draft_count, 1);
      assert.equal(stage.comments(pull).length, 1);
      const { world } = stage.sandbox;
      assert.deepEqual(
        world
          .checkRunsOf(stage.repository, seen.head_sha, 'all')
          .map((run) => run.name)
          .sort(),
        ['countersign/review', 'countersign/security'],
      );
      assert.equal(checkOf(seen, 'security')?.conclusion, 'success');
    });
  }
});
