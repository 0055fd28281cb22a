/** A short text that changes whenever a page of the pull request would look different. */
import { createHash } from 'node:crypto';
import { textVersion } from './comment-card.ts';
import type { PullView } from './pull-view.ts';

export function pullVersion(view: PullView): string {
  const { world, pull, repository } = view;
  const parts = [
    pull.headSha,
    pull.baseSha,
    pull.state,
    pull.draft,
    pull.title,
    pull.baseRef,
    world.waitingGroup(pull)?.headSha,
    textVersion(pull.body ?? ''),
    [...pull.labelIds],
    pull.prepared.map((prepared) => prepared.pushed),
    world
      .commentsOf(pull)
      .map((comment) => [comment.id, textVersion(comment.body), world.reactionsOf({ kind: 'issue_comment', id: comment.id }).length]),
    world.reviewsOf(pull).map((review) => [review.id, review.state, textVersion(review.body)]),
    world.reviewCommentsOf(pull).map((comment) => [comment.id, comment.line, textVersion(comment.body)]),
    world.threadsOf(pull).map((thread) => thread.resolvedById),
    world
      .checkRunsOf(repository, pull.headSha, 'all')
      .map((run) => [run.id, run.status, run.conclusion, run.title, run.annotations.length]),
  ];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16);
}
