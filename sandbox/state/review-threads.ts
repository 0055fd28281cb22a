/** What happens to review comments after they were written. */
import { requireEdit } from './comments.ts';
import type { ReviewComment, ReviewThread } from './conversation.ts';
import type { Core } from './core.ts';
import { must, repositoryOf } from './core.ts';
import { permissionOf } from './people.ts';
import { permits } from './person.ts';
import type { Pull } from './pull.ts';
import { Refusal } from './refusal.ts';
import { addReview, checkCommentBody } from './reviews.ts';
import type { Actor } from './world.ts';

/** Comments of pending reviews are only their author's business, and left out. */
export function reviewCommentsOf(core: Core, pull: Pull): readonly ReviewComment[] {
  return [...core.records.reviewComments.values()].filter(
    (one) => one.pullId === pull.id && core.records.reviews.get(one.reviewId)?.state !== 'PENDING',
  );
}

/** Threads that still have a comment. */
export function threadsOf(core: Core, pull: Pull): readonly ReviewThread[] {
  const used = new Set(reviewCommentsOf(core, pull).map((one) => one.threadId));
  return [...core.records.reviewThreads.values()].filter((thread) => used.has(thread.id));
}

export function replyToReviewComment(core: Core, actor: Actor, parent: ReviewComment, body: string): ReviewComment {
  checkCommentBody(body);
  const pull = must(core.records.pulls, parent.pullId);
  const made = addReview(core, actor, pull, { body: '', state: 'COMMENTED', commitId: pull.headSha });
  const now = core.now();
  const reply: ReviewComment = {
    ...parent,
    id: core.nextId(),
    reviewId: made.id,
    authorId: actor.user.id,
    // GitHub answers the first comment of the thread, whichever was named.
    inReplyToId: parent.inReplyToId ?? parent.id,
    body,
    createdAt: now,
    updatedAt: now,
  };
  core.records.reviewComments.set(reply.id, reply);
  core.emit({ name: 'pull_request_review', action: 'submitted', actor, pull, review: made });
  core.emit({ name: 'pull_request_review_comment', action: 'created', actor, pull, comment: reply });
  return reply;
}

export function editReviewComment(core: Core, actor: Actor, comment: ReviewComment, body: string): void {
  requireEdit(core, actor, comment);
  checkCommentBody(body);
  const from = comment.body;
  comment.body = body;
  comment.updatedAt = core.now();
  const pull = must(core.records.pulls, comment.pullId);
  core.emit({ name: 'pull_request_review_comment', action: 'edited', actor, pull, comment, changes: { body: { from } } });
}

export function deleteReviewComment(core: Core, actor: Actor, comment: ReviewComment): void {
  requireEdit(core, actor, comment);
  core.records.reviewComments.delete(comment.id);
  const pull = must(core.records.pulls, comment.pullId);
  core.emit({ name: 'pull_request_review_comment', action: 'deleted', actor, pull, comment });
}

/** The pull request's author, write permission, or an App. */
export function setThreadResolved(core: Core, actor: Actor, thread: ReviewThread, resolved: boolean): void {
  const pull = must(core.records.pulls, thread.pullId);
  const allowed =
    actor.app !== null || actor.user.id === pull.authorId || permits(permissionOf(repositoryOf(core, pull), actor.user), 'write');
  if (!allowed) throw new Refusal(403, 'Must have write access to resolve a conversation.');
  if ((thread.resolvedById !== null) === resolved) return;
  thread.resolvedById = resolved ? actor.user.id : null;
  core.emit({ name: 'pull_request_review_thread', action: resolved ? 'resolved' : 'unresolved', actor, pull, thread });
}
