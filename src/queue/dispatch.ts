/** Inbox row → work rows (one transaction) → jobs; and the sweep that finds what a crash or the queue lost. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Enqueue } from './enqueue.ts';
import type { Log } from '#src/log.ts';
import { dispatchBatch } from '#src/records/inbox.ts';
import type { InboxRow } from '#src/records/inbox.ts';
import { findStrandedWork, requestWork } from '#src/records/work.ts';
import type { WorkKey } from '#src/records/work.ts';
import type { Database, Queryable } from '#src/records/database.ts';

/** What a delivery asks for; `undefined` with a reason when nothing. */
export type Plan = { readonly kind: 'work'; readonly work: readonly WorkKey[] } | { readonly kind: 'nothing'; readonly reason: string };

export interface DispatchOptions {
  readonly database: Database;
  readonly enqueue: Enqueue;
  readonly plan: (row: InboxRow, connection: Queryable) => Promise<Plan>;
  readonly log: Log;
  readonly signal: AbortSignal;
}

export interface Dispatcher {
  /** Looks at once instead of at the next tick. */
  readonly wake: () => void;
  readonly ended: Promise<void>;
}

const tickMilliseconds = 1000;
const sweepEveryTicks = 5;
const batchSize = 50;

export function startDispatcher(options: DispatchOptions): Dispatcher {
  let awake = new AbortController();
  const wake = (): void => awake.abort();
  const loop = async (): Promise<void> => {
    for (let tick = 0; !options.signal.aborted; tick += 1) {
      awake = new AbortController();
      try {
        while (!options.signal.aborted && (await dispatchSome(options))) {
          // One batch after the other.
        }
        if (tick % sweepEveryTicks === 0) await sweep(options);
      } catch (error) {
        options.log.warn({ err: error }, 'dispatch interrupted; it goes on at the next tick');
      }
      await sleep(tickMilliseconds, undefined, { signal: AbortSignal.any([options.signal, awake.signal]) }).catch(() => undefined);
    }
  };
  return { wake, ended: loop() };
}

/** @returns whether there may be more. */
async function dispatchSome({ database, enqueue, plan, log }: DispatchOptions): Promise<boolean> {
  const requested = new Map<number, { readonly key: WorkKey; readonly wanted: number }[]>();
  const settled = await dispatchBatch(database, batchSize, async (row, connection) => {
    const planned = await plan(row, connection);
    if (planned.kind === 'nothing') return { state: 'ignored', reason: planned.reason };
    const requests: { readonly key: WorkKey; readonly wanted: number }[] = [];
    for (const key of planned.work) requests.push({ key, wanted: await requestWork(connection, key) });
    requested.set(row.id, requests);
    return { state: 'dispatched' };
  });
  for (const { key, wanted } of settled.flatMap((id) => requested.get(id) ?? []))
    await enqueue(key, `w${wanted}`).catch((error: unknown) => log.warn({ err: error }, 'job not enqueued; the sweep will'));
  return settled.length > 0;
}

/** A fresh id each time: an old job with the same id may still lie in the queue, and BullMQ would ignore the new one. */
async function sweep({ database, enqueue }: DispatchOptions): Promise<void> {
  for (const work of await findStrandedWork(database)) {
    await enqueue(
      { kind: work.kind, installationId: work.installationId, repositoryId: work.repositoryId, number: work.number, subject: work.subject },
      `s${work.wanted}-${work.epoch}-${Math.floor(Date.now() / 10_000)}`,
    );
  }
}
