/** A pull request as the sandbox keeps it; its conversation stands in `conversation.ts`. */

/** A commit that lies ready in the repository, to be pushed to the head branch by a click. */
export interface PreparedCommit {
  readonly id: number;
  /** What it does, for the button. */
  readonly title: string;
  readonly sha: string;
  pushed: boolean;
}

export interface Pull {
  readonly id: number;
  readonly number: number;
  readonly repositoryId: number;
  title: string;
  /** `null` when the author wrote nothing. */
  body: string | null;
  readonly authorId: number;
  state: 'open' | 'closed';
  draft: boolean;
  /** Only people who may write can say something; no App can. */
  locked: boolean;
  merged: boolean;
  mergedAt: Date | null;
  mergedById: number | null;
  mergeCommitSha: string | null;
  /** Differs from `repositoryId` for a pull request from a fork. */
  readonly headRepositoryId: number;
  readonly headRef: string;
  headSha: string;
  baseRef: string;
  /** Tip of the base branch when head or base last moved. */
  baseSha: string;
  readonly createdAt: Date;
  updatedAt: Date;
  closedAt: Date | null;
  readonly labelIds: Set<number>;
  /** Counted when the head last moved. */
  commits: number;
  additions: number;
  deletions: number;
  changedFiles: number;
  /** `null`: not computed. */
  mergeable: boolean | null;
  readonly prepared: PreparedCommit[];
}
