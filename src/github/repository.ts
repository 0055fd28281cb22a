/** One repository as the App sees it now: a client, its names, and who we are there. */
import type { Octokit } from '@octokit/rest';
import type { GitHub } from './connect.ts';
import { GitHubError, isGone } from './github-error.ts';

export interface Repository {
  readonly octokit: Octokit;
  readonly id: number;
  readonly installationId: number;
  readonly owner: string;
  readonly repo: string;
}

export interface AppIdentity {
  readonly id: number;
  /** `slug[bot]` */
  readonly login: string;
}

export interface RepositoryName {
  readonly owner: string;
  readonly repo: string;
}

/**
 * By numeric id, because a rename or transfer may have happened since the webhook: the name is only where to look first.
 * Source: https://docs.github.com/en/rest/repos/repos#get-a-repository
 * @throws GitHubError when the installation no longer reaches the repository.
 */
export async function openRepository(
  github: GitHub,
  installationId: number,
  repositoryId: number,
  known: RepositoryName | undefined,
  signal?: AbortSignal,
): Promise<Repository> {
  const octokit = github.forRepository(installationId, repositoryId);
  const name =
    (known === undefined ? undefined : await readName(octokit, known, repositoryId, signal)) ??
    (await searchName(github, installationId, repositoryId));
  return { octokit, id: repositoryId, installationId, ...name };
}

/** A renamed repository answers under its old name too; a name that somebody else has now has another id. */
async function readName(
  octokit: Octokit,
  known: RepositoryName,
  repositoryId: number,
  signal: AbortSignal | undefined,
): Promise<RepositoryName | undefined> {
  try {
    const { data } = await octokit.rest.repos.get({ ...known, ...(signal === undefined ? {} : { request: { signal } }) });
    return data.id === repositoryId ? { owner: data.owner.login, repo: data.name } : undefined;
  } catch (error) {
    if (isGone(error)) return undefined;
    throw error;
  }
}

async function searchName(github: GitHub, installationId: number, repositoryId: number): Promise<RepositoryName> {
  const octokit = github.forInstallation(installationId);
  for await (const { data } of octokit.paginate.iterator(octokit.rest.apps.listReposAccessibleToInstallation, { per_page: 100 })) {
    const found = data.find(({ id }) => id === repositoryId);
    if (found !== undefined) return { owner: found.owner.login, repo: found.name };
  }
  throw new GitHubError('The installation does not reach this repository (any more).', {
    status: 404,
    retryable: false,
    ambiguous: false,
    cause: undefined,
  });
}

export async function readAppIdentity(github: GitHub): Promise<AppIdentity> {
  const { data } = await github.app.rest.apps.getAuthenticated();
  if (data === null) throw new Error('GitHub does not know this App. Check APP_ID and PRIVATE_KEY.');
  return { id: data.id, login: `${data.slug ?? data.name}[bot]` };
}
