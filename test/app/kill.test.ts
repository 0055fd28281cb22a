/** `kill -9` at ten moments of a run, chosen by how many calls to GitHub it has made; restarted each time. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { startScriptedServer } from '#test/model/scripted-server.ts';
import type { Asked } from '#test/model/scripted-server.ts';
import { checkOf, isSettled, setStage } from './stage.ts';

const moments = [1, 4, 7, 10, 13, 16, 20, 24, 28, 32];
/** Other words each time: the same point about an edited line is not made twice. */
const codeOf = (round: number): string =>
  `def mean_${round}(p_${round}):\n    return sum_${round}(p_${round}) / (len_${round}(p_${round}) - ${round})\n`;

/** Finds the division on every new head; each round's code is another, so each round has one point to make. */
function answer({ body }: Asked): unknown {
  const [instructions, data] = [body.messages[0]?.content ?? '', body.messages.at(-1)?.content ?? ''];
  if (instructions.includes('prove the claim wrong')) return { why: 'Line 2 divides by the length.', verdict: 'real' };
  if (!instructions.includes('You review a change')) return { changes: 'Adds a mean.', reason: '', sentence: 'Adds a mean.' };
  const quote = /return sum_.*$/mu.exec(data)?.[0] ?? '';
  const reason = 'With as many prices as are taken off, the divisor is zero and the request ends with an error.';
  return { findings: [{ path: 'orders/a.py', line_hint: 1, quote, reason, title: 'Division by zero', category: 'bug', severity: 'high' }] };
}

suite('killed and restarted', () => {
  test('one draft, one review of the head, one current check per name, whatever the moment', async () => {
    await using model = await startScriptedServer((asked) => ({ do: 'answer', text: JSON.stringify(answer(asked)) }));
    await using stage = await setStage({ embedded: true, env: { MODEL_BASE_URL: model.url, MODEL_NAME: 'scripted' } });
    let app = await stage.startApp();
    const pull = await stage.openPull({ branch: 'work', files: [{ path: 'orders/a.py', content: codeOf(0) }] });
    for (const [round, calls] of moments.entries()) {
      const before = stage.sandbox.requests().length;
      await stage.sandbox.world.pushCommit(stage.author, stage.repository, {
        branch: 'work',
        message: `Round ${round}`,
        files: [{ path: 'orders/a.py', content: codeOf(round + 1) }],
      });
      // A run that makes fewer calls is killed when it is idle: a moment like any other.
      for (const end = Date.now() + 4000; stage.sandbox.requests().length < before + calls && Date.now() < end;) await sleep(5);
      process.kill(app.pid, 'SIGKILL');
      app = await stage.startApp();
      const told = `killed at call ${calls}`;
      const isReviewed = (now: Parameters<typeof isSettled>[0]): boolean =>
        isSettled(now) && checkOf(now, 'review')?.conclusion === 'success';
      const seen = await stage.until(pull, `settled, ${told}`, isReviewed, 90);
      assert.equal(seen.draft_count, 1, told);
      assert.equal(stage.comments(pull).length, 1, told);
      assert.deepEqual(seen.check_runs.map(({ name }) => name).sort(), ['countersign/review', 'countersign/security'], told);
      assert.equal(checkOf(seen, 'security')?.conclusion, 'success', told);
      const ofHead = stage.sandbox.world.reviewsOf(pull).filter(({ commitId }) => commitId === seen.head_sha);
      assert.equal(ofHead.length, 1, told);
      assert.equal(
        seen.review_comments.filter(({ body }) => body.includes('Division by zero')).length,
        stage.sandbox.world.reviewsOf(pull).length,
        told,
      );
    }
  });
});
