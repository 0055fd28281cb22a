import { GitHubError, isGone } from './github-error.ts';
import type { Repository } from './repository.ts';

export interface DefaultBranch {
  readonly branch: string;
  /** Undefined while nothing was pushed to it: an empty repository, or a branch that was deleted. */
  readonly headSha: string | undefined;
}

/** The default branch and its tip, now. Source: https://docs.github.com/en/rest/branches/branches#get-a-branch */
export async function readDefaultBranch({ octokit, owner, repo }: Repository, signal?: AbortSignal): Promise<DefaultBranch> {
  const request = signal === undefined ? {} : { request: { signal } };
  const branch = (await octokit.rest.repos.get({ owner, repo, ...request })).data.default_branch;
  try {
    return { branch, headSha: (await octokit.rest.repos.getBranch({ owner, repo, branch, ...request })).data.commit.sha };
  } catch (error) {
    // 409: "Git Repository is empty."
    if (isGone(error) || (error instanceof GitHubError && error.status === 409)) return { branch, headSha: undefined };
    throw error;
  }
}
