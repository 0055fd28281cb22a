/** What people and Apps say on a pull request. Sources: https://docs.github.com/en/rest/issues/comments, https://docs.github.com/en/rest/pulls/reviews */

export interface IssueComment {
  readonly id: number;
  readonly repositoryId: number;
  /** The pull request's (or issue's) number. */
  readonly number: number;
  readonly authorId: number;
  /** The App through which it was written. */
  readonly appId: number | null;
  body: string;
  readonly createdAt: Date;
  updatedAt: Date;
  /** Who edited last, `null` when nobody did. */
  editedById: number | null;
}

export type ReviewState = 'PENDING' | 'COMMENTED' | 'APPROVED' | 'CHANGES_REQUESTED' | 'DISMISSED';

export interface Review {
  readonly id: number;
  readonly pullId: number;
  readonly authorId: number;
  body: string;
  state: ReviewState;
  readonly commitId: string;
  submittedAt: Date | null;
}

export type Side = 'LEFT' | 'RIGHT';

export interface ReviewComment {
  readonly id: number;
  readonly pullId: number;
  readonly reviewId: number;
  readonly threadId: number;
  readonly authorId: number;
  readonly inReplyToId: number | null;
  body: string;
  readonly path: string;
  readonly side: Side;
  /** `null` once the line is gone from the diff (outdated); `originalLine` stays. */
  line: number | null;
  readonly originalLine: number;
  startLine: number | null;
  readonly originalStartLine: number | null;
  readonly startSide: Side | null;
  /** 1-based place in the file's diff, `null` when outdated. */
  position: number | null;
  readonly originalPosition: number;
  readonly subjectType: 'line' | 'file';
  commitId: string;
  readonly originalCommitId: string;
  readonly diffHunk: string;
  readonly createdAt: Date;
  updatedAt: Date;
}

/** First comment and its replies; resolved as one. */
export interface ReviewThread {
  readonly id: number;
  /** GraphQL's id. */
  readonly nodeId: string;
  readonly pullId: number;
  resolvedById: number | null;
}

export type ReactionContent = '+1' | '-1' | 'laugh' | 'confused' | 'heart' | 'hooray' | 'rocket' | 'eyes';

export interface ReactionTarget {
  /** `pull`: the description. `id` is the record's own id. */
  readonly kind: 'pull' | 'issue_comment' | 'review_comment';
  readonly id: number;
}

export interface Reaction {
  readonly id: number;
  readonly userId: number;
  readonly content: ReactionContent;
  readonly target: ReactionTarget;
  readonly createdAt: Date;
}
