/** What stands in a commit, without a work tree. */
import { GitError } from './git-error.ts';
import { runGit } from './run-git.ts';
import { failures } from './wording.ts';

export interface TreeFile {
  readonly path: string;
  readonly blobId: string;
  /** As git writes it: `100644`, `120000` for a symbolic link, `160000` for a submodule. */
  readonly mode: string;
  /** 0 for a submodule. */
  readonly bytes: number;
}

/** Every file of a commit, or of the folder `below` in it. Bytes of a path that are no UTF-8 are shown as U+FFFD. */
export async function listTree(gitDir: string, commitSha: string, below = '', signal?: AbortSignal): Promise<readonly TreeFile[]> {
  if (!/^[0-9a-f]{40}(?:[0-9a-f]{24})?$/u.test(commitSha)) throw new GitError(failures.invalid, { reason: 'invalid', retryable: false });
  const output = await runGit(
    ['ls-tree', '-r', '-l', '-z', '--full-tree', '--end-of-options', commitSha, ...(below === '' ? [] : [`${below}/`])],
    { gitDir, signal },
  );
  return output
    .toString('utf8')
    .split('\0')
    .flatMap((row) => {
      const match = /^(\d{6}) \w+ ([0-9a-f]+) +(\d+|-)\t([^]+)$/u.exec(row);
      return match === null ? [] : [{ mode: match[1] ?? '', blobId: match[2] ?? '', bytes: Number(match[3]) || 0, path: match[4] ?? '' }];
    });
}
