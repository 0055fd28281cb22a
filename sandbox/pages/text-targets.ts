/** The texts of a pull request that can be edited, ticked and reacted to, found by kind and number. */
import type { IssueComment, ReactionTarget, ReviewComment } from '#sandbox/state/conversation.ts';
import { notFound, Refusal } from '#sandbox/state/refusal.ts';
import { anchorOf } from './comment-card.ts';
import type { PullView } from './pull-view.ts';
import { mayNotEdit, refused } from './wording.ts';

export interface EditableText {
  readonly body: string;
  readonly anchor: string;
  readonly mayEdit: boolean;
  readonly save: (body: string) => Promise<void> | void;
  /** Absent for the description. */
  readonly remove?: () => void;
}

/** Throws a `Refusal` when the target belongs to another pull request. */
export function findText(view: PullView, target: ReactionTarget): EditableText {
  const { world, actor, pull } = view;
  const anchor = anchorOf(target);
  if (target.kind === 'pull') {
    if (target.id !== pull.id) throw notFound();
    return { body: pull.body ?? '', anchor, mayEdit: view.may.editPull, save: (body) => world.editPull(actor, pull, { body }) };
  }
  if (target.kind === 'issue_comment') {
    const comment = findComment(view, target.id);
    return {
      body: comment.body,
      anchor,
      mayEdit: world.mayEdit(actor, comment),
      save: (body) => world.editComment(actor, comment, body),
      remove: () => world.deleteComment(actor, comment),
    };
  }
  const comment = findReviewComment(view, target.id);
  return {
    body: comment.body,
    anchor,
    mayEdit: world.mayEdit(actor, comment),
    save: (body) => world.editReviewComment(actor, comment, body),
    remove: () => world.deleteReviewComment(actor, comment),
  };
}

/** The same, for a change: throws when the person may not edit it. */
export function findEditable(view: PullView, target: ReactionTarget): EditableText {
  const text = findText(view, target);
  if (!text.mayEdit) throw new Refusal(403, refused(mayNotEdit, view.actor.user.login));
  return text;
}

export function findReviewComment(view: PullView, id: number): ReviewComment {
  const comment = view.world.records.reviewComments.get(id);
  if (comment?.pullId !== view.pull.id) throw notFound();
  return comment;
}

function findComment(view: PullView, id: number): IssueComment {
  const comment = view.world.records.issueComments.get(id);
  if (comment === undefined || comment.repositoryId !== view.repository.id || comment.number !== view.pull.number) throw notFound();
  return comment;
}
