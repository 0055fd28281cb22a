/** What a pull request changes, from a mirror that may have to be filled or mended first. */
import { compareCommits } from './compare.ts';
import { fetchPullRequest } from './fetch-pull-request.ts';
import type { Remote, WantedCommits } from './fetch-pull-request.ts';
import { hasReason } from './git-error.ts';
import type { Mirror } from './mirror.ts';
import { renewMirror } from './mirror.ts';
import type { Comparison } from '#src/pull-request.ts';

/**
 * Fetches what is missing and compares. A mirror that turns out damaged (killed in the middle of a write, objects lost) is
 * made anew, once.
 * @throws GitError, retryable unless the change is too large.
 */
export async function comparePullRequest(mirror: Mirror, remote: Remote, want: WantedCommits, signal?: AbortSignal): Promise<Comparison> {
  const fetchAndCompare = async (): Promise<Comparison> => {
    const { baseSha } = await fetchPullRequest(mirror, remote, want, signal);
    return await compareCommits(mirror, baseSha, want.headSha, signal);
  };
  try {
    return await fetchAndCompare();
  } catch (error) {
    // Words that we do not know may tell of damage too.
    if (!hasReason(error, 'damaged', 'other')) throw error;
    await renewMirror(mirror);
    return await fetchAndCompare();
  }
}
