/** Waivers: granting, taking back, running out. Each is an audit row, and each makes the gate look again. */
import type { World } from '#workers/world.ts';
import type { Answer, Commander, WaiveRequest } from '#src/command/ports.ts';
import { nothingToUnwaiveText, unwaivedText, waivedText, waiverRefusedText } from '#src/command/waiver-wording.ts';
import { decideWaiver } from '#src/gate/decide-waiver.ts';
import { readStoredOutcome } from '#src/gate/stored-outcome.ts';
import { scopeOfFile, scopeOfFinding, shortIdOf } from '#src/gate/waiver.ts';
import type { WaiverScope } from '#src/gate/waiver.ts';
import type { Configuration } from '#src/policy/configuration.ts';
import type { PullRequest } from '#src/pull-request.ts';
import { appendAudit, appendAuditIn } from '#src/records/audit.ts';
import { inTransaction } from '#src/records/database.ts';
import { findOpenPullsInto } from '#src/records/pull-requests.ts';
import { loadLastRun, loadRunBefore } from '#src/records/runs.ts';
import { endWaivers, insertWaiver, loadWaivers } from '#src/records/waivers.ts';
import { requestWork } from '#src/records/work.ts';

/** The comment that asked: when it was written, people saw a certain result. */
export interface AskingComment {
  readonly id: number;
  readonly createdAt: Date;
  readonly deliveryId: string;
}

export async function grantWaiver(
  world: World,
  configuration: Configuration,
  pull: PullRequest,
  person: Commander,
  request: WaiveRequest,
  comment: AskingComment,
): Promise<Answer> {
  const { database } = world;
  const defaultDays = configuration.value('gate.waivers.default_days');
  const mostDays = configuration.value('gate.waivers.most_days');
  // GitHub's time has whole seconds.
  const seen = await loadRunBefore(database, 'gate', pull.repositoryId, pull.number, new Date(comment.createdAt.getTime() + 999));
  const known = readStoredOutcome(seen?.outcome)?.result;
  const decision = decideWaiver(request, known, { defaultDays, mostDays }, world.now());
  const act = {
    actorId: person.id,
    repositoryId: pull.repositoryId,
    number: pull.number,
    headSha: seen?.headSha ?? pull.headSha,
    deliveryId: comment.deliveryId,
  };
  if (decision.kind === 'refused') {
    await appendAudit(database, { ...act, act: 'waiver-refused', reason: decision.why, detail: { id: request.id } });
    return { kind: 'refused', text: waiverRefusedText(decision.why, mostDays) };
  }
  const { grant } = decision;
  await inTransaction(database, async (connection) => {
    const inserted = await insertWaiver(connection, {
      ...grant,
      repositoryId: pull.repositoryId,
      baseRef: pull.baseRef,
      personId: person.id,
      login: person.login,
      number: pull.number,
      headSha: act.headSha,
      commentId: comment.id,
    });
    if (!inserted) return;
    await appendAuditIn(connection, {
      ...act,
      act: 'waiver-granted',
      reason: grant.reason,
      expiresAt: grant.expiresAt,
      detail: { id: request.id, rule: grant.rule, path: grant.path, identity: grant.identity, count: grant.count, baseRef: pull.baseRef },
    });
  });
  await lookAgain(world, pull.repositoryId, pull.baseRef);
  return { kind: 'done', text: waivedText({ ...grant, baseRef: pull.baseRef }) };
}

export async function takeBackWaiver(
  world: World,
  pull: PullRequest,
  person: Commander,
  id: string,
  comment: AskingComment,
): Promise<Answer> {
  const { database } = world;
  const { repositoryId, baseRef, number, headSha } = pull;
  const waiver = (await loadWaivers(database, repositoryId, baseRef)).find((one) => shortIdOf(one) === id);
  // Of two comments in the same second the later one may be worked on first: what it takes back is then still to come.
  const scope = waiver ?? (await findScope(world, pull, id));
  if (scope === undefined) return { kind: 'refused', text: nothingToUnwaiveText };
  await inTransaction(database, async (connection) => {
    const { rule, identity, path } = scope;
    const ended = await endWaivers(connection, { repositoryId, baseRef, rule, identity, path, commentId: comment.id, personId: person.id });
    if (!ended) return;
    await appendAuditIn(connection, {
      actorId: person.id,
      act: 'waiver-taken-back',
      repositoryId,
      number,
      headSha,
      deliveryId: comment.deliveryId,
      detail: { id, rule, path, identity, baseRef },
    });
  });
  if (waiver === undefined) return { kind: 'refused', text: nothingToUnwaiveText };
  await lookAgain(world, repositoryId, baseRef);
  return { kind: 'done', text: unwaivedText };
}

async function findScope({ database }: World, { repositoryId, number }: PullRequest, id: string): Promise<WaiverScope | undefined> {
  const known = readStoredOutcome((await loadLastRun(database, 'gate', repositoryId, number))?.outcome)?.result;
  const scopes = [...(known?.fresh ?? []).map(scopeOfFinding), ...(known?.unchecked ?? []).flatMap((file) => scopeOfFile(file) ?? [])];
  return scopes.find((scope) => shortIdOf(scope) === id);
}

/** What a waiver covers may stand in any open pull request into that branch. */
async function lookAgain(world: World, repositoryId: number, baseRef: string): Promise<void> {
  for (const pull of await findOpenPullsInto(world.database, repositoryId, baseRef)) {
    const key = { kind: 'gate', repositoryId, number: pull.number, installationId: pull.installationId, subject: '' } as const;
    const wanted = await requestWork(world.database, key);
    // The sweep finds what could not be enqueued.
    await world.enqueue(key, `w${wanted}`).catch(() => undefined);
  }
}
