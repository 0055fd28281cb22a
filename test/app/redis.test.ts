/** The whole App with its queue on a real Redis: the same effects as on PostgreSQL, also when Redis dies in the middle. */
import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { checkOf, isSettled, setStage } from './stage.ts';
import type { Stage } from './stage.ts';
import type { AppProcess } from '#sandbox/demo/app-process.ts';
import type { Pull } from '#sandbox/state/pull.ts';
import { startRedis } from '#test/queue/redis-server.ts';
import type { TestRedis } from '#test/queue/redis-server.ts';

const password = 'kept-out-of-every-log-8f31';

suite('the queue is a Redis', () => {
  let redis: TestRedis;
  let stage: Stage;
  let app: AppProcess;
  let pull: Pull;
  before(async () => {
    redis = await startRedis({ requirepass: password });
    stage = await setStage({ embedded: true, env: { REDIS_URL: redis.url } });
    app = await stage.startApp();
  });
  after(async () => {
    await stage[Symbol.asyncDispose]();
    await redis[Symbol.asyncDispose]();
  });

  const push = (round: number) =>
    stage.sandbox.world.pushCommit(stage.author, stage.repository, {
      branch: 'work',
      message: `Round ${round}`,
      files: [{ path: 'orders/a.py', content: `def a():\n    return ${round}\n` }],
    });
  async function settled(what: string): Promise<void> {
    const seen = await stage.until(pull, what, isSettled, 60);
    assert.equal(seen.draft_count, 1);
    assert.equal(stage.comments(pull).length, 1);
    assert.deepEqual(seen.check_runs.map(({ name }) => name).sort(), ['countersign/review', 'countersign/security']);
    assert.equal(checkOf(seen, 'security')?.conclusion, 'success');
  }
  const readiness = async () => await (await fetch(`${stage.appUrl}/readyz`)).json();

  test('a pull request gets its draft, its review and its gate, through jobs in Redis', async () => {
    pull = await stage.openPull({ branch: 'work', files: [{ path: 'orders/a.py', content: 'def a():\n    return 0\n' }] });
    await settled('settled over Redis');
    const keys = await redis.client.keys('countersign:countersign-*');
    for (const kind of ['gate', 'summary', 'review'])
      assert.ok(
        keys.some((key) => key.startsWith(`countersign:countersign-${kind}:job-`)),
        `no ${kind} job in ${keys.join(' ')}`,
      );
  });

  test('while Redis is away deliveries are accepted and the App says what is missing; then everything is caught up', async () => {
    await redis.kill();
    await push(1);
    assert.deepEqual(await readiness(), { database: 'ok', queue: 'not ready', scanner: 'ok' });
    await redis.start();
    await settled('settled after Redis came back');
    assert.deepEqual(await readiness(), { database: 'ok', queue: 'ok', scanner: 'ok' });
  });

  test('a Redis that forgot everything loses nothing', async () => {
    await push(2);
    await redis.client.flushall();
    await settled('settled after a flush');
  });

  test('the App ends in order while Redis is away, and goes on where it was', async () => {
    await redis.kill();
    await push(3);
    const began = Date.now();
    await app.stop();
    assert.ok(Date.now() - began < 15_000, `took ${Date.now() - began} ms`);
    await redis.start();
    await stage.startApp();
    await settled('settled after a restart');
    assert.ok(!(await stage.appLog()).includes(password));
  });
});
