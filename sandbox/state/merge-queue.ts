/**
 * The merge queue: each group is built on the one before it, and is merged when its own required checks pass.
 * Source: https://docs.github.com/en/pull-requests/collaborating-with-pull-requests/incorporating-changes-from-a-pull-request/merging-a-pull-request-with-a-merge-queue
 */
import { moveRef, resolveCommit } from '#sandbox/git/refs.ts';
import { commitTree, mergeTrees } from '#sandbox/git/write-commit.ts';
import { decideMerge } from '#sandbox/merge/decide-merge.ts';
import type { MergeDecision } from '#sandbox/merge/decide-merge.ts';
import type { Core } from './core.ts';
import { must, repositoryOf } from './core.ts';
import type { WorldEvent } from './event.ts';
import type { MergeGroup } from './merge-group.ts';
import { finishMerge } from './merging.ts';
import { permissionOf } from './people.ts';
import { permits } from './person.ts';
import { refresh } from './pull-heads.ts';
import type { Pull } from './pull.ts';
import { Refusal } from './refusal.ts';
import { requiredChecksFor } from './repositories.ts';
import type { Repository } from './repository.ts';
import type { Actor } from './world.ts';

type Left = 'merged' | 'invalidated' | 'dequeued';

/** Those that wait, in the order in which they will be merged; or all, the newest first. */
export function mergeGroupsOf(core: Core, repository: Repository, which: 'waiting' | 'all'): readonly MergeGroup[] {
  const all = [...core.records.mergeGroups.values()].filter((group) => group.repositoryId === repository.id);
  return which === 'all' ? all.reverse() : all.filter((group) => group.state === 'waiting');
}

export async function enqueue(core: Core, actor: Actor, pull: Pull): Promise<MergeGroup> {
  const repository = repositoryOf(core, pull);
  if (!actor.app && !permits(permissionOf(repository, actor.user), 'write')) throw new Refusal(403, 'Must have write access to merge.');
  if (waitingGroup(core, pull)) throw new Refusal(422, 'Pull request is already in the merge queue.');
  await refresh(core, pull);
  if (pull.state !== 'open') throw new Refusal(405, 'Pull Request is not mergeable');
  const built = await build(core, actor, pull, ahead(core, repository, pull.baseRef)?.headSha ?? pull.baseSha);
  const group: MergeGroup = {
    id: core.nextId(),
    repositoryId: repository.id,
    pullId: pull.id,
    enqueuedById: actor.user.id,
    baseRef: pull.baseRef,
    pullHeadSha: pull.headSha,
    enqueuedAt: core.now(),
    ...built,
    state: 'waiting',
    reason: '',
  };
  core.records.mergeGroups.set(group.id, group);
  tell(core, actor, group, 'checks_requested');
  return group;
}

export async function dequeue(core: Core, actor: Actor, pull: Pull, reason: Left): Promise<void> {
  const group = waitingGroup(core, pull);
  if (group === undefined) throw new Refusal(404, 'The pull request is not in the merge queue.');
  await leave(core, actor, group, reason, 'Taken out of the queue.');
}

/** May the group be merged: only what is required of the base branch, on the group's own commit. */
export function groupDecision(core: Core, group: MergeGroup): MergeDecision {
  const { records } = core;
  const repository = must(records.repositories, group.repositoryId);
  return decideMerge({
    state: 'open',
    draft: false,
    mergeable: true,
    behind: false,
    headSha: group.headSha,
    required: requiredChecksFor(repository, group.baseRef),
    runs: [...records.checkRuns.values()].filter((run) => run.repositoryId === repository.id),
    statuses: [...records.statuses.values()].filter((status) => status.repositoryId === repository.id),
    missingApprovals: 0,
    changesRequestedBy: [],
    unresolvedThreads: 0,
  });
}

/** What an event means for the queue; `undefined`: nothing. */
export function queueAfter(core: Core, event: WorldEvent): (() => Promise<void>) | undefined {
  if (event.name === 'check_run' && event.action === 'completed') {
    const groups = [...core.records.mergeGroups.values()];
    const group = groups.find((one) => one.state === 'waiting' && one.headSha === event.run.headSha);
    return group && (() => advance(core, must(core.records.repositories, group.repositoryId), group.baseRef));
  }
  if (event.name !== 'pull_request') return undefined;
  const group = waitingGroup(core, event.pull);
  if (group === undefined) return undefined;
  const { pull } = event;
  if (pull.headSha === group.pullHeadSha && pull.state === 'open' && pull.baseRef === group.baseRef) return undefined;
  return () => leave(core, event.actor, group, 'dequeued', 'The pull request changed after it was put into the queue.');
}

/** Merges from the front while the checks passed; takes out what failed. */
async function advance(core: Core, repository: Repository, baseRef: string): Promise<void> {
  for (;;) {
    const waiting = mergeGroupsOf(core, repository, 'waiting').filter((one) => one.baseRef === baseRef);
    const failed = waiting.find((one) => groupDecision(core, one).checks.some((check) => check.state === 'failed'));
    const first = waiting[0];
    if (failed) {
      const why = groupDecision(core, failed).reasons.join(' ');
      await leave(core, enqueuer(core, failed), failed, 'invalidated', why);
    } else if (first && groupDecision(core, first).allowed) {
      if ((await resolveCommit(repository.gitFolder, `heads/${baseRef}`, repository.defaultBranch)) === first.baseSha) {
        await mergeGroup(core, first);
      } else return rebuild(core, repository, baseRef);
    } else return;
  }
}

async function mergeGroup(core: Core, group: MergeGroup): Promise<void> {
  const actor = enqueuer(core, group);
  group.state = 'merged';
  await finishMerge(core, actor, must(core.records.pulls, group.pullId), group.headSha);
  await leave(core, actor, group, 'merged', '');
}

/** Its branch goes, and what stood behind it is built anew. */
async function leave(core: Core, actor: Actor, group: MergeGroup, reason: Left, why: string): Promise<void> {
  const repository = must(core.records.repositories, group.repositoryId);
  if (group.state === 'waiting') group.state = reason === 'merged' ? 'merged' : 'removed';
  group.reason = why;
  tell(core, actor, group, 'destroyed', reason);
  await moveRef(repository.gitFolder, group.ref, null);
  if (reason !== 'merged') await rebuild(core, repository, group.baseRef);
}

/** Each waiting group on the one before it, where it does not stand there already. */
async function rebuild(core: Core, repository: Repository, baseRef: string): Promise<void> {
  let base = await resolveCommit(repository.gitFolder, `heads/${baseRef}`, repository.defaultBranch);
  for (const group of mergeGroupsOf(core, repository, 'waiting').filter((one) => one.baseRef === baseRef)) {
    if (base !== undefined && group.baseSha !== base) {
      const actor = enqueuer(core, group);
      tell(core, actor, group, 'destroyed', 'invalidated');
      await moveRef(repository.gitFolder, group.ref, null);
      const built = await build(core, actor, must(core.records.pulls, group.pullId), base).catch(conflict);
      if (built === undefined) {
        Object.assign(group, { state: 'removed', reason: 'It conflicts with what was merged before it.' });
        continue;
      }
      Object.assign(group, built);
      tell(core, actor, group, 'checks_requested');
    }
    base = group.headSha;
  }
}

async function build(core: Core, actor: Actor, pull: Pull, baseSha: string): Promise<Pick<MergeGroup, 'ref' | 'headSha' | 'baseSha'>> {
  const { gitFolder } = repositoryOf(core, pull);
  const tree = await mergeTrees(gitFolder, baseSha, pull.headSha);
  if (tree === undefined) throw new Refusal(405, 'Pull Request is not mergeable');
  const headSha = await commitTree(gitFolder, {
    tree,
    parents: [baseSha, pull.headSha],
    message: `Merge pull request #${pull.number}`,
    author: { name: actor.user.name ?? actor.user.login, email: actor.user.email, date: core.now() },
  });
  const ref = `refs/heads/gh-readonly-queue/${pull.baseRef}/pr-${pull.number}-${baseSha}`;
  await moveRef(gitFolder, ref, headSha);
  return { ref, headSha, baseSha };
}

function conflict(error: unknown): undefined {
  if (!(error instanceof Refusal)) throw error;
}

function ahead(core: Core, repository: Repository, baseRef: string): MergeGroup | undefined {
  return mergeGroupsOf(core, repository, 'waiting').findLast((group) => group.baseRef === baseRef);
}

export function waitingGroup(core: Core, pull: Pull): MergeGroup | undefined {
  return [...core.records.mergeGroups.values()].find((group) => group.pullId === pull.id && group.state === 'waiting');
}

function enqueuer(core: Core, group: MergeGroup): Actor {
  return { user: must(core.records.users, group.enqueuedById), app: null };
}

function tell(core: Core, actor: Actor, group: MergeGroup, action: 'checks_requested' | 'destroyed', reason?: Left): void {
  const { ref: headRef, headSha, baseSha } = group;
  const repository = must(core.records.repositories, group.repositoryId);
  const event = { name: 'merge_group', actor, repository, headRef, headSha, baseRef: `refs/heads/${group.baseRef}`, baseSha } as const;
  core.emit({ ...event, action, ...(reason === undefined ? {} : { reason }) });
}
