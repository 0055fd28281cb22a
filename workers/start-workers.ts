/** Dispatcher, reconciler and one BullMQ worker per kind of work. */
import { afterGateWorker } from './after-gate.ts';
import { answerWorker, failAnswer } from './answer.ts';
import { commandWorker } from './command.ts';
import { failGate, gateWorker, restsOnOtherRules } from './gate.ts';
import { indexWorker } from './index-code.ts';
import { watchIndex } from './watch/index-watch.ts';
import { listAllOpenPulls } from './watch/list-open-pulls.ts';
import { lookUp } from './watch/plan-facts.ts';
import { reviewWorker } from './review.ts';
import { summaryWorker } from './summary.ts';
import { runUpkeep } from './watch/upkeep.ts';
import { watchGate } from './gate/watch-gate.ts';
import type { World } from './world.ts';
import { parseCommand } from '#src/command/parse-command.ts';
import type { QueueBackend } from '#src/queue/connection.ts';
import { startDispatcher } from '#src/queue/dispatch.ts';
import { runReconciler } from '#src/queue/reconcile.ts';
import { runWorker } from '#src/queue/run-worker.ts';
import type { Run, RunContext } from '#src/queue/run-worker.ts';
import { loadLastRun } from '#src/records/runs.ts';
import type { WorkKind } from '#src/records/work.ts';
import { hasDraftMark } from '#src/summary/draft-marks.ts';
import { isHintEvent, parseHint } from '#src/webhook/hint.ts';
import { planWork } from '#src/webhook/plan-work.ts';

export interface RunningWorkers {
  readonly wake: () => void;
  readonly stop: () => Promise<void>;
}

// The gate first: it is what people wait for. Model work is slow and must not hold the others.
// A command mostly waits for GitHub. All together stay below the database pool's 20: a write holds one connection and may ask for a second.
const concurrency: Readonly<Record<WorkKind, number>> = {
  gate: 2,
  'after-gate': 1,
  summary: 2,
  review: 2,
  command: 8,
  answer: 2,
  index: 2,
};
const reconcileEverySeconds = 300;

export function startWorkers(world: World, queues: QueueBackend): RunningWorkers {
  const { database, enqueue, log, identity } = world;
  const drain = new AbortController();
  const signal = drain.signal;
  const nobodyToTell = (): Promise<void> => Promise.resolve();
  const runs: Readonly<Record<WorkKind, { readonly run: Run; readonly giveUp: (context: RunContext, error: unknown) => Promise<void> }>> = {
    gate: { run: gateWorker(world), giveUp: failGate(world) },
    summary: { run: summaryWorker(world), giveUp: nobodyToTell },
    review: { run: reviewWorker(world), giveUp: nobodyToTell },
    index: { run: indexWorker(world), giveUp: nobodyToTell },
    command: { run: commandWorker(world), giveUp: failAnswer(world) },
    answer: { run: answerWorker(world), giveUp: failAnswer(world) },
    'after-gate': { run: afterGateWorker(world), giveUp: nobodyToTell },
  };
  const workers = (Object.keys(runs) as WorkKind[]).map((kind) =>
    runWorker(queues, { kind, concurrency: concurrency[kind], ...runs[kind], database, enqueue, log, drain: signal }),
  );
  const facts = {
    appId: identity.id,
    appLogin: identity.login,
    isDraft: hasDraftMark,
    listedApps: world.permissions.apps,
    isCommand: (body: string) => parseCommand(body).kind !== 'none',
  };
  const dispatcher = startDispatcher({
    database,
    enqueue,
    log,
    signal,
    plan: async (row, connection) => {
      const parsed = isHintEvent(row.event) ? parseHint(row.event, row.hint) : undefined;
      if (parsed === undefined) return { kind: 'nothing', reason: 'not understood by this version' };
      return planWork(parsed, { ...facts, inboxId: row.id, ...(await lookUp(parsed, row, connection)) });
    },
  });
  const reconciler = runReconciler({
    database,
    log,
    signal,
    everySeconds: reconcileEverySeconds,
    wake: dispatcher.wake,
    listOpenPulls: () => listAllOpenPulls(world),
    isGateStale: async (pull) => restsOnOtherRules(world, await loadLastRun(database, 'gate', pull.repositoryId, pull.number)),
  });
  const watches = [watchGate(world, signal), watchIndex(world, signal), runUpkeep(world, signal)];
  return {
    wake: dispatcher.wake,
    stop: async () => {
      drain.abort(new Error('The process is stopping.'));
      await Promise.all([dispatcher.ended, reconciler, ...watches, ...workers.map((worker) => worker.close())]);
    },
  };
}
