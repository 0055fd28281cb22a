/** `pull-request`, `pull-request-simple` and the issue that every pull request also is. */
import { must } from '#sandbox/state/core.ts';
import type { Pull } from '#sandbox/state/pull.ts';
import type { Repository } from '#sandbox/state/repository.ts';
import { presentRollup } from './present-conversation.ts';
import { presentLabel, presentRepository } from './present-repository.ts';
import { presentAssociation, presentUser, presentUserId } from './present-user.ts';
import type { Json, View } from './view.ts';
import { nodeId, repositoryPage, repositoryUrl, stamp, stampOrNull } from './view.ts';

/** As lists show it; the counts come only with `presentPull`. */
export function presentSimplePull(view: View, pull: Pull): Json {
  const repository = must(view.records.repositories, pull.repositoryId);
  const head = must(view.records.repositories, pull.headRepositoryId);
  const url = `${repositoryUrl(view, repository)}/pulls/${pull.number}`;
  const issue = `${repositoryUrl(view, repository)}/issues/${pull.number}`;
  const page = `${repositoryPage(view, repository)}/pull/${pull.number}`;
  const statuses = `${repositoryUrl(view, repository)}/statuses/${pull.headSha}`;
  const reviewComment = `${repositoryUrl(view, repository)}/pulls/comments{/number}`;
  return {
    url,
    id: pull.id,
    node_id: nodeId('PR', pull.id),
    html_url: page,
    diff_url: `${page}.diff`,
    patch_url: `${page}.patch`,
    issue_url: issue,
    number: pull.number,
    state: pull.state,
    locked: pull.locked,
    title: pull.title,
    user: presentUserId(view, pull.authorId),
    body: pull.body,
    created_at: stamp(pull.createdAt),
    updated_at: stamp(pull.updatedAt),
    closed_at: stampOrNull(pull.closedAt),
    merged_at: stampOrNull(pull.mergedAt),
    merge_commit_sha: pull.mergeCommitSha,
    assignee: null,
    assignees: [],
    requested_reviewers: [],
    requested_teams: [],
    labels: labelsOf(view, repository, pull),
    milestone: null,
    draft: pull.draft,
    commits_url: `${url}/commits`,
    review_comments_url: `${url}/comments`,
    review_comment_url: reviewComment,
    comments_url: `${issue}/comments`,
    statuses_url: statuses,
    head: presentEnd(view, head, pull.headRef, pull.headSha),
    base: presentEnd(view, repository, pull.baseRef, pull.baseSha),
    _links: {
      self: { href: url },
      html: { href: page },
      issue: { href: issue },
      comments: { href: `${issue}/comments` },
      review_comments: { href: `${url}/comments` },
      review_comment: { href: reviewComment },
      commits: { href: `${url}/commits` },
      statuses: { href: statuses },
    },
    author_association: presentAssociation(view, repository, pull.authorId),
    auto_merge: null,
    active_lock_reason: null,
  };
}

export function presentPull(view: View, pull: Pull): Json {
  return {
    ...presentSimplePull(view, pull),
    merged: pull.merged,
    mergeable: pull.state === 'open' ? pull.mergeable : null,
    rebaseable: false,
    mergeable_state: pull.draft ? 'draft' : pull.mergeable === false ? 'dirty' : pull.state === 'closed' ? 'unknown' : 'clean',
    merged_by: presentUserId(view, pull.mergedById),
    comments: [...view.records.issueComments.values()].filter((one) => one.repositoryId === pull.repositoryId && one.number === pull.number)
      .length,
    review_comments: [...view.records.reviewComments.values()].filter((one) => one.pullId === pull.id).length,
    maintainer_can_modify: false,
    commits: pull.commits,
    additions: pull.additions,
    deletions: pull.deletions,
    changed_files: pull.changedFiles,
  };
}

export function presentIssue(view: View, pull: Pull): Json {
  const repository = must(view.records.repositories, pull.repositoryId);
  const url = `${repositoryUrl(view, repository)}/issues/${pull.number}`;
  const page = `${repositoryPage(view, repository)}/pull/${pull.number}`;
  return {
    url,
    repository_url: repositoryUrl(view, repository),
    labels_url: `${url}/labels{/name}`,
    comments_url: `${url}/comments`,
    events_url: `${url}/events`,
    html_url: page,
    id: pull.id,
    node_id: nodeId('PR', pull.id),
    number: pull.number,
    title: pull.title,
    user: presentUserId(view, pull.authorId),
    labels: labelsOf(view, repository, pull),
    state: pull.state,
    locked: pull.locked,
    assignee: null,
    assignees: [],
    milestone: null,
    comments: [...view.records.issueComments.values()].filter((one) => one.repositoryId === pull.repositoryId && one.number === pull.number)
      .length,
    created_at: stamp(pull.createdAt),
    updated_at: stamp(pull.updatedAt),
    closed_at: stampOrNull(pull.closedAt),
    author_association: presentAssociation(view, repository, pull.authorId),
    active_lock_reason: null,
    draft: pull.draft,
    pull_request: {
      url: `${repositoryUrl(view, repository)}/pulls/${pull.number}`,
      html_url: page,
      diff_url: `${page}.diff`,
      patch_url: `${page}.patch`,
      merged_at: stampOrNull(pull.mergedAt),
    },
    body: pull.body,
    reactions: presentRollup(view, `${url}/reactions`, { kind: 'pull', id: pull.id }),
    timeline_url: `${url}/timeline`,
    performed_via_github_app: null,
    state_reason: null,
  };
}

/** The short form inside check runs. */
function presentMinimalPull(view: View, pull: Pull): Json {
  const repository = must(view.records.repositories, pull.repositoryId);
  const short = { id: repository.id, url: repositoryUrl(view, repository), name: repository.name };
  return {
    url: `${repositoryUrl(view, repository)}/pulls/${pull.number}`,
    id: pull.id,
    number: pull.number,
    head: { ref: pull.headRef, sha: pull.headSha, repo: short },
    base: { ref: pull.baseRef, sha: pull.baseSha, repo: short },
  };
}

/** Open pull requests of a commit; none for heads in forks, as on GitHub. */
export function pullsAt(view: View, repository: Repository, sha: string): readonly Json[] {
  return [...view.records.pulls.values()]
    .filter((pull) => pull.repositoryId === repository.id && pull.headRepositoryId === repository.id)
    .filter((pull) => pull.state === 'open' && pull.headSha === sha)
    .map((pull) => presentMinimalPull(view, pull));
}

export function labelsOf(view: View, repository: Repository, pull: Pull): readonly Json[] {
  return repository.labels.filter((label) => pull.labelIds.has(label.id)).map((label) => presentLabel(view, repository, label));
}

function presentEnd(view: View, repository: Repository, ref: string, sha: string): Json {
  const owner = must(view.records.users, repository.ownerId);
  return { label: `${owner.login}:${ref}`, ref, sha, user: presentUser(view, owner), repo: presentRepository(view, repository) };
}
