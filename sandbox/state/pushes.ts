/** Branches move: by a push over HTTP, by a prepared commit, by a merge. Pull requests, suites and webhooks follow. */
import { fetchInto } from '#sandbox/git/bare-repository.ts';
import { readCommits } from '#sandbox/git/read-commits.ts';
import { isAncestor, isBranchName, listRefs, moveRef, NO_COMMIT, resolveCommit } from '#sandbox/git/refs.ts';
import { writeCommit } from '#sandbox/git/write-commit.ts';
import { openSuites } from './checks.ts';
import { diffOf } from './comparisons.ts';
import type { Core } from './core.ts';
import { must } from './core.ts';
import type { PushedCommit } from './event.ts';
import { absorbed, close, headMoved } from './pull-heads.ts';
import { Refusal } from './refusal.ts';
import type { Repository } from './repository.ts';
import type { Actor, FileChange, NewCommit } from './world.ts';

/** As many as one push event lists. */
const MAX_COMMITS = 2048;

export async function pushCommit(core: Core, actor: Actor, repository: Repository, commit: NewCommit): Promise<string> {
  await checkBranchName(commit.branch);
  checkPaths(commit.files);
  const before = await listRefs(repository.gitFolder);
  const ref = `refs/heads/${commit.branch}`;
  const start = before.get(ref) ?? (commit.from && (await resolveCommit(repository.gitFolder, commit.from, repository.defaultBranch)));
  const sha = await writeCommit(repository.gitFolder, {
    ref,
    parent: start || null,
    message: commit.message,
    author: { name: actor.user.name ?? actor.user.login, email: actor.user.email, date: core.now() },
    files: commit.files,
  });
  await headsMoved(core, actor, repository, before);
  return sha;
}

export async function pushBranch(core: Core, actor: Actor, repository: Repository, branch: string, sha: string | null): Promise<void> {
  await checkBranchName(branch);
  const before = await listRefs(repository.gitFolder);
  await moveRef(repository.gitFolder, `refs/heads/${branch}`, sha);
  await headsMoved(core, actor, repository, before);
}

/** Compares refs with `before`, so that it cannot miss or invent a move. */
export async function headsMoved(core: Core, actor: Actor, repository: Repository, before: ReadonlyMap<string, string>): Promise<void> {
  const after = await listRefs(repository.gitFolder);
  for (const ref of new Set([...before.keys(), ...after.keys()])) {
    const from = before.get(ref);
    const to = after.get(ref);
    if (from === to || !/^refs\/(heads|tags)\//.test(ref)) continue;
    await refMoved(core, actor, repository, { ref, from, to });
  }
}

async function refMoved(
  core: Core,
  actor: Actor,
  repository: Repository,
  move: { readonly ref: string; readonly from: string | undefined; readonly to: string | undefined },
): Promise<void> {
  const { ref, from, to } = move;
  const folder = repository.gitFolder;
  repository.pushedAt = core.now();
  const forced = from !== undefined && to !== undefined && !(await isAncestor(folder, from, to));
  const commits = to === undefined ? [] : await pushedCommits(repository, ref, from, to);
  core.emit({ name: 'push', actor, repository, ref, before: from ?? NO_COMMIT, after: to ?? NO_COMMIT, forced, commits });
  if (!ref.startsWith('refs/heads/')) return;
  const branch = ref.slice('refs/heads/'.length);
  if (to !== undefined) openSuites(core, actor, repository, to, branch, from ?? null);
  for (const pull of core.records.pulls.values()) {
    if (pull.state !== 'open' || pull.headRef !== branch || pull.headRepositoryId !== repository.id) continue;
    const base = must(core.records.repositories, pull.repositoryId);
    if (to === undefined) {
      close(core, actor, pull);
      continue;
    }
    if (base.id !== repository.id) await fetchInto(base.gitFolder, folder, [`+${ref}:refs/pull/${pull.number}/head`]);
    await headMoved(core, actor, pull, to);
  }
  if (from === undefined || to === undefined) return;
  for (const pull of core.records.pulls.values()) {
    if (pull.state !== 'open' || pull.baseRef !== branch || pull.repositoryId !== repository.id) continue;
    await absorbed(core, actor, pull, from, to);
  }
}

async function pushedCommits(repository: Repository, ref: string, from: string | undefined, to: string): Promise<readonly PushedCommit[]> {
  const fork = from ?? (ref === `refs/heads/${repository.defaultBranch}` ? undefined : `refs/heads/${repository.defaultBranch}`);
  const known = fork !== undefined && (await resolveCommit(repository.gitFolder, fork, repository.defaultBranch)) !== undefined;
  const range = from ? `${from}..${to}` : known ? `${fork}..${to}` : to;
  const commits = await readCommits(repository.gitFolder, range, ['-n', String(MAX_COMMITS)]);
  const listed: PushedCommit[] = [];
  for (const commit of [...commits].reverse()) {
    // Names of files are only wanted for what people look at; a long history would cost a diff each.
    const files = commits.length > 20 ? [] : await diffOf(repository.gitFolder, commit.parents[0] ?? null, commit.sha);
    const paths = (status: string): string[] => files.filter((file) => file.status === status).map((file) => file.path);
    listed.push({
      ...commit,
      added: paths('added'),
      removed: paths('removed'),
      modified: [...paths('modified'), ...paths('renamed'), ...paths('changed')],
    });
  }
  return listed;
}

async function checkBranchName(branch: string): Promise<void> {
  if (!(await isBranchName(branch))) throw new Refusal(422, `${JSON.stringify(branch.slice(0, 200))} is not a name for a branch`);
}

/** fast-import would write `..` and `.git` into a tree; GitHub refuses such a push. */
export function checkPaths(files: readonly FileChange[]): void {
  for (const { path } of files) {
    const bad = path.includes('\0') || path.split('/').some((part) => /^(\.{0,2}|\.git)$/i.test(part));
    if (bad) throw new Refusal(422, `${JSON.stringify(path.slice(0, 200))} is not a path`);
  }
}
