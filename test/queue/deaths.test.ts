/** Workers and servers that die in the middle, on each of the two real queue backends. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { suite, test } from 'node:test';
import { setQueueStage } from './queue-stage.ts';
import type { QueueStage } from './queue-stage.ts';
import { startRedis } from './redis-server.ts';
import { connectRedisQueues } from '#src/queue/connection.ts';
import { requestWork } from '#src/records/work.ts';
import { newWork } from '#test/records/test-database.ts';

async function beginElsewhere(stage: QueueStage): Promise<{ readonly child: ChildProcess; readonly began: Promise<string> }> {
  const path = new URL('worker-process.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, [path, stage.url, stage.redis?.url ?? ''], { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async (): Promise<string> => String((await lines.next()).value);
  assert.equal(await next(), 'waiting');
  return { child, began: next() };
}

suite('kill -9 of a worker in the middle of a run', { concurrency: true }, () => {
  for (const backend of ['PostgreSQL', 'Redis'] as const) {
    test(`another takes the work over when the lease ends, once, with the queue on ${backend}`, async () => {
      await using stage = await setQueueStage(backend);
      stage.dispatch();
      const { child, began } = await beginElsewhere(stage);
      const key = newWork();
      await stage.producer.enqueue(key, `w${await requestWork(stage.database, key)}`);
      assert.equal(await began, `began ${key.number} 1`);
      child.kill('SIGKILL');
      await once(child, 'exit');
      const epochs: number[] = [];
      stage.work('gate', ({ claim }) => Promise.resolve(`run ${epochs.push(claim.epoch)}`));
      const row = await stage.until(
        'taken over',
        async () => {
          const seen = await stage.row(key);
          return seen?.state === 'done' && seen;
        },
        40,
      );
      assert.deepEqual([epochs, row.epoch], [[2], 2]);
    });
  }
});

suite('a Redis that dies', () => {
  test('while a run is under way: the run ends once, and work asked for meanwhile runs when Redis is back', async () => {
    await using stage = await setQueueStage('Redis');
    stage.dispatch();
    const [early, late] = [newWork(), newWork()];
    const gate = Promise.withResolvers<void>();
    const runs: number[] = [];
    stage.work('gate', async ({ claim }) => {
      runs.push(claim.key.number);
      if (claim.key.number === early.number) await gate.promise;
      return 'ended';
    });
    await stage.producer.enqueue(early, `w${await requestWork(stage.database, early)}`);
    await stage.until('begun', () => Promise.resolve(runs.length === 1));
    await stage.redis?.kill();

    const began = Date.now();
    const wanted = await requestWork(stage.database, late);
    await assert.rejects(stage.producer.enqueue(late, `w${wanted}`));
    await assert.rejects(stage.producer.ping());
    assert.ok(Date.now() - began < 5000, 'a producer fails fast while Redis is away');
    gate.resolve();
    const isDone = (key: typeof early) => async () => (await stage.row(key))?.state === 'done';
    await stage.until('the run ended without Redis', isDone(early));

    await stage.redis?.start();
    await stage.until('work asked for meanwhile', isDone(late), 30);
    assert.deepEqual(runs, [early.number, late.number]);
  });

  test('that may forget keys, does not answer or refuses the password is refused with what to do, without the password', async () => {
    const password = 'do-not-print-51c3';
    await using redis = await startRedis({ 'maxmemory-policy': 'allkeys-lru', requirepass: password });
    const refusalOf = async (url: string): Promise<string> =>
      await connectRedisQueues(url).then(
        () => assert.fail('accepted'),
        (error: Error) => error.message,
      );
    assert.match(await refusalOf(redis.url), /allkeys-lru.*noeviction/u);
    const wrong = redis.url.replace(password, `${password}-wrong`);
    assert.match(await refusalOf(wrong), /refuses the password.*REDIS_URL/u);
    assert.match(await refusalOf(redis.url.replace(`:${password}@`, '')), /asks for a password.*REDIS_URL/u);
    await redis.kill();
    const away = await refusalOf(redis.url);
    assert.match(away, /does not answer \(ECONNREFUSED\).*REDIS_URL/u);
    assert.ok(!away.includes(password));
  });
});
