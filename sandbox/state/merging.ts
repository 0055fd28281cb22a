/** Merging: facts for the oracle, and the merge itself. */
import { isAncestor } from '#sandbox/git/refs.ts';
import { commitTree, mergeTrees } from '#sandbox/git/write-commit.ts';
import type { MergeDecision } from '#sandbox/merge/decide-merge.ts';
import { decideMerge } from '#sandbox/merge/decide-merge.ts';
import type { Review } from './conversation.ts';
import type { Core } from './core.ts';
import { must, repositoryOf } from './core.ts';
import { permissionOf } from './people.ts';
import { permits } from './person.ts';
import { refresh } from './pull-heads.ts';
import type { Pull } from './pull.ts';
import { pushBranch } from './pushes.ts';
import { Refusal } from './refusal.ts';
import { requiredChecksFor, rulesetsFor } from './repositories.ts';
import { threadsOf } from './review-threads.ts';
import { reviewsOf } from './reviews.ts';
import type { Actor } from './world.ts';

export async function mergeDecision(core: Core, pull: Pull): Promise<MergeDecision> {
  if (pull.state === 'open') await refresh(core, pull);
  const repository = repositoryOf(core, pull);
  const protection = repository.protections.get(pull.baseRef);
  const strict = (protection?.strict ?? false) || rulesetsFor(repository, pull.baseRef).some((ruleset) => ruleset.strict);
  const verdicts = latestVerdicts(core, pull).filter((one) =>
    permits(permissionOf(repository, must(core.records.users, one.authorId)), 'write'),
  );
  const approvals = verdicts.filter((one) => one.state === 'APPROVED').length;
  const wanted = protection?.requiredApprovals ?? 0;
  return decideMerge({
    state: pull.state,
    draft: pull.draft,
    mergeable: pull.mergeable,
    behind: strict && !(await isAncestor(repository.gitFolder, pull.baseSha, pull.headSha)),
    headSha: pull.headSha,
    required: requiredChecksFor(repository, pull.baseRef),
    runs: [...core.records.checkRuns.values()].filter((run) => run.repositoryId === repository.id),
    statuses: [...core.records.statuses.values()].filter((status) => status.repositoryId === repository.id),
    missingApprovals: Math.max(0, wanted - approvals),
    changesRequestedBy:
      wanted === 0
        ? []
        : verdicts.filter((one) => one.state === 'CHANGES_REQUESTED').map((one) => must(core.records.users, one.authorId).login),
    unresolvedThreads: protection?.requireConversationResolution
      ? threadsOf(core, pull).filter((thread) => thread.resolvedById === null).length
      : 0,
  });
}

export async function merge(
  core: Core,
  actor: Actor,
  pull: Pull,
  options: { readonly method?: 'merge' | 'squash'; readonly title?: string; readonly sha?: string } = {},
): Promise<string> {
  const repository = repositoryOf(core, pull);
  const folder = repository.gitFolder;
  if (!actor.app && !permits(permissionOf(repository, actor.user), 'write')) throw new Refusal(403, 'Must have write access to merge.');
  if (options.sha !== undefined && options.sha !== pull.headSha) {
    throw new Refusal(409, 'Head branch was modified. Review and try the merge again.');
  }
  const decision = await mergeDecision(core, pull);
  if (!decision.allowed) throw new Refusal(405, decision.reasons.join(' ') || 'Pull Request is not mergeable');
  const tree = await mergeTrees(folder, pull.baseSha, pull.headSha);
  if (tree === undefined) throw new Refusal(405, 'Pull Request is not mergeable');
  const head = must(core.records.repositories, pull.headRepositoryId);
  const from = `${must(core.records.users, head.ownerId).login}/${pull.headRef}`;
  const title =
    options.title ?? (options.method === 'squash' ? `${pull.title} (#${pull.number})` : `Merge pull request #${pull.number} from ${from}`);
  const sha = await commitTree(folder, {
    tree,
    parents: options.method === 'squash' ? [pull.baseSha] : [pull.baseSha, pull.headSha],
    message: `${title}\n\n${options.method === 'squash' ? (pull.body ?? '') : pull.title}`,
    author: { name: actor.user.name ?? actor.user.login, email: actor.user.email, date: core.now() },
  });
  await finishMerge(core, actor, pull, sha);
  return sha;
}

/** `sha` becomes the tip of the base branch, and the pull request is merged. */
export async function finishMerge(core: Core, actor: Actor, pull: Pull, sha: string): Promise<void> {
  const now = core.now();
  pull.state = 'closed';
  pull.merged = true;
  pull.mergedAt = now;
  pull.closedAt = now;
  pull.updatedAt = now;
  pull.mergedById = actor.user.id;
  pull.mergeCommitSha = sha;
  await pushBranch(core, actor, repositoryOf(core, pull), pull.baseRef, sha);
  core.emit({ name: 'pull_request', action: 'closed', actor, pull });
}

/** The last approval or request for changes of each reviewer. */
function latestVerdicts(core: Core, pull: Pull): readonly Review[] {
  const last = new Map<number, Review>();
  for (const one of reviewsOf(core, pull)) if (one.state === 'APPROVED' || one.state === 'CHANGES_REQUESTED') last.set(one.authorId, one);
  return [...last.values()];
}
