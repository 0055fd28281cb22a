/** The review's story over commits alone: comments are collected, nothing is written anywhere. */
import type { Model } from '#src/ask-model.ts';
import type { CheckRun } from '#src/check-run.ts';
import type { Comparison, PullRequest } from '#src/pull-request.ts';
import { withoutFindingMark } from '#src/review/fingerprint.ts';
import type { ReviewOutcome } from '#src/review/outcome.ts';
import type { ReviewComment, ReviewPorts } from '#src/review/ports.ts';
import { reviewPullRequest } from '#src/review/review-pull-request.ts';

export interface LocalReview {
  readonly kind: ReviewOutcome['kind'];
  readonly title: string;
  /** Markdown, as the check has it. */
  readonly summary: string;
  readonly comments: readonly ReviewComment[];
  readonly outcome: ReviewOutcome;
}

export interface LocalReviewOptions {
  readonly readBlobs: ReviewPorts['readBlobs'];
  readonly model: Model | undefined;
  readonly signal: AbortSignal;
}

export async function reviewLocally(pull: PullRequest, comparison: Comparison, options: LocalReviewOptions): Promise<LocalReview> {
  const comments: ReviewComment[] = [];
  let check: CheckRun | undefined;
  const outcome = await reviewPullRequest(
    pull,
    {
      compare: () => Promise.resolve(comparison),
      readBlobs: options.readBlobs,
      model: options.model,
      listOwnComments: () => Promise.resolve([]),
      readScanFindings: () => Promise.resolve([]),
      publishReview: (_pull, plan) => {
        comments.push(...plan.comments.map((comment) => ({ ...comment, body: withoutFindingMark(comment.body) })));
        return Promise.resolve({ kind: 'posted', refused: [] });
      },
      publishCheck: (_pull, published) => {
        check = published;
        return Promise.resolve();
      },
      record: () => Promise.resolve(),
    },
    { signal: options.signal },
  );
  return { kind: outcome.kind, title: check?.output.title ?? outcome.kind, summary: check?.output.summary ?? '', comments, outcome };
}
