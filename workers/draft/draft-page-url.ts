import { isLoopback } from '#src/register/read-start-options.ts';
import type { Config } from '#src/config.ts';
import type { PullRequest } from '#src/pull-request.ts';

/**
 * The draft's own page, where a link to it leads somewhere: people can sign in, and the address is not this machine's,
 * unless GitHub is on this machine as well.
 */
export function draftPageUrl(
  { publicUrl, signIn, github }: Pick<Config, 'publicUrl' | 'signIn' | 'github'>,
  { owner, repo, number }: Pick<PullRequest, 'owner' | 'repo' | 'number'>,
): string | undefined {
  const isReached = !isLoopback(new URL(publicUrl).hostname) || isLoopback(new URL(github.webUrl).hostname);
  if (signIn === undefined || !isReached) return undefined;
  return `${publicUrl}/drafts/${encodeURIComponent(owner)}/${encodeURIComponent(repo)}/${number}`;
}
