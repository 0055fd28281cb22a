/** A bare mirror per repository. Code, diffs and history come from here, without REST's limits; there is never a work tree. */
import { access, mkdir, readdir, rename, rm } from 'node:fs/promises';
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
    if (await exists(join(gitDir, 'HEAD'))) return;
    const staged = `${gitDir}.${process.pid}.staged`;
    await rm(staged, { recursive: true, force: true });
    await mkdir(staged, { recursive: true });
    await runGit(['init', '--bare', '--quiet', '--template='], { gitDir: staged });
    // Another process may have been quicker; its mirror is as good.
    await rename(staged, gitDir).catch(async (error: unknown) => {
      await rm(staged, { recursive: true, force: true });
      if (!(await exists(join(gitDir, 'HEAD')))) throw error;
    });
  });
  return { gitDir };
}

/**
 * Makes sure that both commits are in the mirror: by the pull request's ref and the base branch, whose names come from
 * outside and therefore are only ever part of a refspec, never an option.
 * @throws GitError (retryable) when the remote does not have the head (yet, or no more).
 */
export async function fetchPullRequest(
  mirror: Mirror,
  remote: Remote,
  want: { readonly number: number; readonly headSha: string; readonly baseSha: string },
  signal?: AbortSignal,
): Promise<void> {
  await oneAtATime(mirror.gitDir, async () => {
    const missing = await missingCommits(mirror, [want.headSha, want.baseSha], signal);
    if (missing.length === 0) return;
    await removeStaleLocks(mirror);
    const origin = new URL(remote.url).origin;
    const credentials = Buffer.from(`x-access-token:${await remote.token()}`).toString('base64');
    const refspecs = missing.map((sha) => `+${sha}:refs/countersign/${want.number}/${sha === want.headSha ? 'head' : 'base'}`);
    await runGit(['fetch', '--quiet', '--no-tags', '--no-write-fetch-head', '--no-recurse-submodules', '--end-of-options', remote.url, ...refspecs], {
      gitDir: mirror.gitDir,
      signal,
      secretConfig: { [`http.${origin}/.extraHeader`]: `Authorization: Basic ${credentials}` },
      timeoutMilliseconds: 600_000,
    });
  });
  const missing = await missingCommits(mirror, [want.headSha, want.baseSha], signal);
  if (missing.length > 0) throw new GitError(`Commit ${missing[0]?.slice(0, 12)} is not on the server.`, { retryable: true });
}

async function missingCommits(mirror: Mirror, shas: readonly string[], signal: AbortSignal | undefined): Promise<readonly string[]> {
  const output = await runGit(['cat-file', '--batch-check'], { gitDir: mirror.gitDir, input: `${shas.join('\n')}\n`, signal });
  const lines = output.toString('utf8').split('\n');
  return [...new Set(shas)].filter((sha) => !lines.some((line) => line.startsWith(`${sha} commit`)));
}

/** Locks older than any fetch may take were left by a killed git. */
async function removeStaleLocks(mirror: Mirror): Promise<void> {
  for (const name of await readdir(mirror.gitDir)) {
    if (name.endsWith('.lock')) await rm(join(mirror.gitDir, name), { force: true });
  }
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

async function exists(path: string): Promise<boolean> {
  return await access(path).then(() => true, () => false);
}
