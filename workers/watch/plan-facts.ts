/** What planning a delivery's work needs to know; and, in the same transaction, what the delivery tells of the world. */
import { HOME } from '#workers/policy/organization.ts';
import { appendAuditIn } from '#src/records/audit.ts';
import type { Queryable } from '#src/records/database.ts';
import type { InboxRow } from '#src/records/inbox.ts';
import { noteMergeGroup } from '#src/records/merge-groups.ts';
import { closePullRequest, findOpenPullsInto, findOpenPullsOf, findPullsAtHead } from '#src/records/pull-requests.ts';
import { noteRepository } from '#src/records/repositories.ts';
import { loadLastRun } from '#src/records/runs.ts';
import type { AnyHint, Hint } from '#src/webhook/hint.ts';
import type { PlanFacts } from '#src/webhook/plan-work.ts';

const BRANCH = 'refs/heads/';

export async function lookUp(
  parsed: AnyHint,
  row: InboxRow,
  connection: Queryable,
): Promise<Pick<PlanFacts, 'pullsAtHead' | 'pullsInto' | 'pullsOfOwner'>> {
  const { event, hint } = parsed;
  if (!('repository' in hint)) return { pullsAtHead: [], pullsInto: [], pullsOfOwner: [] };
  const { repository } = hint;
  await noteRepository(connection, { id: repository.id, owner: repository.owner.login, repo: repository.name });
  if (event === 'merge_group') {
    const { head_sha: headSha, head_ref: headRef, base_sha: baseSha, base_ref: baseRef } = hint.merge_group;
    const name = baseRef.startsWith(BRANCH) ? baseRef.slice(BRANCH.length) : baseRef;
    await noteMergeGroup(connection, { repositoryId: repository.id, headSha, headRef, baseSha, baseRef: name });
  }
  if (event === 'pull_request' && hint.action === 'closed') await noteClosed(connection, hint, row.deliveryId);
  const pushed = event === 'push' && hint.ref.startsWith(BRANCH) ? hint.ref.slice(BRANCH.length) : undefined;
  return {
    pullsAtHead: await pullsAtHead(parsed, connection),
    pullsInto: pushed === undefined ? [] : await findOpenPullsInto(connection, repository.id, pushed),
    pullsOfOwner:
      repository.name === HOME && pushed !== undefined && pushed === repository.default_branch
        ? await findOpenPullsOf(connection, hint.installation.id, repository.owner.login)
        : [],
  };
}

/** A merge that the gate had not allowed was somebody's decision; it is kept. */
async function noteClosed(connection: Queryable, hint: Hint<'pull_request'>, deliveryId: string): Promise<void> {
  const { repository, number, sender, pull_request: pull } = hint;
  await closePullRequest(connection, repository.id, number);
  if (pull.merged !== true) return;
  const gate = await loadLastRun(connection, 'gate', repository.id, number);
  const conclusion = gate?.headSha === pull.head.sha ? gate.conclusion : 'not decided';
  if (conclusion === 'success') return;
  const act = { act: 'merged-against-gate', actorId: sender.id, repositoryId: repository.id, number, headSha: pull.head.sha, deliveryId };
  await appendAuditIn(connection, { ...act, reason: `the security check was: ${conclusion}` });
}

/** A check event of a fork's pull request names no pull request: what we saw last at its commit is looked up. */
async function pullsAtHead({ event, hint }: AnyHint, connection: Queryable): Promise<readonly { readonly number: number }[]> {
  const headSha =
    event === 'check_run'
      ? hint.check_run.head_sha
      : event === 'check_suite'
        ? hint.check_suite.head_sha
        : event === 'pull_request'
          ? hint.pull_request.head.sha
          : undefined;
  if (headSha === undefined || !('repository' in hint)) return [];
  return await findPullsAtHead(connection, hint.repository.id, headSha);
}
