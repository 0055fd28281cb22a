/** `kill -9` at ten moments of a run, chosen by how many calls to GitHub it has made; restarted each time. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { checkOf, isSettled, setStage } from './stage.ts';

const moments = [1, 4, 7, 10, 13, 16, 20, 24, 28, 32];

suite('killed and restarted', () => {
  test('one draft, one current check per name, on the newest head, whatever the moment', async () => {
    await using stage = await setStage();
    let app = await stage.startApp();
    const pull = await stage.openPull({ branch: 'work', files: [{ path: 'orders/a.py', content: 'def a():\n    return 0\n' }] });
    for (const [round, calls] of moments.entries()) {
      const before = stage.sandbox.requests().length;
      const content = `def a():\n    return ${round + 1}\n`;
      await stage.sandbox.world.pushCommit(stage.author, stage.repository, {
        branch: 'work',
        message: `Round ${round}`,
        files: [{ path: 'orders/a.py', content }],
      });
      // A run that makes fewer calls is killed when it is idle: a moment like any other.
      for (const end = Date.now() + 4000; stage.sandbox.requests().length < before + calls && Date.now() < end;) await sleep(5);
      process.kill(app.pid, 'SIGKILL');
      app = await stage.startApp();
      const seen = await stage.until(pull, `settled after a kill at call ${calls}`, isSettled, 90);
      const told = `killed at call ${calls}`;
      assert.equal(seen.draft_count, 1, told);
      assert.equal(stage.comments(pull).length, 1, told);
      assert.deepEqual(seen.check_runs.map(({ name }) => name).sort(), ['countersign/review', 'countersign/security'], told);
      assert.equal(checkOf(seen, 'security')?.conclusion, 'success', told);
      assert.equal(seen.review_states.length, 0, told);
    }
  });
});
