/** What happens to a pull request when its head or base moves. */
import { countCommits } from '#sandbox/git/read-commits.ts';
import { isAncestor, mergeBase, moveRef, resolveCommit } from '#sandbox/git/refs.ts';
import { mergeTrees } from '#sandbox/git/write-commit.ts';
import { changedFiles, diffOf } from './comparisons.ts';
import type { Core } from './core.ts';
import { repositoryOf } from './core.ts';
import { mapLine, placeOf } from './diff-lines.ts';
import type { Pull } from './pull.ts';
import type { Actor } from './world.ts';

/** Points `refs/pull/N/head` at the new head, counts anew, moves the review comments, and tells (`synchronize`). */
export async function headMoved(core: Core, actor: Actor, pull: Pull, sha: string): Promise<void> {
  const before = pull.headSha;
  if (before === sha) return;
  pull.headSha = sha;
  pull.updatedAt = core.now();
  await pointPullRef(core, pull);
  await refresh(core, pull);
  await moveComments(core, pull);
  core.emit({ name: 'pull_request', action: 'synchronize', actor, pull, before });
}

/** The ends that a pull request's numbers were counted for; commits never change. */
const counted = new WeakMap<Pull, string>();

/** Base tip, counts and mergeability from git; given up when the head moves meanwhile, since whoever moved it counts anew. */
export async function refresh(core: Core, pull: Pull): Promise<void> {
  const repository = repositoryOf(core, pull);
  const folder = repository.gitFolder;
  const head = pull.headSha;
  const base = (await resolveCommit(folder, `heads/${pull.baseRef}`, repository.defaultBranch)) ?? pull.baseSha;
  const ends = `${base} ${head}`;
  if (counted.get(pull) === ends) return;
  const files = await diffOf(folder, (await mergeBase(folder, base, head)) ?? null, head);
  const commits = await countCommits(folder, `${base}..${head}`);
  const mergeable = (await mergeTrees(folder, base, head)) !== undefined;
  if (pull.headSha !== head || pull.state !== 'open') return;
  pull.baseSha = base;
  pull.commits = commits;
  pull.additions = files.reduce((sum, file) => sum + file.additions, 0);
  pull.deletions = files.reduce((sum, file) => sum + file.deletions, 0);
  pull.changedFiles = files.length;
  pull.mergeable = mergeable;
  counted.set(pull, ends);
}

/** `refs/pull/N/head`, which outlives the branch. */
export async function pointPullRef(core: Core, pull: Pull): Promise<void> {
  await moveRef(repositoryOf(core, pull).gitFolder, `refs/pull/${pull.number}/head`, pull.headSha);
}

/** A base branch that has taken up the head by a push: GitHub calls the pull request merged. */
export async function absorbed(core: Core, actor: Actor, pull: Pull, before: string, after: string): Promise<void> {
  const folder = repositoryOf(core, pull).gitFolder;
  if ((await isAncestor(folder, pull.headSha, before)) || !(await isAncestor(folder, pull.headSha, after))) return;
  const now = core.now();
  pull.merged = true;
  pull.mergedAt = now;
  pull.mergedById = actor.user.id;
  pull.mergeCommitSha = after;
  close(core, actor, pull);
}

/** Closes without a word about merging; also what happens when the head branch is deleted. */
export function close(core: Core, actor: Actor, pull: Pull): void {
  const now = core.now();
  pull.state = 'closed';
  pull.closedAt = now;
  pull.updatedAt = now;
  core.emit({ name: 'pull_request', action: 'closed', actor, pull });
}

/** Review comments follow their line through the change from the commit they were written on; lost ones become outdated. */
async function moveComments(core: Core, pull: Pull): Promise<void> {
  const comments = [...core.records.reviewComments.values()].filter((one) => one.pullId === pull.id && one.subjectType === 'line');
  if (comments.length === 0) return;
  const folder = repositoryOf(core, pull).gitFolder;
  const now = await changedFiles(core, pull);
  for (const comment of comments) {
    const change = await diffOf(folder, comment.originalCommitId, pull.headSha);
    const between = comment.side === 'RIGHT' ? change.find((file) => (file.previousPath ?? file.path) === comment.path) : undefined;
    const patch = now.find((file) => file.path === (between?.path ?? comment.path))?.patch ?? null;
    const line = between ? mapLine(between.patch ?? '', comment.originalLine) : comment.originalLine;
    const place = patch === null || line === null ? null : placeOf(patch, comment.side, line);
    comment.line = place === null ? null : line;
    comment.position = place?.position ?? null;
    if (comment.originalStartLine !== null) {
      comment.startLine = place === null ? null : (line ?? 0) - (comment.originalLine - comment.originalStartLine);
    }
    if (place !== null) comment.commitId = pull.headSha;
  }
}
