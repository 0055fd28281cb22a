/** Records as GraphQL objects: only the fields that a client of review threads asks for. */
import { nodeId, repositoryPage } from '#sandbox/present/view.ts';
import type { ReviewComment, ReviewThread } from '#sandbox/state/conversation.ts';
import { must } from '#sandbox/state/core.ts';
import type { User } from '#sandbox/state/person.ts';
import type { Pull } from '#sandbox/state/pull.ts';
import type { Repository } from '#sandbox/state/repository.ts';
import { connect, type PageArguments } from './connection.ts';
import type { Asking } from './graphql-access.ts';
import { actorFor } from './graphql-access.ts';

type Shape = Record<string, unknown>;

export function shapeRepository(asking: Asking, repository: Repository): Shape {
  const { world } = asking;
  const owner = world.ownerOf(repository);
  return {
    __typename: 'Repository',
    id: nodeId('R', repository.id),
    databaseId: repository.id,
    name: repository.name,
    nameWithOwner: `${owner.login}/${repository.name}`,
    owner: shapeActor(asking, owner),
    url: repositoryPage(world, repository),
    isPrivate: repository.private,
    isFork: repository.forkOf !== null,
    description: repository.description,
    pullRequest: ({ number }: { readonly number: number }) => {
      const missing = `Could not resolve to a PullRequest with the number of ${number}.`;
      const pull = world.findPull(repository, number);
      actorFor(asking, pull && repository, 'read', missing);
      return pull && shapePull(asking, pull);
    },
    pullRequests: (page: PageArguments & { readonly states?: readonly string[] | null }) => {
      actorFor(asking, repository, 'read', 'Could not resolve to a Repository.');
      const pulls = world.pullsOf(repository).filter((pull) => page.states?.includes(stateOf(pull)) ?? true);
      return connect(
        pulls.map((pull) => shapePull(asking, pull)),
        page,
      );
    },
  };
}

export function shapePull(asking: Asking, pull: Pull): Shape {
  const { world } = asking;
  const repository = world.repositoryOf(pull);
  return {
    __typename: 'PullRequest',
    id: nodeId('PR', pull.id),
    databaseId: pull.id,
    fullDatabaseId: String(pull.id),
    number: pull.number,
    title: pull.title,
    body: pull.body ?? '',
    state: stateOf(pull),
    isDraft: pull.draft,
    merged: pull.merged,
    closed: pull.state === 'closed',
    mergeable: pull.mergeable === null ? 'UNKNOWN' : pull.mergeable ? 'MERGEABLE' : 'CONFLICTING',
    url: `${repositoryPage(world, repository)}/pull/${pull.number}`,
    baseRefName: pull.baseRef,
    baseRefOid: pull.baseSha,
    headRefName: pull.headRef,
    headRefOid: pull.headSha,
    changedFiles: pull.changedFiles,
    additions: pull.additions,
    deletions: pull.deletions,
    createdAt: pull.createdAt.toISOString(),
    updatedAt: pull.updatedAt.toISOString(),
    author: shapeActor(asking, must(world.records.users, pull.authorId)),
    repository: () => shapeRepository(asking, repository),
    reviewThreads: (page: PageArguments) =>
      connect(
        world.threadsOf(pull).map((thread) => shapeThread(asking, thread)),
        page,
      ),
  };
}

export function shapeThread(asking: Asking, thread: ReviewThread): Shape {
  const { world } = asking;
  const pull = must(world.records.pulls, thread.pullId);
  const comments = world.reviewCommentsOf(pull).filter((one) => one.threadId === thread.id);
  const first = comments[0];
  const resolvedBy = thread.resolvedById === null ? null : must(world.records.users, thread.resolvedById);
  return {
    __typename: 'PullRequestReviewThread',
    id: thread.nodeId,
    isResolved: resolvedBy !== null,
    isOutdated: first?.line === null,
    isCollapsed: resolvedBy !== null,
    path: first?.path ?? '',
    line: first?.line ?? null,
    originalLine: first?.originalLine ?? null,
    startLine: first?.startLine ?? null,
    originalStartLine: first?.originalStartLine ?? null,
    diffSide: first?.side ?? 'RIGHT',
    startDiffSide: first?.startSide ?? null,
    subjectType: first?.subjectType === 'file' ? 'FILE' : 'LINE',
    resolvedBy: resolvedBy && shapeActor(asking, resolvedBy),
    viewerCanResolve: resolvedBy === null,
    viewerCanUnresolve: resolvedBy !== null,
    viewerCanReply: true,
    pullRequest: () => shapePull(asking, pull),
    repository: () => shapeRepository(asking, world.repositoryOf(pull)),
    comments: (page: PageArguments) =>
      connect(
        comments.map((comment) => shapeComment(asking, comment)),
        page,
      ),
  };
}

function shapeComment(asking: Asking, comment: ReviewComment): Shape {
  const { world } = asking;
  const pull = must(world.records.pulls, comment.pullId);
  const parent = comment.inReplyToId === null ? undefined : world.records.reviewComments.get(comment.inReplyToId);
  return {
    __typename: 'PullRequestReviewComment',
    id: nodeId('PRRC', comment.id),
    databaseId: comment.id,
    fullDatabaseId: String(comment.id),
    body: comment.body,
    bodyText: comment.body,
    path: comment.path,
    line: comment.line,
    originalLine: comment.originalLine,
    startLine: comment.startLine,
    diffHunk: comment.diffHunk,
    outdated: comment.line === null,
    createdAt: comment.createdAt.toISOString(),
    updatedAt: comment.updatedAt.toISOString(),
    author: shapeActor(asking, must(world.records.users, comment.authorId)),
    url: `${repositoryPage(world, world.repositoryOf(pull))}/pull/${pull.number}#discussion_r${comment.id}`,
    replyTo: () => parent && shapeComment(asking, parent),
    pullRequest: () => shapePull(asking, pull),
  };
}

/** A bot's login is without `[bot]` here, as on GitHub. */
export function shapeActor(asking: Asking, user: User): Shape {
  const login = user.login.replace(/\[bot\]$/, '');
  return {
    __typename: user.kind,
    id: nodeId(user.kind === 'Bot' ? 'BOT' : user.kind === 'Organization' ? 'O' : 'U', user.id),
    databaseId: user.id,
    login,
    name: user.name,
    url: `${asking.world.url}/${encodeURIComponent(login)}`,
    resourcePath: `/${encodeURIComponent(login)}`,
    avatarUrl: `${asking.world.url}/avatars/u/${user.id}?v=4`,
  };
}

function stateOf(pull: Pull): 'OPEN' | 'CLOSED' | 'MERGED' {
  return pull.merged ? 'MERGED' : pull.state === 'open' ? 'OPEN' : 'CLOSED';
}
