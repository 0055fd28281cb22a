/** Commits and what each touched. */
import { runGit } from './run-git.ts';

export interface LoggedCommit {
  readonly sha: string;
  readonly title: string;
  readonly paths: readonly string[];
}

/** Newest first, without merges; paths that were deleted are absent. */
export async function readHistory(gitDir: string, from: string, count: number, signal?: AbortSignal): Promise<readonly LoggedCommit[]> {
  const output = await runGit(
    [
      'log',
      '--no-merges',
      '--no-renames',
      '--diff-filter=AM',
      '--name-only',
      '-z',
      '--format=%x01%H%x02%s%x02',
      `--max-count=${count}`,
      '--end-of-options',
      from,
    ],
    { gitDir, signal },
  );
  return output
    .toString('utf8')
    .split('\u0001')
    .slice(1)
    .map((record) => {
      const [sha = '', title = '', rest = ''] = record.split('\u0002');
      return { sha, title, paths: rest.split(/[\0\n]/u).filter((path) => path !== '') };
    });
}

/** The patch of one file of one commit. */
export async function readPatch(gitDir: string, sha: string, path: string): Promise<string> {
  const output = await runGit(
    ['diff-tree', '--root', '-p', '-U0', '--no-ext-diff', '--no-textconv', '--no-color', '--no-commit-id', sha, '--', `:(literal)${path}`],
    { gitDir },
  );
  return output.toString('utf8');
}
