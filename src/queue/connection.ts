/** BullMQ on PostgreSQL (default) or on Redis (`REDIS_URL`); everything else is the same. */
import { Queue, Worker, createPostgresBackend, runMigrations } from 'bullmq';
import type { QueueOptions, WorkerOptions } from 'bullmq';
import { Redis } from 'ioredis';
import pg from 'pg';
import type { Job } from './job.ts';

/** The part of BullMQ's Queue that is used, alike for both backends. */
export interface JobQueue {
  readonly add: (name: string, job: Job, options: { readonly jobId: string }) => Promise<unknown>;
  readonly getJobCounts: () => Promise<Record<string, number>>;
  readonly on: (event: 'error', listener: (error: Error) => void) => unknown;
  readonly close: () => Promise<void>;
}
export interface JobWorker {
  readonly on: (event: 'error', listener: (error: Error) => void) => unknown;
  readonly close: () => Promise<void>;
}
export type Process = (data: unknown) => Promise<void>;

export interface QueueBackend {
  readonly queue: (name: string) => JobQueue;
  readonly worker: (name: string, process: Process, options: { readonly concurrency: number }) => JobWorker;
  readonly close: () => Promise<void>;
}

// The work table retries and fences; BullMQ must not give up on a job that two restarts interrupted.
const workerLimits = { maxStalledCount: 100, lockDuration: 30_000, stalledInterval: 15_000 } satisfies Partial<WorkerOptions>;
const jobOptions = {
  attempts: 1,
  removeOnComplete: { count: 200, age: 3600 },
  removeOnFail: { count: 200, age: 86_400 },
} satisfies QueueOptions['defaultJobOptions'];

export async function connectPostgresQueues(databaseUrl: string): Promise<QueueBackend> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await runMigrations(client);
  } finally {
    await client.end();
  }
  const connection = { connectionString: databaseUrl, max: 4 };
  return {
    queue: (name) => new Queue(name, { connection, defaultJobOptions: jobOptions }, createPostgresBackend),
    worker: (name, process, options) =>
      new Worker(name, (job) => process(job.data), { connection, ...workerLimits, ...options }, createPostgresBackend),
    close: () => Promise.resolve(),
  };
}

/** @throws when Redis may evict keys: jobs would vanish without a word. */
export async function connectRedisQueues(url: string): Promise<QueueBackend> {
  // A producer must fail fast while Redis is down; the work table keeps the request.
  const producer = new Redis(url, { enableOfflineQueue: false, lazyConnect: true, maxRetriesPerRequest: 1 });
  const consumer = new Redis(url, { maxRetriesPerRequest: null, lazyConnect: true });
  for (const redis of [producer, consumer]) redis.on('error', () => undefined);
  const info = await readInfo(producer).catch((cause: unknown) => {
    producer.disconnect();
    throw new Error(`Redis ${refusalOf(cause)}. Nothing was queued.`, { cause });
  });
  const policy = /maxmemory_policy:(\S+)/u.exec(info)?.[1];
  if (policy !== undefined && policy !== 'noeviction') {
    producer.disconnect();
    throw new Error(
      `Redis has maxmemory-policy ${policy}, which can silently lose jobs. Nothing was queued. Set it to noeviction (CONFIG SET maxmemory-policy noeviction) and start again.`,
    );
  }
  return {
    queue: (name) => new Queue(name, { connection: producer, defaultJobOptions: jobOptions, prefix: 'countersign' }),
    worker: (name, process, options) =>
      new Worker(name, (job) => process(job.data), { connection: consumer, prefix: 'countersign', ...workerLimits, ...options }),
    close: async () => {
      producer.disconnect();
      consumer.disconnect();
      await Promise.resolve();
    },
  };
}

/** What went wrong is told by events; the call itself only says that the connection is closed. */
async function readInfo(redis: Redis): Promise<string> {
  const errors: Error[] = [];
  const hear = (error: Error): void => void errors.push(error);
  redis.on('error', hear);
  try {
    await redis.connect();
    return await redis.info('memory');
  } catch (error) {
    throw errors[0] ?? error;
  } finally {
    redis.off('error', hear);
  }
}

/** Redis tells the kind of a refusal only as the first word of its text. */
function refusalOf(cause: unknown): string {
  const { code, message, name }: NodeJS.ErrnoException = cause instanceof Error ? cause : new Error('unknown error');
  if (message.startsWith('WRONGPASS')) return 'refuses the password of REDIS_URL. Correct it there';
  if (message.startsWith('NOAUTH')) return 'asks for a password. Add it to REDIS_URL: redis://:PASSWORD@HOST:PORT';
  if (message.startsWith('NOPERM'))
    return 'does not let this user do what is needed. Give the user of REDIS_URL all commands on keys countersign:*';
  return `does not answer (${code ?? name}). Start it, or correct REDIS_URL`;
}
