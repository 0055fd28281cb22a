import type { Repository } from './repository.ts';

/**
 * Titles by number; what cannot be read (deleted, moved, GitHub in trouble) is left out: a draft does without.
 * Source: https://docs.github.com/en/rest/issues/issues#get-an-issue
 */
export async function readIssueTitles(repository: Repository, numbers: readonly number[]): Promise<ReadonlyMap<number, string>> {
  const { owner, repo, octokit } = repository;
  const titles = await Promise.all(
    numbers.map(async (number) => {
      const answer = await octokit.rest.issues.get({ owner, repo, issue_number: number }).catch(() => undefined);
      // An issue that was moved is answered by the one in another repository, which may be private.
      const here =
        answer?.data.number === number && answer.data.repository_url.toLowerCase().endsWith(`/repos/${owner}/${repo}`.toLowerCase());
      return here ? [[number, answer.data.title] as const] : [];
    }),
  );
  return new Map(titles.flat());
}
