import type { Repository } from './repository.ts';
import type { PullRequest } from '#src/pull-request.ts';

/** The pull request as it stands now. Source: https://docs.github.com/en/rest/pulls/pulls#get-a-pull-request */
export async function readPullRequest(repository: Repository, number: number): Promise<PullRequest> {
  const { data } = await repository.octokit.rest.pulls.get({ owner: repository.owner, repo: repository.repo, pull_number: number });
  return {
    installationId: repository.installationId,
    repositoryId: repository.id,
    number,
    owner: repository.owner,
    repo: repository.repo,
    title: data.title,
    body: data.body ?? '',
    author: { id: data.user.id, login: data.user.login, kind: data.user.type === 'Bot' ? 'bot' : 'user' },
    state: data.state,
    draft: data.draft ?? false,
    headSha: data.head.sha,
    headRef: data.head.ref,
    baseSha: data.base.sha,
    baseRef: data.base.ref,
    htmlUrl: data.html_url,
  };
}

/** Open pull requests with their heads, for reconciliation. */
export async function* listOpenPullRequests(repository: Repository): AsyncGenerator<{ readonly number: number; readonly headSha: string }> {
  const pages = repository.octokit.paginate.iterator(repository.octokit.rest.pulls.list, {
    owner: repository.owner,
    repo: repository.repo,
    state: 'open',
    per_page: 100,
  });
  for await (const { data } of pages) for (const pull of data) yield { number: pull.number, headSha: pull.head.sha };
}
