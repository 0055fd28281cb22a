/** The paths of all files in one commit. */
import { GitError } from './git-error.ts';
import type { Mirror } from './mirror.ts';
import { runGit } from './run-git.ts';

/** @returns undefined when the mirror does not have the commit. Links and submodules are no files. */
export async function listFiles(mirror: Mirror, commit: string, signal?: AbortSignal): Promise<readonly string[] | undefined> {
  if (!/^[0-9a-f]{40}(?:[0-9a-f]{24})?$/u.test(commit)) return undefined;
  try {
    const args = ['ls-tree', '-r', '-z', '--full-tree', '--format=%(objectmode) %(path)', '--end-of-options', `${commit}^{commit}`];
    const output = await runGit(args, { gitDir: mirror.gitDir, signal, maxOutputBytes: 64 * 1024 * 1024 });
    return output
      .toString('utf8')
      .split('\0')
      .flatMap((row) => (row.startsWith('100') ? [row.slice(row.indexOf(' ') + 1)] : []));
  } catch (error) {
    if (error instanceof GitError && error.exitCode !== undefined) return undefined;
    throw error;
  }
}
