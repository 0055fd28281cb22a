/** Pull requests: open, edit, label. */
import { fetchInto } from '#sandbox/git/bare-repository.ts';
import { mergeBase, moveRef, resolveCommit } from '#sandbox/git/refs.ts';
import { writeCommit } from '#sandbox/git/write-commit.ts';
import { openSuites } from './checks.ts';
import type { Core } from './core.ts';
import { must, repositoryOf } from './core.ts';
import type { Changes } from './event.ts';
import { permissionOf } from './people.ts';
import { permits } from './person.ts';
import { pointPullRef, refresh } from './pull-heads.ts';
import type { PreparedCommit, Pull } from './pull.ts';
import { checkPaths, pushBranch } from './pushes.ts';
import { invalid, Refusal } from './refusal.ts';
import { createLabel } from './repositories.ts';
import type { Repository } from './repository.ts';
import type { Actor, FileChange, NewPull, PullChanges } from './world.ts';

export async function openPullRequest(core: Core, actor: Actor, repository: Repository, wanted: NewPull): Promise<Pull> {
  const headRepository = wanted.headRepository ?? repository;
  const baseSha = await resolveCommit(repository.gitFolder, `heads/${wanted.base}`, repository.defaultBranch);
  const headSha = await resolveCommit(headRepository.gitFolder, `heads/${wanted.head}`, headRepository.defaultBranch);
  if (!baseSha) throw invalidRef('base');
  if (!headSha) throw invalidRef('head');
  const number = repository.nextNumber;
  if (headRepository.id !== repository.id) {
    await fetchInto(repository.gitFolder, headRepository.gitFolder, [`+refs/heads/${wanted.head}:refs/pull/${number}/head`]);
  }
  if (!(await mergeBase(repository.gitFolder, baseSha, headSha))) {
    throw invalid('PullRequest', 'base', `The ${wanted.base} branch has no history in common with ${wanted.head}`);
  }
  repository.nextNumber = number + 1;
  const now = core.now();
  const pull: Pull = {
    id: core.nextId(),
    number,
    repositoryId: repository.id,
    title: wanted.title,
    body: wanted.body ?? null,
    authorId: actor.user.id,
    state: 'open',
    draft: wanted.draft ?? false,
    merged: false,
    mergedAt: null,
    mergedById: null,
    mergeCommitSha: null,
    headRepositoryId: headRepository.id,
    headRef: wanted.head,
    headSha,
    baseRef: wanted.base,
    baseSha,
    createdAt: now,
    updatedAt: now,
    closedAt: null,
    labelIds: new Set(),
    commits: 0,
    additions: 0,
    deletions: 0,
    changedFiles: 0,
    mergeable: null,
    prepared: [],
    locked: false,
  };
  await pointPullRef(core, pull);
  await refresh(core, pull);
  core.records.pulls.set(pull.id, pull);
  core.emit({ name: 'pull_request', action: 'opened', actor, pull });
  openSuites(core, actor, repository, headSha, headRepository.id === repository.id ? wanted.head : null, null);
  return pull;
}

export async function editPull(core: Core, actor: Actor, pull: Pull, changes: PullChanges): Promise<void> {
  const repository = repositoryOf(core, pull);
  const mine = actor.user.id === pull.authorId;
  if (!actor.app && !mine && !permits(permissionOf(repository, actor.user), 'write')) throw new Refusal(403, 'Must have write access.');
  const from: Record<string, unknown> = {};
  if (changes.title !== undefined && changes.title !== pull.title) {
    from['title'] = { from: pull.title };
    pull.title = changes.title;
  }
  if (changes.body !== undefined && changes.body !== pull.body) {
    from['body'] = { from: pull.body ?? '' };
    pull.body = changes.body;
  }
  if (changes.base !== undefined && changes.base !== pull.baseRef) {
    const sha = await resolveCommit(repository.gitFolder, `heads/${changes.base}`, repository.defaultBranch);
    if (!sha) throw invalid('PullRequest', 'base', `Proposed base branch '${changes.base}' was not found`);
    from['base'] = { ref: { from: pull.baseRef }, sha: { from: pull.baseSha } };
    pull.baseRef = changes.base;
    pull.baseSha = sha;
    await refresh(core, pull);
  }
  if (Object.keys(from).length > 0) tell(core, actor, pull, 'edited', from);
  if (changes.draft !== undefined && changes.draft !== pull.draft) {
    pull.draft = changes.draft;
    tell(core, actor, pull, changes.draft ? 'converted_to_draft' : 'ready_for_review');
  }
  if (changes.locked !== undefined && changes.locked !== pull.locked) {
    if (!permits(permissionOf(repository, actor.user), 'write')) throw new Refusal(403, 'Must have write access.');
    pull.locked = changes.locked;
    tell(core, actor, pull, changes.locked ? 'locked' : 'unlocked');
  }
  if (changes.state !== undefined && changes.state !== pull.state) {
    if (pull.merged) throw invalid('PullRequest', 'state', 'state cannot be changed. The pull request is already merged.');
    pull.state = changes.state;
    pull.closedAt = changes.state === 'closed' ? core.now() : null;
    if (changes.state === 'open') await reopen(core, pull);
    tell(core, actor, pull, changes.state === 'closed' ? 'closed' : 'reopened');
  }
}

async function reopen(core: Core, pull: Pull): Promise<void> {
  const head = must(core.records.repositories, pull.headRepositoryId);
  pull.headSha = (await resolveCommit(head.gitFolder, `heads/${pull.headRef}`, head.defaultBranch)) ?? pull.headSha;
  await pointPullRef(core, pull);
  await refresh(core, pull);
}

export function addLabels(core: Core, actor: Actor, pull: Pull, names: readonly string[]): void {
  const repository = repositoryOf(core, pull);
  for (const name of names) {
    const label = repository.labels.find((one) => one.name === name) ?? createLabel(core, repository, name);
    if (pull.labelIds.has(label.id)) continue;
    pull.labelIds.add(label.id);
    pull.updatedAt = core.now();
    core.emit({ name: 'pull_request', action: 'labeled', actor, pull, label });
  }
}

export function removeLabel(core: Core, actor: Actor, pull: Pull, name: string): void {
  const label = repositoryOf(core, pull).labels.find((one) => one.name === name && pull.labelIds.has(one.id));
  if (!label) throw new Refusal(404, 'Label does not exist');
  pull.labelIds.delete(label.id);
  pull.updatedAt = core.now();
  core.emit({ name: 'pull_request', action: 'unlabeled', actor, pull, label });
}

export async function prepareCommit(core: Core, pull: Pull, title: string, files: readonly FileChange[]): Promise<PreparedCommit> {
  checkPaths(files);
  const author = must(core.records.users, pull.authorId);
  const id = core.nextId();
  const folder = repositoryOf(core, pull).gitFolder;
  const ref = `refs/sandbox/prepared/${id}`;
  await moveRef(folder, ref, pull.headSha);
  const sha = await writeCommit(folder, {
    ref,
    parent: pull.headSha,
    message: title,
    author: { name: author.name ?? author.login, email: author.email, date: core.now() },
    files,
  });
  const prepared: PreparedCommit = { id, title, sha, pushed: false };
  pull.prepared.push(prepared);
  return prepared;
}

export async function pushPrepared(core: Core, actor: Actor, pull: Pull, prepared: PreparedCommit): Promise<void> {
  const head = must(core.records.repositories, pull.headRepositoryId);
  if (!permits(permissionOf(head, actor.user), 'write')) throw new Refusal(403, 'Must have write access to push.');
  if (prepared.pushed) throw new Refusal(422, 'This commit was pushed before.');
  if (head.id !== pull.repositoryId) {
    const ref = `refs/sandbox/prepared/${prepared.id}`;
    await fetchInto(head.gitFolder, repositoryOf(core, pull).gitFolder, [`+${ref}:${ref}`]);
  }
  prepared.pushed = true;
  await pushBranch(core, actor, head, pull.headRef, prepared.sha);
}

function tell(
  core: Core,
  actor: Actor,
  pull: Pull,
  action: 'edited' | 'closed' | 'reopened' | 'converted_to_draft' | 'ready_for_review' | 'locked' | 'unlocked',
  changes?: Changes,
): void {
  pull.updatedAt = core.now();
  core.emit({ name: 'pull_request', action, actor, pull, ...(changes ? { changes } : {}) });
}

function invalidRef(field: 'head' | 'base'): Refusal {
  return new Refusal(422, 'Validation Failed', [{ resource: 'PullRequest', field, code: 'invalid' }]);
}
