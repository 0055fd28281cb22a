/** What the stories want to know of a pull request, as far as commits or a folder tell it. Pure. */
import type { Commit, PullRequest } from '#src/pull-request.ts';
import type { NamedCommit } from './choose-commits.ts';

export function localPull(
  repo: string,
  { base, head }: { readonly base: NamedCommit; readonly head: NamedCommit },
  commits: readonly Commit[],
): PullRequest {
  const only = commits.length === 1 ? commits[0] : undefined;
  return {
    installationId: 0,
    repositoryId: 0,
    number: 0,
    owner: '',
    repo,
    title: only?.subject ?? head.name,
    body: '',
    author: { id: 0, login: '', kind: 'user' },
    state: 'open',
    draft: false,
    headSha: head.sha,
    headRef: head.name,
    baseSha: base.sha,
    baseRef: base.name,
    htmlUrl: '',
  };
}
