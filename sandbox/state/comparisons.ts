/** What a pull request changes: merge base against head. Kept per pair of commits, which never change. */
import { readCommits } from '#sandbox/git/read-commits.ts';
import { readDiff } from '#sandbox/git/read-diff.ts';
import { mergeBase } from '#sandbox/git/refs.ts';
import type { Core } from './core.ts';
import { repositoryOf } from './core.ts';
import type { DiffFile } from './diff-file.ts';
import type { Pull } from './pull.ts';
import type { CommitSummary } from './world.ts';

const KEPT = 200;
const cache = new Map<string, Promise<readonly DiffFile[]>>();

/** Two commits of one repository; `from: null` is nothing. */
export function diffOf(gitFolder: string, from: string | null, to: string): Promise<readonly DiffFile[]> {
  const key = `${gitFolder}\0${from ?? ''}\0${to}`;
  const known = cache.get(key);
  if (known) return known;
  const files = readDiff(gitFolder, from, to);
  files.catch(() => cache.delete(key));
  cache.set(key, files);
  const oldest = cache.keys().next();
  if (cache.size > KEPT && !oldest.done) cache.delete(oldest.value);
  return files;
}

export async function changedFiles(core: Core, pull: Pull): Promise<readonly DiffFile[]> {
  const folder = repositoryOf(core, pull).gitFolder;
  return diffOf(folder, (await mergeBase(folder, pull.baseSha, pull.headSha)) ?? null, pull.headSha);
}

export async function commitsOf(core: Core, pull: Pull): Promise<readonly CommitSummary[]> {
  const folder = repositoryOf(core, pull).gitFolder;
  const commits = await readCommits(folder, `${pull.baseSha}..${pull.headSha}`, ['--reverse', '--topo-order']);
  return commits.slice(0, 250);
}
