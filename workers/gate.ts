/** The security check of one pull request's head. */
import { publishCheck } from './publish-check.ts';
import { openPull } from './world.ts';
import type { World } from './world.ts';
import { checkSecurity } from '#src/gate/check-security.ts';
import { failedCheck } from '#src/gate/checks.ts';
import type { Run, RunContext } from '#src/queue/run-worker.ts';
import { saveRun } from '#src/records/runs.ts';
import { routeFile } from '#src/scan/route-file.ts';
import { findSecrets } from '#src/untrusted/find-secrets.ts';

export function gateWorker(world: World): Run {
  return async (context) => {
    const { claim, signal } = context;
    const open = await openPull(world, context);
    if (open.pull.state === 'closed') return 'skipped: closed';
    const outcome = await checkSecurity(
      open.pull,
      {
        compare: open.compare,
        readBlobs: (ids) => open.readBlobs(ids),
        scan: (targets, scanSignal) => world.scanner.scan(targets, scanSignal),
        languageOf: (path) => routeFile(path, Buffer.alloc(0))?.language.name,
        findSecrets,
        publishCheck: async (_pull, check) => {
          // Called off: newer work or the next process ends this check; "cancelled" would stay.
          if (check.conclusion === 'cancelled') signal.throwIfAborted();
          await publishCheck(world, open, claim, check);
        },
        record: async (pull, ended) => {
          const conclusion = ended.kind === 'decided' ? ended.result.conclusion : 'cancelled';
          await saveRun(world.database, {
            kind: 'gate',
            repositoryId: pull.repositoryId,
            number: pull.number,
            headSha: ended.headSha,
            conclusion,
            outcome: ended,
          });
        },
      },
      { policy: { blockAt: 'error' }, signal, now: world.now },
    );
    return outcome.kind === 'decided' ? outcome.result.conclusion : outcome.kind;
  };
}

/** An error in the way ends in `failure`, never in silence. */
export function failGate(world: World): (context: RunContext, error: unknown) => Promise<void> {
  return async (context, error) => {
    const open = await openPull(world, context);
    if (open.pull.state === 'open') await publishCheck(world, open, context.claim, failedCheck(open.pull, error));
  };
}
