/** The pull requests that were merged between two commits. Sources: https://docs.github.com/en/rest/commits/commits#compare-two-commits, https://docs.github.com/en/rest/pulls/pulls#list-pull-requests */
import { GitHubError, isGone } from './github-error.ts';
import type { Repository } from './repository.ts';

export interface MergedPullRequest {
  readonly number: number;
  readonly title: string;
  readonly login: string;
  readonly labels: readonly string[];
}

export type MergedBetween =
  | { readonly kind: 'read'; readonly pulls: readonly MergedPullRequest[]; readonly commits: number; readonly cut: boolean }
  /** No such tag or commit; or it is no ancestor of the branch. */
  | { readonly kind: 'unknown' | 'not-before' };

const MOST_PAGES = 10;
const PER_PAGE = 100;

/** @param since a tag or a commit; `branch` is the one that they were merged into. */
export async function readMergedBetween({ octokit, owner, repo }: Repository, since: string, branch: string): Promise<MergedBetween> {
  const shas = new Set<string>();
  let commits = 0;
  let begin: string | undefined;
  try {
    for (let page = 1; page <= MOST_PAGES; page += 1) {
      const basehead = `${since}...${branch}`;
      const { data } = await octokit.rest.repos.compareCommitsWithBasehead({ owner, repo, basehead, page, per_page: PER_PAGE });
      if (data.status === 'behind' || data.status === 'diverged') return { kind: 'not-before' };
      commits = data.total_commits;
      begin ??= data.merge_base_commit.commit.committer?.date;
      for (const { sha } of data.commits) shas.add(sha);
      if (shas.size >= commits || data.commits.length === 0) break;
    }
  } catch (error) {
    if (isGone(error) || (error instanceof GitHubError && error.status === 422)) return { kind: 'unknown' };
    throw error;
  }
  const pulls: MergedPullRequest[] = [];
  let cut = shas.size < commits;
  for (let page = 1; ; page += 1) {
    const wanted = { owner, repo, state: 'closed', base: branch, sort: 'updated', direction: 'desc', per_page: PER_PAGE, page } as const;
    const { data } = await octokit.rest.pulls.list(wanted);
    for (const { number, title, user, labels, merge_commit_sha: merge, merged_at: mergedAt } of data)
      if (mergedAt !== null && merge !== null && shas.has(merge))
        pulls.push({ number, title, login: user?.login ?? 'ghost', labels: labels.map(({ name }) => name) });
    const oldest = data.at(-1)?.updated_at;
    if (data.length < PER_PAGE || oldest === undefined || (begin !== undefined && oldest < begin)) break;
    if (page === MOST_PAGES) {
      cut = true;
      break;
    }
  }
  return { kind: 'read', pulls, commits, cut };
}

/** Names of tags, without `refs/tags/`. */
export async function readTags({ octokit, owner, repo }: Repository): Promise<readonly string[]> {
  const { data } = await octokit.rest.git.listMatchingRefs({ owner, repo, ref: 'tags/' });
  return data.map(({ ref }) => ref.replace(/^refs\/tags\//u, ''));
}
