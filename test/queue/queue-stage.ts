/** One database and one queue backend, with what the tests of dispatching and working need. */
import { setTimeout as sleep } from 'node:timers/promises';
import { inspect } from 'node:util';
import { startRedis } from './redis-server.ts';
import type { TestRedis } from './redis-server.ts';
import { connectPostgresQueues, connectRedisQueues } from '#src/queue/connection.ts';
import type { QueueBackend } from '#src/queue/connection.ts';
import { startDispatcher } from '#src/queue/dispatch.ts';
import type { DispatchOptions } from '#src/queue/dispatch.ts';
import { createProducer } from '#src/queue/enqueue.ts';
import type { Producer } from '#src/queue/enqueue.ts';
import { runWorker } from '#src/queue/run-worker.ts';
import type { Run, RunContext } from '#src/queue/run-worker.ts';
import type { WorkKey, WorkKind } from '#src/records/work.ts';
import { startTestDatabase } from '#test/records/test-database.ts';
import type { TestDatabase } from '#test/records/test-database.ts';

export interface LogLine {
  readonly level: string;
  readonly fields: Record<string, unknown>;
  readonly message: string;
}

export interface WorkRow {
  readonly state: string;
  readonly ending: string | null;
  readonly attempts: number;
  readonly wanted: number;
  readonly taken: number;
  readonly epoch: number;
}

export interface QueueStage extends AsyncDisposable, TestDatabase {
  readonly redis: TestRedis | undefined;
  readonly queues: QueueBackend;
  readonly producer: Producer;
  readonly lines: LogLine[];
  readonly log: ReturnType<typeof collectLog>;
  /** Works until the stage ends or `stop` is called. */
  readonly work: (kind: WorkKind, run: Run, giveUp?: (context: RunContext, error: unknown) => Promise<void>) => () => Promise<void>;
  /** Dispatches until the stage ends or `stop` is called. */
  readonly dispatch: (plan?: DispatchOptions['plan']) => { readonly wake: () => void; readonly stop: () => Promise<void> };
  readonly row: (key: WorkKey) => Promise<WorkRow | undefined>;
  readonly until: <Value>(what: string, look: () => Promise<Value | false | undefined>, seconds?: number) => Promise<Value>;
}

export async function setQueueStage(backend: 'PostgreSQL' | 'Redis'): Promise<QueueStage> {
  await using setting = new AsyncDisposableStack();
  const records = setting.use(await startTestDatabase());
  const redis = backend === 'Redis' ? setting.use(await startRedis()) : undefined;
  const queues = redis === undefined ? await connectPostgresQueues(records.url) : await connectRedisQueues(redis.url);
  setting.defer(() => queues.close());
  const lines: LogLine[] = [];
  const log = collectLog(lines);
  const producer = createProducer(queues, () => undefined);
  setting.defer(() => producer.close());
  const stops = new Set<() => Promise<void>>();
  setting.defer(async () => void (await Promise.all([...stops].map((stop) => stop()))));
  const kept = setting.move();
  return {
    ...records,
    redis,
    queues,
    producer,
    lines,
    log,
    work: (kind, run, giveUp = () => Promise.resolve()) => {
      const drain = new AbortController();
      const { enqueue } = producer;
      const worker = runWorker(queues, {
        kind,
        concurrency: 4,
        run,
        giveUp,
        database: records.database,
        enqueue,
        log,
        drain: drain.signal,
      });
      const stop = async (): Promise<void> => {
        stops.delete(stop);
        drain.abort(new Error('The test is over.'));
        await worker.close();
      };
      stops.add(stop);
      return stop;
    },
    dispatch: (plan = () => Promise.resolve({ kind: 'nothing', reason: 'a test' })) => {
      const stopping = new AbortController();
      const { enqueue } = producer;
      const dispatcher = startDispatcher({ database: records.database, enqueue, log, plan, signal: stopping.signal });
      const stop = async (): Promise<void> => {
        stops.delete(stop);
        stopping.abort();
        await dispatcher.ended;
      };
      stops.add(stop);
      return { wake: dispatcher.wake, stop };
    },
    row: async (key) => {
      const { rows } = await records.database.query<WorkRow & Record<string, unknown>>(
        'select * from work where repository_id = $1 and number = $2 and kind = $3 and subject = $4',
        [key.repositoryId, key.number, key.kind, key.subject],
      );
      return rows[0];
    },
    until: async (what, look, seconds = 15) => {
      for (const end = Date.now() + seconds * 1000; ; await sleep(25)) {
        const seen = await look();
        if (seen !== false && seen !== undefined) return seen;
        if (Date.now() > end)
          throw new Error(
            `Not within ${seconds} s: ${what}. Log: ${lines
              .slice(-6)
              .map(({ message, fields }) => `${message} ${inspect(fields['err'])}`)
              .join('\n')}`,
          );
      }
    },
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}

function collectLog(lines: LogLine[]) {
  const at =
    (level: string) =>
    (fields: unknown, message = ''): void =>
      void lines.push({ level, fields: fields as Record<string, unknown>, message });
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}
