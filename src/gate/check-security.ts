/** The story of the gate: what is new and dangerous between the merge base and exactly this head? */
import type { PullRequest } from '#src/pull-request.ts';
import { searchSecrets } from './committed-secrets.ts';
import { cancelledCheck, finishedCheck, startedCheck } from './checks.ts';
import { judge } from './judge.ts';
import type { GateOutcome, GatePolicy } from './outcome.ts';
import { planTargets } from './plan-targets.ts';
import type { GatePorts } from './ports.ts';
import { withContents } from './read-targets.ts';

export interface GateSetting {
  readonly policy: GatePolicy;
  /** Aborted when the head moves on or the process stops. */
  readonly signal: AbortSignal;
  readonly now: () => Date;
}

/**
 * Publishes `countersign/security` for `pull.headSha`: `in_progress` before anything else, then `success` or `failure`.
 * Rejects only when a port does; then the caller publishes `failedCheck(pull, error)`. Can be repeated: ports are idempotent.
 */
export async function checkSecurity(pull: PullRequest, ports: GatePorts, { policy, signal, now }: GateSetting): Promise<GateOutcome> {
  const startedAt = now();
  await ports.publishCheck(pull, startedCheck(pull));

  // Gather.
  const comparison = await ports.compare(pull);
  if (comparison.headSha !== pull.headSha) return supersede(pull, ports);
  const plan = planTargets(comparison.files, ports.languageOf, policy);
  const contents = await ports.readBlobs([...new Set(plan.blobs.map((blob) => blob.blobId))]);
  const { targets, unreadable } = withContents(plan.blobs, contents);
  const scan = await ports.scan(targets, signal);
  const secrets = await searchSecrets(targets, ports.findSecrets);
  const waivers = await ports.loadWaivers(pull);
  if (signal.aborted) return supersede(pull, ports);

  // Decide.
  const result = judge({ comparison, plan, targets, unreadable, scan, secrets, waivers }, policy);

  // Act.
  const outcome: GateOutcome = { kind: 'decided', headSha: pull.headSha, result, startedAt, finishedAt: now() };
  // Written down first, so that two pull requests with one head cannot both miss the other's result.
  await ports.record(pull, outcome);
  await ports.publishCheck(pull, finishedCheck(pull, result, await ports.blockedElsewhere(pull)));
  return outcome;
}

/** `cancelled` still blocks a merge of this SHA: calling work off can never turn into a green. */
async function supersede(pull: PullRequest, ports: GatePorts): Promise<GateOutcome> {
  const outcome: GateOutcome = { kind: 'superseded', headSha: pull.headSha };
  await ports.publishCheck(pull, cancelledCheck(pull));
  await ports.record(pull, outcome);
  return outcome;
}
