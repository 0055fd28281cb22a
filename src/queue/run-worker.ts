/** From a job to one fenced run of a story, and from every ending of it to a state of the work row. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { QueueBackend } from './connection.ts';
import { queueName } from './enqueue.ts';
import type { Enqueue } from './enqueue.ts';
import { Job } from './job.ts';
import { seldom } from './seldom.ts';
import type { Log } from '#src/log.ts';
import { claimWork, finishWork, leaseSeconds, postponeWork, renewLease, SupersededError } from '#src/records/work.ts';
import type { Claim, WorkKind } from '#src/records/work.ts';
import type { Database } from '#src/records/database.ts';

export interface RunContext {
  readonly claim: Claim;
  /** Aborted when the claim is lost or the process drains. */
  readonly signal: AbortSignal;
}
/** @returns one line for the record: how it ended. */
export type Run = (context: RunContext) => Promise<string>;

/** Errors may say whether trying again can help, and when. */
export interface Retryable {
  readonly retryable?: boolean;
  readonly retryAfterSeconds?: number;
}

interface RunWorkerOptions {
  readonly kind: WorkKind;
  readonly concurrency: number;
  readonly run: Run;
  /** Shows a run that will not be tried again to people (a failed check, a note). */
  readonly giveUp: (context: RunContext, error: unknown) => Promise<void>;
  readonly database: Database;
  readonly enqueue: Enqueue;
  readonly log: Log;
  readonly drain: AbortSignal;
}

const maxAttempts = 5;
/** After people were shown the failure of something that may pass (GitHub or a model away), it is tried on for an hour. */
const maxSlowAttempts = 17;
const slowSeconds = 300;
/** A claim counts even when its process dies: work that kills its worker each time is set aside. */
const maxCrashes = 25;

/** BullMQ waits for a Redis or PostgreSQL that is away; what it wants to tell it then is only that a wake-up was heard. */
const closingMilliseconds = 3000;

export interface RunningWorker {
  /** Takes no more jobs, and waits for the runs under way; whoever wants them to end early aborts `drain` before. */
  readonly close: () => Promise<void>;
}

export function runWorker(backend: QueueBackend, options: RunWorkerOptions): RunningWorker {
  const running: Running = new Map();
  const underWay = new Set<Promise<void>>();
  const take = async (data: unknown): Promise<void> => {
    const run = runOnce(Job.parse(data), running, options);
    underWay.add(run);
    await run.finally(() => underWay.delete(run));
  };
  const worker = backend.worker(queueName(options.kind), take, { concurrency: options.concurrency });
  worker.on(
    'error',
    seldom((error, keptBack) => options.log.warn({ err: error, queue: options.kind, keptBack }, 'queue connection trouble')),
  );
  const runsEnded = async (): Promise<void> => {
    await Promise.allSettled(underWay);
    await sleep(closingMilliseconds, undefined, { ref: false });
  };
  return { close: () => Promise.race([worker.close(), runsEnded()]) };
}

/** What this process runs now, so that newer work stops older work at once instead of at its next heartbeat. */
type Running = Map<string, AbortController>;

async function runOnce(job: Job, running: Running, options: RunWorkerOptions): Promise<void> {
  const { database, log } = options;
  const claim = await claimWork(database, job);
  if (claim === undefined) return;
  const name = `${job.repositoryId} ${job.number} ${job.subject}`;
  running.get(name)?.abort(new SupersededError(claim.key));
  const lost = new AbortController();
  running.set(name, lost);
  const signal = AbortSignal.any([lost.signal, options.drain]);
  const heartbeat = setInterval(
    () => {
      renewLease(database, claim).then(
        (kept) => kept || lost.abort(new SupersededError(claim.key)),
        (error: unknown) => log.warn({ err: error }, 'lease not renewed'),
      );
    },
    (leaseSeconds * 1000) / 4,
  );
  const fields = { kind: claim.key.kind, repository: claim.key.repositoryId, number: claim.key.number, epoch: claim.epoch };
  try {
    if (claim.attempts > maxCrashes) throw new CrashLoopError();
    const ending = await options.run({ claim, signal });
    const again = await finishWork(database, claim, { state: 'done', text: ending });
    log.info({ ...fields, ending }, 'work done');
    if (again)
      await options
        .enqueue({ ...job }, `again-${claim.epoch}`)
        .catch((error: unknown) => log.warn({ ...fields, err: error }, 'job not enqueued; the sweep will'));
  } catch (error) {
    await settleFailure({ claim, signal }, error, options, fields);
  } finally {
    clearInterval(heartbeat);
    if (running.get(name) === lost) running.delete(name);
  }
}

async function settleFailure(context: RunContext, error: unknown, options: RunWorkerOptions, fields: object): Promise<void> {
  const { database, log } = options;
  if (error instanceof SupersededError || context.signal.reason instanceof SupersededError) return log.info(fields, 'work superseded');
  // Draining: the row waits for the next process, which takes it up at its first sweep.
  if (options.drain.aborted)
    return await postponeWork(database, context.claim, { seconds: 0, reason: 'interrupted by a restart', counts: false });
  const { retryable = true, retryAfterSeconds } = error instanceof Error ? (error as Error & Retryable) : {};
  const { attempts } = context.claim;
  if (retryAfterSeconds !== undefined || (retryable && attempts < maxAttempts)) {
    const seconds = retryAfterSeconds ?? 2 ** attempts;
    log.warn({ ...fields, err: error, seconds }, 'work postponed');
    return await postponeWork(database, context.claim, { seconds, reason: 'a passing fault', counts: retryAfterSeconds === undefined });
  }
  log.error({ ...fields, err: error }, 'work failed');
  const shown = await options.giveUp(context, error).then(
    () => true,
    (giveUpError: unknown) => log.error({ ...fields, err: giveUpError }, 'failure could not be shown'),
  );
  if ((retryable || shown !== true) && attempts < maxSlowAttempts)
    return await postponeWork(database, context.claim, {
      seconds: slowSeconds,
      reason: 'failed; tried again every few minutes',
      counts: true,
    });
  await finishWork(database, context.claim, { state: 'failed', text: error instanceof Error ? error.name : 'unknown error' });
}

class CrashLoopError extends Error {
  override readonly name = 'CrashLoopError';
  readonly retryable = false;
  constructor() {
    super('This work ended its process again and again, so it was set aside. Nothing was decided.');
  }
}
