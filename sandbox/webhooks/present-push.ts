/** The body of a `push` webhook. Source: https://docs.github.com/en/webhooks/webhook-events-and-payloads#push */
import { NO_COMMIT } from '#sandbox/git/refs.ts';
import { userOfEmail } from '#sandbox/present/present-commit.ts';
import { presentRepository } from '#sandbox/present/present-repository.ts';
import type { Json, View } from '#sandbox/present/view.ts';
import { repositoryPage, stamp } from '#sandbox/present/view.ts';
import { must } from '#sandbox/state/core.ts';
import type { PushedCommit, WorldEvent } from '#sandbox/state/event.ts';
import type { Signature } from '#sandbox/state/world.ts';

export function presentPush(view: View, event: Extract<WorldEvent, { name: 'push' }>): Json {
  const page = repositoryPage(view, event.repository);
  const commits = event.commits.map((commit) => presentPushedCommit(view, page, commit));
  const owner = must(view.records.users, event.repository.ownerId);
  const seconds = (date: Date): number => Math.floor(date.getTime() / 1000);
  const repository = presentRepository(view, event.repository);
  return {
    ref: event.ref,
    before: event.before,
    after: event.after,
    // Push alone has the owner's name and mail, and times in seconds.
    repository: {
      ...repository,
      owner: { ...(repository['owner'] as Json), name: owner.login, email: owner.email },
      url: page,
      created_at: seconds(event.repository.createdAt),
      pushed_at: seconds(event.repository.pushedAt),
      stargazers: 0,
      master_branch: event.repository.defaultBranch,
    },
    pusher: { name: event.actor.user.login, email: event.actor.user.email },
    created: event.before === NO_COMMIT,
    deleted: event.after === NO_COMMIT,
    forced: event.forced,
    base_ref: null,
    compare:
      event.before === NO_COMMIT
        ? `${page}/commit/${event.after.slice(0, 12)}`
        : `${page}/compare/${event.before.slice(0, 12)}...${event.after.slice(0, 12)}`,
    commits,
    head_commit: commits.at(-1) ?? null,
  };
}

function presentPushedCommit(view: View, page: string, commit: PushedCommit): Json {
  return {
    id: commit.sha,
    tree_id: commit.treeSha,
    distinct: true,
    message: commit.message,
    timestamp: stamp(commit.committer.date),
    url: `${page}/commit/${commit.sha}`,
    author: presentPerson(view, commit.author),
    committer: presentPerson(view, commit.committer),
    added: commit.added,
    removed: commit.removed,
    modified: commit.modified,
  };
}

function presentPerson(view: View, signature: Signature): Json {
  const user = userOfEmail(view, signature.email);
  return { name: signature.name, email: signature.email, ...(user ? { username: user.login } : {}) };
}
