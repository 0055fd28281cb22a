/** What keeps mirrors small: refs of pull requests that are over go, packs become one; a mirror nobody needs is removed. */
import { readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Mirror } from './mirror.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { runGit } from './run-git.ts';
import { tidyMirror } from './tidy-mirror.ts';

const gcMilliseconds = 1_800_000;

/**
 * Drops the refs of all pull requests but `open` (number 0, the tips of base branches, stays), and lets git pack the rest when
 * it finds that worthwhile. Objects without a ref stay for two weeks more: another process may be reading them.
 * @throws GitError
 */
export async function keepMirror({ gitDir }: Mirror, open: readonly number[], signal?: AbortSignal): Promise<void> {
  await oneAtATime(gitDir, async () => {
    await tidyMirror(gitDir);
    const keep = new Set([0, ...open]);
    const refs = (await runGit(['for-each-ref', '--format=%(refname)', 'refs/countersign/'], { gitDir, signal })).toString('utf8');
    const gone = refs.split('\n').filter((ref) => {
      const number = /^refs\/countersign\/(\d+)\//u.exec(ref)?.[1];
      return number !== undefined && !keep.has(Number(number));
    });
    if (gone.length > 0) await runGit(['update-ref', '--stdin'], { gitDir, signal, input: gone.map((ref) => `delete ${ref}\n`).join('') });
    await runGit(['gc', '--auto', '--quiet', '--prune=2.weeks.ago'], {
      gitDir,
      signal,
      // Git's own thresholds; everywhere else `runGit` switches its housekeeping off.
      config: { 'gc.auto': '6700', 'gc.autoPackLimit': '50', 'gc.autoDetach': 'false' },
      timeoutMilliseconds: gcMilliseconds,
    });
  });
}

/** Removes the mirrors below `folder` whose repository `isKnown` does not know. */
export async function dropMirrors(folder: string, isKnown: (repositoryId: number) => boolean): Promise<readonly number[]> {
  const ids = (await readdir(folder).catch(() => [])).flatMap((name) => /^(\d+)\.git$/u.exec(name)?.slice(1).map(Number) ?? []);
  const unknown = ids.filter((id) => !isKnown(id));
  for (const id of unknown) {
    const gitDir = join(folder, `${id}.git`);
    await oneAtATime(gitDir, async () => {
      // Out of sight first: whoever opens the mirror meanwhile begins a new one.
      await rename(gitDir, `${gitDir}.${process.pid}.dropped`);
      await rm(`${gitDir}.${process.pid}.dropped`, { recursive: true, force: true, maxRetries: 3 });
    });
  }
  return unknown;
}
