/** The words that every room uses for a pull request. Source: https://docs.github.com/en/rest/pulls/pulls */
import type { ChangedFile } from '#src/diff/changed-file.ts';

/** What a job carries: an address, never content. */
export interface PullRequestAddress {
  readonly installationId: number;
  /** Numeric id: survives renames and transfers, unlike owner and name. */
  readonly repositoryId: number;
  readonly number: number;
}

export interface Person {
  readonly id: number;
  readonly login: string;
  readonly kind: 'user' | 'bot';
}

/** A pull request as GitHub showed it at one moment. */
export interface PullRequest extends PullRequestAddress {
  readonly owner: string;
  readonly repo: string;
  readonly title: string;
  /** The description; GitHub's `null` is read as the empty string. */
  readonly body: string;
  readonly author: Person;
  readonly state: 'open' | 'closed';
  readonly draft: boolean;
  readonly headSha: string;
  readonly headRef: string;
  /** Tip of the base branch when it was read; the merge base is in `Comparison`. */
  readonly baseSha: string;
  readonly baseRef: string;
  readonly htmlUrl: string;
}

export interface Commit {
  readonly sha: string;
  readonly subject: string;
  readonly body: string;
}

/** What the pull request changes: merge base against head, read from the git mirror. */
export interface Comparison {
  readonly mergeBaseSha: string;
  readonly headSha: string;
  readonly files: readonly ChangedFile[];
  /** Oldest first; merge commits left out. */
  readonly commits: readonly Commit[];
}
