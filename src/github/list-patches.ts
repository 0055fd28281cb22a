import type { Repository } from './repository.ts';

/** The files of a pull request with their hunks, as GitHub shows them; at most `most`. */
export async function listPatches(
  { octokit, owner, repo }: Repository,
  number: number,
  most: number,
): Promise<readonly { readonly path: string; readonly status: string; readonly patch?: string }[]> {
  const files: { path: string; status: string; patch?: string }[] = [];
  const pages = octokit.paginate.iterator(octokit.rest.pulls.listFiles, { owner, repo, pull_number: number, per_page: 100 });
  for await (const { data } of pages) {
    for (const { filename, status, patch } of data) files.push({ path: filename, status, ...(patch === undefined ? {} : { patch }) });
    if (files.length >= most) break;
  }
  return files.slice(0, most);
}
