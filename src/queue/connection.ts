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
  readonly close: (force?: boolean) => Promise<void>;
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
  await producer.connect().catch((cause: unknown) => {
    producer.disconnect();
    throw new Error(`Redis does not answer (${causeCode(cause)}). Nothing was queued. Start it, or correct REDIS_URL.`, { cause });
  });
  const policy = /maxmemory_policy:(\S+)/u.exec(await producer.info('memory'))?.[1];
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

function causeCode(cause: unknown): string {
  return cause instanceof Error ? ((cause as NodeJS.ErrnoException).code ?? cause.name) : 'unknown error';
}
