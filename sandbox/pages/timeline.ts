/** What happened on a pull request, oldest first. Pure but for reading the world's records. */
import type { CheckRun } from '#sandbox/state/check.ts';
import type { IssueComment, Review } from '#sandbox/state/conversation.ts';
import type { CommitSummary } from '#sandbox/state/world.ts';
import type { PullView } from './pull-view.ts';

export type TimelineItem =
  | { readonly kind: 'comment'; readonly at: Date; readonly comment: IssueComment }
  | { readonly kind: 'review'; readonly at: Date; readonly review: Review }
  | { readonly kind: 'commits'; readonly at: Date; readonly commits: readonly CommitSummary[] }
  | { readonly kind: 'checks'; readonly at: Date; readonly headSha: string; readonly runs: readonly CheckRun[] }
  | { readonly kind: 'merged'; readonly at: Date }
  | { readonly kind: 'closed'; readonly at: Date };

// A push, its checks and the comments about it may bear the same millisecond.
const order = { commits: 0, checks: 1, comment: 2, review: 2, merged: 3, closed: 3 } as const;

export function timelineOf(view: PullView, commits: readonly CommitSummary[]): TimelineItem[] {
  const { world, pull } = view;
  const items: TimelineItem[] = world.commentsOf(pull).map((comment) => ({ kind: 'comment', at: comment.createdAt, comment }));
  for (const review of world.reviewsOf(pull)) {
    if (review.submittedAt !== null && review.state !== 'PENDING') items.push({ kind: 'review', at: review.submittedAt, review });
  }
  items.push(...pushes(view, commits), ...checkEvents(view, commits));
  if (pull.merged && pull.mergedAt) items.push({ kind: 'merged', at: pull.mergedAt });
  else if (pull.closedAt) items.push({ kind: 'closed', at: pull.closedAt });
  return items.sort((a, b) => a.at.getTime() - b.at.getTime() || order[a.kind] - order[b.kind]);
}

/**
 * Commits stand where they were pushed, not where they were written: a check suite is opened at each push, for its last commit.
 * Commits that came with one push stand together.
 */
function pushes(view: PullView, commits: readonly CommitSummary[]): TimelineItem[] {
  const items: TimelineItem[] = [];
  let together: CommitSummary[] = [];
  for (const [index, commit] of commits.entries()) {
    together.push(commit);
    const suites = view.world.checkSuitesOf(view.repository, commit.sha).map((suite) => suite.createdAt.getTime());
    if (suites.length === 0 && index < commits.length - 1) continue;
    const pushedAt = suites.length > 0 ? Math.min(...suites) : commit.committer.date.getTime();
    // What was there when the pull request was opened belongs to its beginning.
    items.push({ kind: 'commits', at: new Date(Math.max(pushedAt, view.pull.createdAt.getTime())), commits: together });
    together = [];
  }
  return items;
}

function checkEvents(view: PullView, commits: readonly CommitSummary[]): TimelineItem[] {
  const items: TimelineItem[] = [];
  for (const commit of commits) {
    const runs = view.world.checkRunsOf(view.repository, commit.sha, 'latest').filter((run) => run.status === 'completed');
    const last = Math.max(...runs.map((run) => run.completedAt?.getTime() ?? 0));
    if (runs.length > 0)
      items.push({ kind: 'checks', at: new Date(Math.max(last, view.pull.createdAt.getTime())), headSha: commit.sha, runs });
  }
  return items;
}
