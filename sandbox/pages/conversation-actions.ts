/** What can be done in the conversation. */
import { z } from 'zod';
import type { ReactionTarget } from '#sandbox/state/conversation.ts';
import { Refusal } from '#sandbox/state/refusal.ts';
import { textVersion } from './comment-card.ts';
import { pageAction, type PageAction } from './page-action.ts';
import { reactionContents } from './reactions.ts';
import { setTaskBox } from './task-list.ts';
import { findEditable, findReviewComment, findText } from './text-targets.ts';
import { changedMeanwhile, noSuchBox, nothingToSay, refused, refusals } from './wording.ts';

const id = z.coerce.number().int().positive();
const body = z.string();
const text = body.refine((value) => value.trim() !== '', nothingToSay);
// Not `id` and `title`: such a field would take the place of the form's own property.
const target = { kind: z.enum(['pull', 'issue_comment', 'review_comment']), target: id };

function targetOf(fields: { readonly kind: ReactionTarget['kind']; readonly target: number }): ReactionTarget {
  return { kind: fields.kind, id: fields.target };
}

export const conversationActions: Readonly<Record<string, PageAction>> = {
  comment: pageAction('comment', z.object({ body: text }), (view, fields) => {
    return `#comment-${view.world.comment(view.actor, view.pull, fields.body).id}`;
  }),

  title: pageAction('editPull', z.object({ newTitle: text }), async (view, fields) => {
    await view.world.editPull(view.actor, view.pull, { title: fields.newTitle.trim() });
    return '';
  }),

  edit: pageAction('see', z.object({ ...target, body, version: z.string() }), async (view, fields) => {
    const found = findEditable(view, targetOf(fields));
    if (fields.version !== textVersion(found.body)) throw new Refusal(409, changedMeanwhile);
    if (fields.body !== found.body) await found.save(fields.body);
    return `#${found.anchor}`;
  }),

  delete: pageAction('see', z.object(target), (view, fields) => {
    findEditable(view, targetOf(fields)).remove?.();
    return '';
  }),

  task: pageAction(
    'see',
    z.object({ ...target, version: z.string(), index: z.coerce.number().int().nonnegative(), checked: z.enum(['true', 'false']) }),
    async (view, fields) => {
      const found = findEditable(view, targetOf(fields));
      if (fields.version !== textVersion(found.body)) throw new Refusal(409, changedMeanwhile);
      const changed = setTaskBox(found.body, fields.index, fields.checked === 'true');
      if (changed === undefined) throw new Refusal(422, noSuchBox);
      if (changed !== found.body) await found.save(changed);
      return `#${found.anchor}`;
    },
  ),

  react: pageAction('comment', z.object({ ...target, content: z.enum(reactionContents) }), (view, fields) => {
    const found = findText(view, targetOf(fields));
    const mine = view.world
      .reactionsOf(targetOf(fields))
      .find((reaction) => reaction.userId === view.actor.user.id && reaction.content === fields.content);
    if (mine) view.world.unreact(view.actor, mine);
    else view.world.react(view.actor, targetOf(fields), fields.content);
    return `#${found.anchor}`;
  }),

  reply: pageAction('comment', z.object({ target: id, body: text }), (view, fields) => {
    return `#discussion-${view.world.replyToReviewComment(view.actor, findReviewComment(view, fields.target), fields.body).id}`;
  }),

  resolve: pageAction('resolve', z.object({ thread: id, resolved: z.enum(['true', 'false']) }), (view, fields) => {
    const thread = view.world.threadsOf(view.pull).find((one) => one.id === fields.thread);
    if (thread === undefined) throw new Refusal(404, refusals.see);
    view.world.setThreadResolved(view.actor, thread, fields.resolved === 'true');
    return `#thread-${thread.id}`;
  }),

  'line-comment': pageAction(
    'comment',
    z.object({ path: z.string(), side: z.enum(['LEFT', 'RIGHT']), line: z.coerce.number().int().positive(), file: z.string(), body: text }),
    async (view, { path, side, line, body, file }) => {
      await view.world.review(view.actor, view.pull, { body: '', event: 'COMMENT', comments: [{ path, side, line, body }] });
      return `/files?file=${encodeURIComponent(file)}#file-${encodeURIComponent(file)}-${side === 'LEFT' ? 'L' : 'R'}${line}`;
    },
  ),

  review: pageAction('comment', z.object({ event: z.enum(['COMMENT', 'APPROVE', 'REQUEST_CHANGES']), body }), async (view, fields) => {
    if (fields.event !== 'COMMENT' && !view.may.approve) throw new Refusal(403, refused(refusals.approve, view.actor.user.login));
    if (fields.event !== 'APPROVE' && fields.body.trim() === '') throw new Refusal(422, nothingToSay);
    const review = await view.world.review(view.actor, view.pull, { body: fields.body, event: fields.event, comments: [] });
    return `#review-${review.id}`;
  }),
};
