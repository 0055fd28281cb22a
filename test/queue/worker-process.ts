/** A worker in a process of its own that begins a run and never ends it; for tests that kill it. */
import { connectPostgresQueues, connectRedisQueues } from '#src/queue/connection.ts';
import { createProducer } from '#src/queue/enqueue.ts';
import { runWorker } from '#src/queue/run-worker.ts';
import { openDatabase } from '#src/records/database.ts';

const [databaseUrl = '', redisUrl = ''] = process.argv.slice(2);
const database = openDatabase(databaseUrl, () => undefined);
const queues = redisUrl === '' ? await connectPostgresQueues(databaseUrl) : await connectRedisQueues(redisUrl);
const { enqueue } = createProducer(queues, () => undefined);
const silent = (): void => undefined;
runWorker(queues, {
  kind: 'gate',
  concurrency: 1,
  run: async ({ claim }) => {
    console.log(`began ${claim.key.number} ${claim.epoch}`);
    return await new Promise<string>(() => undefined);
  },
  giveUp: () => Promise.resolve(),
  database,
  enqueue,
  log: { debug: silent, info: silent, warn: silent, error: silent },
  drain: new AbortController().signal,
});
console.log('waiting');
