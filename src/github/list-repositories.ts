import type { GitHub } from './connect.ts';

export interface ListedRepository {
  readonly installationId: number;
  readonly id: number;
  readonly owner: string;
  readonly repo: string;
  readonly defaultBranch: string;
  /** Of any branch; null before the first push. */
  readonly pushedAt: Date | undefined;
}

/** Every repository that one installation reaches. Source: https://docs.github.com/en/rest/apps/installations */
export async function* listRepositories(github: GitHub, installationId: number): AsyncGenerator<ListedRepository> {
  const octokit = github.forInstallation(installationId);
  const pages = octokit.paginate.iterator(octokit.rest.apps.listReposAccessibleToInstallation, { per_page: 100 });
  for await (const { data } of pages)
    for (const { id, owner, name, default_branch, pushed_at } of data)
      yield {
        installationId,
        id,
        owner: owner.login,
        repo: name,
        defaultBranch: default_branch,
        pushedAt: pushed_at === null ? undefined : new Date(pushed_at),
      };
}
