/** The security check of one pull request's head. */
import { publishCheck } from './publish-check.ts';
import { openPull } from './world.ts';
import type { World } from './world.ts';
import { checkSecurity } from '#src/gate/check-security.ts';
import { failedCheck } from '#src/gate/checks.ts';
import type { GateResult } from '#src/gate/outcome.ts';
import type { PullRequest } from '#src/pull-request.ts';
import type { Run, RunContext } from '#src/queue/run-worker.ts';
import { appendAuditIn } from '#src/records/audit.ts';
import { inTransaction } from '#src/records/database.ts';
import { findBlockedAtHead, saveRun } from '#src/records/runs.ts';
import { loadWaivers, noteWaiverUse } from '#src/records/waivers.ts';
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
        loadWaivers: async ({ repositoryId, baseRef }) =>
          (await loadWaivers(world.database, repositoryId, baseRef)).map((row) => ({ ...row, expiresAt: row.expiresAt.toISOString() })),
        blockedElsewhere: (pull) => findBlockedAtHead(world.database, pull),
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
          if (ended.kind === 'decided') await noteUses(world, pull, ended.result);
        },
      },
      { policy: { blockAt: world.policy.gate.block_at }, signal, now: world.now },
    );
    return outcome.kind === 'decided' ? outcome.result.conclusion : outcome.kind;
  };
}

/** Every head that passes by a waiver is in the audit, once. */
async function noteUses({ database }: World, { repositoryId, number, headSha }: PullRequest, result: GateResult): Promise<void> {
  const used = [...result.fresh, ...result.unchecked].flatMap(({ waiver }) => waiver ?? []);
  for (const waiver of new Map(used.map((one) => [one.id, one])).values())
    await inTransaction(database, async (connection) => {
      if (!(await noteWaiverUse(connection, waiver.id, number, headSha))) return;
      const { reason, expiresAt, id } = waiver;
      await appendAuditIn(connection, {
        act: 'waiver-used',
        repositoryId,
        number,
        headSha,
        reason,
        expiresAt: new Date(expiresAt),
        detail: { waiver: id },
      });
    });
}

/** An error in the way ends in `failure`, never in silence. */
export function failGate(world: World): (context: RunContext, error: unknown) => Promise<void> {
  return async (context, error) => {
    const open = await openPull(world, context);
    if (open.pull.state === 'open') await publishCheck(world, open, context.claim, failedCheck(open.pull, error));
  };
}
