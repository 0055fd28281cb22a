/** The security check of one pull request's head. */
import { readBase } from './policy/configuration.ts';
import { requestAfterGate } from './after-gate.ts';
import { publishCheck, requestKeyOf } from './publish-check.ts';
import { openMergeGroup, openPull } from './world.ts';
import type { OpenPull, World } from './world.ts';
import { checkSecurity } from '#src/gate/check-security.ts';
import { failedCheck } from '#src/gate/checks.ts';
import type { GatePolicy, GateResult } from '#src/gate/outcome.ts';
import { readStoredOutcome } from '#src/gate/stored-outcome.ts';
import { gatePolicyOf } from '#src/policy/gate-policy.ts';
import type { PullRequest } from '#src/pull-request.ts';
import type { Run, RunContext } from '#src/queue/run-worker.ts';
import { appendAuditIn } from '#src/records/audit.ts';
import { inTransaction } from '#src/records/database.ts';
import { loadDelivery } from '#src/records/inbox.ts';
import { findBlockedAtHead, loadLastRun, saveRun } from '#src/records/runs.ts';
import { loadWaivers, noteWaiverUse } from '#src/records/waivers.ts';
import { requestWork } from '#src/records/work.ts';
import { ENGINE_VERSION } from '#src/scan/create-scanner.ts';
import { routeFile } from '#src/scan/route-file.ts';
import { findSecrets } from '#src/untrusted/find-secrets.ts';
import { MERGE_GROUP, MOVED_BASE, MOVED_DEFAULTS } from '#src/webhook/plan-work.ts';

export function gateWorker(world: World): Run {
  return async (context) => {
    const { claim, signal } = context;
    const open = await openSubject(world, context);
    if (open === undefined) return 'the merge group is gone';
    if (open.pull.state === 'closed') return 'skipped: closed';
    const changed = await defaultsChangedAt(world, claim.key.subject);
    const policy = gatePolicyOf((await readBase(world, open, changed)).configuration);
    if (isLook(claim.key.subject)) return await lookAtBase(world, open, policy);
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
            // Whether this rests on today's policy is asked of the operator's part alone: no repository has to be read for it.
            outcome: { ...ended, operatorPolicy: gatePolicyOf(world.policy), requestKey: requestKeyOf(claim, ended.headSha) },
          });
          if (ended.kind === 'decided') await noteUses(world, pull, ended.result);
        },
      },
      { policy, signal, now: world.now },
    );
    if (outcome.kind !== 'decided') return outcome.kind;
    // The verdict is out. What follows is work of its own, so that no model and no upload holds or changes it.
    if (claim.key.number !== MERGE_GROUP) await requestAfterGate(world, open.pull);
    return outcome.result.conclusion;
  };
}

function openSubject(world: World, context: RunContext): Promise<OpenPull | undefined> {
  return context.claim.key.number === MERGE_GROUP ? openMergeGroup(world, context) : openPull(world, context);
}

/** A look at what the verdict rests on; it scans nothing itself. */
const isLook = (subject: string): boolean => subject === MOVED_BASE || subject.startsWith(MOVED_DEFAULTS);

async function defaultsChangedAt({ database }: World, subject: string): Promise<Date | undefined> {
  if (!subject.startsWith(MOVED_DEFAULTS)) return undefined;
  return (await loadDelivery(database, Number(subject.slice(MOVED_DEFAULTS.length))))?.receivedAt;
}

/** The base branch or the organization's defaults moved. Only when the merge base or the repository's policy moved with it does the verdict rest on something else. */
async function lookAtBase(world: World, open: OpenPull, policy: GatePolicy): Promise<string> {
  const { repositoryId, number, headSha } = open.pull;
  const last = await loadLastRun(world.database, 'gate', repositoryId, number);
  const { mergeBaseSha } = await open.compare(open.pull);
  const known = readStoredOutcome(last?.outcome)?.result;
  if (last?.headSha === headSha && known?.mergeBaseSha === mergeBaseSha && isSame(known, policy)) return 'the merge base stands';
  await requestGate(world, open.pull);
  return 'the merge base or the policy moved';
}

async function requestGate(world: World, { repositoryId, number, installationId }: PullRequest): Promise<void> {
  const key = { kind: 'gate', repositoryId, number, installationId, subject: '' } as const;
  await world.enqueue(key, `w${await requestWork(world.database, key)}`).catch(() => undefined);
}

/** A verdict by other rules, another engine or another policy than today's says nothing about today. */
export function restsOnOtherRules({ scanner, policy }: World, last: { readonly outcome: unknown } | undefined): boolean {
  const known = readStoredOutcome(last?.outcome)?.result;
  if (known === undefined) return false;
  const { scan } = known;
  const decided = (last?.outcome as { readonly operatorPolicy?: GatePolicy } | undefined)?.operatorPolicy ?? known;
  const otherRules = scan.packDigest !== scanner.packDigest || scan.engineVersion !== ENGINE_VERSION;
  return otherRules || !isSame(decided, gatePolicyOf(policy));
}

function isSame(one: GatePolicy, other: GatePolicy): boolean {
  return one.blockAt === other.blockAt && one.submodules === other.submodules;
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
    const open = await openSubject(world, context);
    // The whole check then says what is in the way.
    if (isLook(context.claim.key.subject) && open !== undefined) return await requestGate(world, open.pull);
    if (open?.pull.state === 'open') await publishCheck(world, open, context.claim, failedCheck(open.pull, error));
  };
}
