/**
 * Events are hints, the state on GitHub is the truth: every open pull request whose head we have not settled, and do not
 * work on, gets its work. Finds what lost deliveries, long downtime and a new installation leave behind.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '#src/log.ts';
import type { Database } from '#src/records/database.ts';
import { needsWork } from '#src/records/pull-requests.ts';
import { requestWork } from '#src/records/work.ts';

export interface OpenPullHead {
  readonly installationId: number;
  readonly repositoryId: number;
  readonly number: number;
  readonly headSha: string;
}

export interface ReconcileOptions {
  readonly database: Database;
  /** Every open pull request of every installation. One repository's failure must not hide the others. */
  readonly listOpenPulls: () => AsyncIterable<OpenPullHead>;
  /** Whether the last security verdict rests on rules or a policy that are no more. */
  readonly isGateStale: (pull: OpenPullHead) => Promise<boolean>;
  readonly wake: () => void;
  readonly everySeconds: number;
  readonly log: Log;
  readonly signal: AbortSignal;
}

export async function runReconciler(options: ReconcileOptions): Promise<void> {
  while (!options.signal.aborted) {
    try {
      await reconcile(options);
    } catch (error) {
      options.log.warn({ err: error }, 'reconciliation interrupted; it begins again at its next time');
    }
    await sleep(options.everySeconds * 1000, undefined, { signal: options.signal }).catch(() => undefined);
  }
}

async function reconcile({ database, listOpenPulls, isGateStale, wake, log, signal }: ReconcileOptions): Promise<void> {
  for await (const pull of listOpenPulls()) {
    if (signal.aborted) return;
    const unseen = await needsWork(database, pull);
    if (!unseen && !(await isGateStale(pull))) continue;
    for (const kind of unseen ? (['gate', 'summary', 'review'] as const) : (['gate'] as const))
      await requestWork(database, { ...pull, kind, subject: '' });
    log.info({ repository: pull.repositoryId, number: pull.number }, unseen ? 'found an unseen head' : 'rules or policy changed');
    wake();
  }
}
