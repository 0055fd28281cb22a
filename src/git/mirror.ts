/** A bare mirror per repository. Code, diffs and history come from here, without REST's limits; there is never a work tree. */
import { mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { GitError, runGit } from './run-git.ts';

export interface Mirror {
  readonly gitDir: string;
}

export interface Remote {
  /** `https://host/owner/name.git` */
  readonly url: string;
  /** Minted for this repository alone; sent to the remote's host only. */
  readonly token: () => Promise<string>;
}

/** One preparation or fetch per mirror at a time in this process: git's own locks would make the second one fail. */
const busy = new Map<string, Promise<unknown>>();

/** Opens the mirror of a repository below `folder`, made on first use; one that a crash left half-made is made anew. */
export async function openMirror(folder: string, repositoryId: number): Promise<Mirror> {
  const gitDir = join(folder, `${repositoryId}.git`);
  await oneAtATime(gitDir, async () => {
    if (await isWhole(gitDir)) return;
    // Only a cache: what a crash left half-made is dropped.
    await rm(gitDir, { recursive: true, force: true });
    const staged = `${gitDir}.${process.pid}.staged`;
    await rm(staged, { recursive: true, force: true });
    await mkdir(staged, { recursive: true });
    await runGit(['init', '--bare', '--quiet', '--template='], { gitDir: staged });
    // Another process may have been quicker; its mirror is as good.
    await rename(staged, gitDir).catch(async (error: unknown) => {
      await rm(staged, { recursive: true, force: true });
      if (!(await isWhole(gitDir))) throw error;
    });
  });
  return { gitDir };
}

export interface WantedCommits {
  readonly number: number;
  readonly headSha: string;
  readonly baseSha: string;
  /** Where the base commit is looked for when the server does not hand it out by its id. */
  readonly baseRef?: string;
}

/**
 * Makes sure that both commits are in the mirror: by their ids, or, from a server that refuses ids it does not advertise,
 * by the pull request's ref and the base branch.
 * @throws GitError (retryable) when the remote does not have one of them (yet, or no more).
 */
export async function fetchPullRequest(mirror: Mirror, remote: Remote, want: WantedCommits, signal?: AbortSignal): Promise<void> {
  const shas = [want.headSha, want.baseSha].map(checkedId);
  await oneAtATime(mirror.gitDir, async () => {
    const missing = await missingCommits(mirror, shas, signal);
    if (missing.length === 0) return;
    await removeStaleLocks(mirror.gitDir);
    const place = (sha: string): string => `refs/countersign/${want.number}/${sha === want.headSha ? 'head' : 'base'}`;
    try {
      await fetchRefs(
        mirror,
        remote,
        missing.map((sha) => `+${sha}:${place(sha)}`),
        signal,
      );
    } catch (error) {
      if (!(error instanceof GitError)) throw error;
      const refspecs = missing.flatMap((sha) => [...namesOf(sha, want)].map((name) => `+${name}:${place(sha)}`));
      if (refspecs.length === 0) throw error;
      await fetchRefs(mirror, remote, refspecs, signal);
    }
  });
  const missing = await missingCommits(mirror, shas, signal);
  if (missing.length > 0) throw new GitError(`Commit ${missing[0]?.slice(0, 12)} is not on the server.`, { retryable: true });
}

/** Ids go to git in refspecs and on its stdin, line by line; nothing else may. */
function checkedId(sha: string): string {
  if (/^[0-9a-f]{40}(?:[0-9a-f]{24})?$/u.test(sha)) return sha;
  throw new GitError('That is no commit id.', { retryable: false });
}

/** The branch's name comes from outside: it is only ever the middle of a refspec, and only when git itself could have made it. */
function namesOf(sha: string, want: WantedCommits): readonly string[] {
  if (sha === want.headSha) return [`refs/pull/${want.number}/head`];
  const name = want.baseRef ?? '';
  // eslint-disable-next-line no-control-regex
  return name === '' || /[\u0000- \u007F~^:?*[\\]|\.\.|@\{|\/\/|\/$/u.test(name) ? [] : [`refs/heads/${name}`];
}

async function fetchRefs(mirror: Mirror, remote: Remote, refspecs: readonly string[], signal: AbortSignal | undefined): Promise<void> {
  const origin = new URL(remote.url).origin;
  const credentials = Buffer.from(`x-access-token:${await remote.token()}`).toString('base64');
  await runGit(
    ['fetch', '--quiet', '--no-tags', '--no-write-fetch-head', '--no-recurse-submodules', '--end-of-options', remote.url, ...refspecs],
    {
      gitDir: mirror.gitDir,
      signal,
      secretConfig: { [`http.${origin}/.extraHeader`]: `Authorization: Basic ${credentials}` },
      timeoutMilliseconds: 600_000,
    },
  );
}

async function missingCommits(mirror: Mirror, shas: readonly string[], signal: AbortSignal | undefined): Promise<readonly string[]> {
  const output = await runGit(['cat-file', '--batch-check'], { gitDir: mirror.gitDir, input: `${shas.join('\n')}\n`, signal });
  const lines = output.toString('utf8').split('\n');
  return [...new Set(shas)].filter((sha) => !lines.some((line) => line.startsWith(`${sha} commit`)));
}

/** Git holds these locks for moments; one that has stood for longer was left by a killed git, and would block for ever. */
const staleAfterMilliseconds = 15_000;

async function removeStaleLocks(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && entry.name !== 'objects') await removeStaleLocks(path);
    else if (entry.name.endsWith('.lock') && Date.now() - (await changedAt(path)) > staleAfterMilliseconds) await rm(path, { force: true });
  }
}

async function changedAt(path: string): Promise<number> {
  return await stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => Date.now(),
  );
}

async function oneAtATime<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
  const before = busy.get(name) ?? Promise.resolve();
  const mine = before.then(work, work);
  const settled = mine.catch(() => undefined);
  busy.set(name, settled);
  try {
    return await mine;
  } finally {
    if (busy.get(name) === settled) busy.delete(name);
  }
}

async function isWhole(gitDir: string): Promise<boolean> {
  const head = await readFile(join(gitDir, 'HEAD'), 'utf8').catch(() => '');
  return head.startsWith('ref: ') && (await isFolder(join(gitDir, 'objects'))) && (await isFolder(join(gitDir, 'refs')));
}

async function isFolder(path: string): Promise<boolean> {
  return await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}
