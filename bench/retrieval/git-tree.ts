/** What the indexer asks of git: a commit's tree, and its changes. */
import type { TreeEntry } from '#src/retrieval/choose-file.ts';
import { runGit } from '#src/git/run-git.ts';

export async function listTree(gitDir: string, commitSha: string, below = ''): Promise<readonly TreeEntry[]> {
  const output = await runGit(['ls-tree', '-r', '-l', '-z', '--full-tree', commitSha, ...(below === '' ? [] : [`${below}/`])], { gitDir });
  return output
    .toString('utf8')
    .split('\0')
    .flatMap((row) => {
      const match = /^(\d{6}) \w+ ([0-9a-f]+) +(\d+|-)\t([^]+)$/u.exec(row);
      return match === null ? [] : [{ mode: match[1] ?? '', blobId: match[2] ?? '', bytes: Number(match[3]) || 0, path: match[4] ?? '' }];
    });
}
