/** Review comments. Source: https://docs.github.com/en/rest/pulls/comments */
import { z } from 'zod';
import { presentReviewComment } from '#sandbox/present/present-conversation.ts';
import type { ReviewComment } from '#sandbox/state/conversation.ts';
import { must } from '#sandbox/state/core.ts';
import { notFound, Refusal } from '#sandbox/state/refusal.ts';
import type { Answer, Need, RepositoryCall, RepositoryRoute } from './call.ts';
import { NO_CONTENT, numberParam, ok } from './call.ts';
import { listAnswer } from './paginate.ts';
import { bodyOf } from './parse-body.ts';
import { requirePull } from './pull-routes.ts';
import { LineFields, toComment } from './review-routes.ts';

const READ: Need = { app: ['pull_requests:read'], person: 'read' };
const WRITE: Need = { app: ['pull_requests:write'], person: 'read' };
const OF_PULL = '/repos/{owner}/{repo}/pulls/{pull_number}/comments';
const ALL = '/repos/{owner}/{repo}/pulls/comments';
const ONE = `${ALL}/{comment_id}`;

const NewCommentBody = LineFields.extend({ commit_id: z.string() });
const ReplyBody = z.object({ body: z.string(), in_reply_to: z.number().int() });

export const REVIEW_COMMENT_ROUTES: readonly RepositoryRoute[] = [
  {
    method: 'GET',
    path: OF_PULL,
    needs: READ,
    run: (call) =>
      listAnswer(call, ordered(call, call.world.reviewCommentsOf(requirePull(call))), (one) => presentReviewComment(call.world, one)),
  },
  { method: 'POST', path: OF_PULL, needs: WRITE, run: create },
  {
    method: 'POST',
    path: `${OF_PULL}/{comment_id}/replies`,
    needs: WRITE,
    run: (call) => {
      requirePull(call);
      return reply(call, requireComment(call), bodyOf(call, z.object({ body: z.string() })).body);
    },
  },
  {
    method: 'GET',
    path: ALL,
    needs: READ,
    run: (call) => {
      const all = call.world.pullsOf(call.repository).flatMap((pull) => call.world.reviewCommentsOf(pull));
      return listAnswer(call, ordered(call, all), (one) => presentReviewComment(call.world, one));
    },
  },
  { method: 'GET', path: ONE, needs: READ, run: (call) => ok(presentReviewComment(call.world, requireComment(call))) },
  {
    method: 'PATCH',
    path: ONE,
    needs: WRITE,
    run: (call) => {
      const comment = requireComment(call);
      call.world.editReviewComment(call.actor, comment, bodyOf(call, z.object({ body: z.string() })).body);
      return ok(presentReviewComment(call.world, comment));
    },
  },
  {
    method: 'DELETE',
    path: ONE,
    needs: WRITE,
    run: (call) => {
      call.world.deleteReviewComment(call.actor, requireComment(call));
      return NO_CONTENT;
    },
  },
];

export function requireComment(call: RepositoryCall): ReviewComment {
  const comment = call.world.records.reviewComments.get(numberParam(call, 'comment_id'));
  if (!comment || must(call.world.records.pulls, comment.pullId).repositoryId !== call.repository.id) throw notFound();
  return comment;
}

async function create(call: RepositoryCall): Promise<Answer> {
  const pull = requirePull(call);
  const answer = ReplyBody.safeParse(call.json);
  if (answer.success) {
    const parent = call.world.records.reviewComments.get(answer.data.in_reply_to);
    if (!parent || parent.pullId !== pull.id) {
      throw new Refusal(422, 'Validation Failed', [{ resource: 'PullRequestReviewComment', code: 'invalid', field: 'in_reply_to' }]);
    }
    return reply(call, parent, answer.data.body);
  }
  const body = bodyOf(call, NewCommentBody);
  const comment = await call.world.commentOnLine(call.actor, pull, { ...toComment(body), commitId: body.commit_id });
  return ok(presentReviewComment(call.world, comment), 201);
}

function reply(call: RepositoryCall, parent: ReviewComment, body: string): Answer {
  return ok(presentReviewComment(call.world, call.world.replyToReviewComment(call.actor, parent, body)), 201);
}

function ordered(call: RepositoryCall, comments: readonly ReviewComment[]): readonly ReviewComment[] {
  const since = call.url.searchParams.get('since');
  const found = since === null ? comments : comments.filter((one) => one.updatedAt >= new Date(since));
  return call.url.searchParams.get('direction') === 'desc' ? [...found].reverse() : found;
}
