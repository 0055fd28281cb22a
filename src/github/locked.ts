/** Locked conversations take comments of people who may write, and of no App. Source: https://docs.github.com/en/communities/moderating-comments-and-conversations/locking-conversations */
import { GitHubError } from './github-error.ts';
import type { Repository } from './repository.ts';

/** Runs a write into the conversation. @returns 'locked' when GitHub takes none there. */
export async function unlessLocked<Result>(
  repository: Repository,
  number: number,
  write: () => Promise<Result>,
): Promise<Result | 'locked'> {
  try {
    return await write();
  } catch (error) {
    if (!(error instanceof GitHubError) || error.status !== 403 || error.retryable) throw error;
    const { octokit, owner, repo } = repository;
    const { data } = await octokit.rest.issues.get({ owner, repo, issue_number: number });
    if (!data.locked) throw error;
    return 'locked';
  }
}
