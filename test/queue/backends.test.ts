/** From an inbox row to a finished run, on each of the two real queue backends. */
import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { setQueueStage } from './queue-stage.ts';
import type { QueueStage } from './queue-stage.ts';
import type { JobQueue } from '#src/queue/connection.ts';
import { queueName } from '#src/queue/enqueue.ts';
import type { RunContext } from '#src/queue/run-worker.ts';
import { insertDelivery } from '#src/records/inbox.ts';
import { requestWork } from '#src/records/work.ts';
import type { WorkKey } from '#src/records/work.ts';
import { newWork } from '#test/records/test-database.ts';

const addressOf = ({ kind, installationId, repositoryId, number, subject }: WorkKey) => ({
  kind,
  installationId,
  repositoryId,
  number,
  subject,
});

for (const backend of ['PostgreSQL', 'Redis'] as const) {
  suite(`queue on ${backend}`, () => {
    let stage: QueueStage;
    let queue: JobQueue;
    before(async () => {
      stage = await setQueueStage(backend);
      queue = stage.queues.queue(queueName('gate'));
    });
    after(async () => {
      await queue.close();
      await stage[Symbol.asyncDispose]();
    });
    /** Requests work and wakes a worker up, as dispatching does. */
    async function ask(key: WorkKey): Promise<void> {
      await stage.producer.enqueue(key, `w${await requestWork(stage.database, key)}`);
    }
    const isDone = (key: WorkKey) => async () => {
      const row = await stage.row(key);
      return row?.state === 'done' && row;
    };

    test('a burst of deliveries becomes one settled row each, and every pull request ends at its newest request', async () => {
      const keys = Array.from({ length: 8 }, () => newWork('review'));
      const dispatcher = stage.dispatch((row) =>
        Promise.resolve({ kind: 'work', work: [keys[(row.hint as { readonly pull: number }).pull] ?? newWork()] }),
      );
      const runs: RunContext[] = [];
      const stop = stage.work('review', (context) => Promise.resolve(`run ${runs.push(context)}`));
      await Promise.all(
        Array.from({ length: 80 }, (_, index) =>
          insertDelivery(stage.database, {
            deliveryId: `burst-${index}`,
            event: 'pull_request',
            semanticKey: `burst-${index}`,
            hint: { pull: index % keys.length },
          }),
        ),
      );
      dispatcher.wake();
      for (const key of keys) {
        const row = await stage.until(`work of ${key.number}`, async () => {
          const seen = await stage.row(key);
          return seen?.state === 'done' && seen.wanted === 10 && seen;
        });
        assert.equal(row.taken, 10);
      }
      const { rows } = await stage.database.query<{ state: string }>('select state from inbox');
      assert.deepEqual(new Set(rows.map(({ state }) => state)), new Set(['dispatched']));
      assert.equal(rows.length, 80);
      await Promise.all([dispatcher.stop(), stop()]);
    });

    test('a second of the same request runs nothing twice', async () => {
      const key = newWork();
      let runs = 0;
      const stop = stage.work('gate', () => Promise.resolve(`run ${(runs += 1)}`));
      const wanted = await requestWork(stage.database, key);
      await Promise.all(Array.from({ length: 20 }, (_, index) => stage.producer.enqueue(key, `w${wanted}-${index % 3}`)));
      await stage.until('done', isDone(key));
      await stage.until('the others were heard', async () => {
        const counts = await queue.getJobCounts();
        return (counts['waiting'] ?? 0) + (counts['active'] ?? 0) === 0;
      });
      assert.equal(runs, 1);
      await stop();
    });

    test('newer work stops the older run at once; its ending counts for nothing', async () => {
      const key = newWork();
      const endings: string[] = [];
      const stop = stage.work('gate', async ({ claim, signal }) => {
        if (claim.request === 1) {
          endings.push('first began');
          await new Promise((resolve) => signal.addEventListener('abort', resolve));
          endings.push('first was stopped');
          signal.throwIfAborted();
        }
        return `request ${claim.request}`;
      });
      await ask(key);
      await stage.until('the first run', () => Promise.resolve(endings.length > 0));
      await ask(key);
      assert.equal((await stage.until('done', isDone(key), 5)).ending, 'request 2');
      assert.deepEqual(endings, ['first began', 'first was stopped']);
      await stop();
    });

    test('an error whose text a database would refuse is stored, shown once and not repeated when it cannot help', async () => {
      const key = newWork();
      const shown: unknown[] = [];
      const refusal = Object.assign(new Error('nul \u0000 lone \uD800'), { name: 'Odd\u0000\uDFFFError', retryable: false });
      const stop = stage.work(
        'gate',
        () => Promise.reject(refusal),
        (_context, error) => Promise.resolve(void shown.push(error)),
      );
      await ask(key);
      const row = await stage.until('failed', async () => {
        const seen = await stage.row(key);
        return seen?.state === 'failed' && seen;
      });
      assert.deepEqual([row.attempts, row.ending, shown], [1, 'Odd\uFFFD\uFFFDError', [refusal]]);
      await stop();
    });

    test('a passing fault is tried again by the sweep; a pause that GitHub asks for is not counted', async () => {
      const key = newWork();
      const dispatcher = stage.dispatch();
      const attempts: number[] = [];
      const stop = stage.work('gate', ({ claim }) => {
        attempts.push(claim.attempts);
        if (attempts.length < 3) return Promise.reject(Object.assign(new Error('slow down'), { retryAfterSeconds: 1 }));
        return Promise.resolve('at last');
      });
      await ask(key);
      await stage.until('done', isDone(key), 30);
      assert.deepEqual(attempts, [1, 1, 1]);
      await Promise.all([dispatcher.stop(), stop()]);
    });

    test('what is no address reaches no run and stops no worker', async () => {
      const key = newWork();
      const seen: number[] = [];
      const stop = stage.work('gate', ({ claim }) => Promise.resolve(`seen ${seen.push(claim.key.number)}`));
      const valid = addressOf(key);
      for (const [index, data] of [{}, { ...valid, number: -1 }, { ...valid, subject: '../../x' }, { ...valid, kind: 'shell' }].entries())
        await queue.add('gate', data as unknown as Parameters<typeof queue.add>[1], { jobId: `odd-${key.number}-${index}` });
      await ask(key);
      await stage.until('done', isDone(key));
      assert.deepEqual(seen, [key.number]);
      await stop();
    });

    test('stopping interrupts a run, waits for its ending and leaves the work to the next process', async () => {
      const key = newWork();
      let began = false;
      const stop = stage.work('gate', async ({ signal }) => {
        began = true;
        await new Promise((resolve) => signal.addEventListener('abort', resolve));
        throw signal.reason;
      });
      await ask(key);
      await stage.until('begun', () => Promise.resolve(began));
      await stop();
      const row = await stage.row(key);
      assert.deepEqual([row?.state, row?.attempts, row?.ending], ['queued', 0, 'interrupted by a restart']);
    });
  });
}
