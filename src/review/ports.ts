/** What the review needs from outside, one verb each; `workers/` joins them to git, GitHub, the model and the records. */
import type { CheckRun } from '#src/check-run.ts';
import type { Model } from '#src/ask-model.ts';
import type { Side } from '#src/diff/commentable.ts';
import type { ScanFinding } from '#src/finding/finding.ts';
import type { Comparison, PullRequest } from '#src/pull-request.ts';
import type { Convention } from './conventions.ts';
import type { LeftUse } from './left-uses.ts';
import type { ThreadPorts } from './own-thread.ts';
import type { ReviewOutcome } from './outcome.ts';
import type { SuggestionPorts } from './suggest.ts';

/** What a review of this App has said, found by its author's id; never trust a marker that somebody else wrote. */
export interface OwnComment {
  /** Absent, with `side`, for a review's own text: there stands what GitHub had no line for. */
  readonly path?: string;
  /** Where it stands on the head now; absent when outdated. */
  readonly line?: number;
  readonly side?: Side;
  readonly body: string;
}

export interface ReviewComment {
  /** The finding's fingerprint. */
  readonly key: string;
  readonly path: string;
  readonly side: Side;
  /** Absent for a single line. */
  readonly startLine?: number;
  readonly line: number;
  readonly body: string;
}

/** One review with event COMMENT. `key` is its identity: a second plan with the same key must not be posted. */
export interface ReviewPlan {
  readonly key: string;
  readonly headSha: string;
  readonly body: string;
  readonly comments: readonly ReviewComment[];
}

export type PublishedReview =
  /** `refused`: comments that GitHub did not take, by key, with its reason. */
  | { readonly kind: 'posted'; readonly refused: readonly { readonly key: string; readonly reason: string }[] }
  /** A review with this key stands already, from an attempt that was cut off. */
  | { readonly kind: 'already' }
  /** The head moved on; nothing was written. */
  | { readonly kind: 'superseded' };

export interface ReviewPorts {
  readonly compare: (pull: PullRequest) => Promise<Comparison>;
  /** By git blob id; ids that cannot be read are absent from the answer. */
  readonly readBlobs: (ids: readonly string[]) => Promise<ReadonlyMap<string, Buffer>>;
  /** `undefined`: none is configured. */
  readonly model: Model | undefined;
  /** What the security check says on this head, so that the review does not repeat it. */
  readonly readScanFindings: (pull: PullRequest) => Promise<readonly ScanFinding[]>;
  readonly listOwnComments: (pull: PullRequest) => Promise<readonly OwnComment[]>;
  /** What the repository says about its ways, read from the base branch and never from the head. */
  readonly readConventions?: (pull: PullRequest, paths: readonly string[]) => Promise<readonly Convention[]>;
  /** What is taken away and still used outside the change. Absent without a code index; undefined when it cannot tell. */
  readonly findLeftUses?: (pull: PullRequest, comparison: Comparison) => Promise<readonly LeftUse[] | undefined>;
  /** Absent: suggestions are shown as text. */
  readonly suggestions?: SuggestionPorts;
  /** Absent where there are no threads: a local repository. */
  readonly threads?: ThreadPorts;
  /** Heads of this pull request that were reviewed before, from the first on that got comments. */
  readonly countRounds?: (pull: PullRequest) => Promise<number>;
  /** Idempotent by `plan.key`, fenced by head SHA; a comment that GitHub refuses does not take the others with it. */
  readonly publishReview: (pull: PullRequest, plan: ReviewPlan) => Promise<PublishedReview>;
  /** Idempotent by (name, head SHA). */
  readonly publishCheck: (pull: PullRequest, check: CheckRun) => Promise<void>;
  readonly record: (pull: PullRequest, outcome: ReviewOutcome) => Promise<void>;
}
