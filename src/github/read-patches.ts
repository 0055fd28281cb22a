import type { Repository } from './repository.ts';

/**
 * The hunks of these files as GitHub shows them at the current head: its review comments are placed by this diff alone.
 * Source: https://docs.github.com/en/rest/pulls/pulls#list-pull-requests-files (at most 3,000 files)
 * @returns by path; `undefined` where the diff is too large to be shown; absent where the file is not listed.
 */
export async function readPatches(
  { octokit, owner, repo }: Repository,
  number: number,
  paths: readonly string[],
): Promise<ReadonlyMap<string, string | undefined>> {
  const wanted = new Set(paths);
  const patches = new Map<string, string | undefined>();
  const pages = octokit.paginate.iterator(octokit.rest.pulls.listFiles, { owner, repo, pull_number: number, per_page: 100 });
  for await (const { data } of pages) {
    for (const { filename, patch } of data) if (wanted.has(filename)) patches.set(filename, patch);
    if (patches.size === wanted.size) break;
  }
  return patches;
}
