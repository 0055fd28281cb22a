/** Reviews. Source: https://docs.github.com/en/rest/pulls/reviews */
import { z } from 'zod';
import { presentReview, presentReviewComment } from '#sandbox/present/present-conversation.ts';
import type { Review } from '#sandbox/state/conversation.ts';
import { notFound } from '#sandbox/state/refusal.ts';
import type { NewReviewComment } from '#sandbox/state/world.ts';
import type { Answer, Need, RepositoryCall, RepositoryRoute } from './call.ts';
import { numberParam, ok } from './call.ts';
import { listAnswer } from './paginate.ts';
import { bodyOf } from './parse-body.ts';
import { requirePull } from './pull-routes.ts';

const READ: Need = { app: ['pull_requests:read'], person: 'read' };
const WRITE: Need = { app: ['pull_requests:write'], person: 'read' };
const ROOT = '/repos/{owner}/{repo}/pulls/{pull_number}/reviews';
const EVENT = z.enum(['APPROVE', 'REQUEST_CHANGES', 'COMMENT']);
const SIDE = z.enum(['LEFT', 'RIGHT']);

/** Fields of one line comment; GitHub takes `null` like an absent field. */
export const LineFields = z.object({
  path: z.string(),
  body: z.string(),
  line: z.number().int().nullish(),
  side: SIDE.nullish(),
  start_line: z.number().int().nullish(),
  start_side: SIDE.nullish(),
  position: z.number().int().nullish(),
  subject_type: z.enum(['line', 'file']).nullish(),
});
const ReviewBody = z.object({
  body: z.string().nullish(),
  event: EVENT.nullish(),
  commit_id: z.string().nullish(),
  comments: z.array(LineFields).nullish(),
});

export const REVIEW_ROUTES: readonly RepositoryRoute[] = [
  {
    method: 'GET',
    path: ROOT,
    needs: READ,
    run: (call) => listAnswer(call, visible(call), (review) => presentReview(call.world, review)),
  },
  { method: 'POST', path: ROOT, needs: WRITE, run: createReview },
  { method: 'GET', path: `${ROOT}/{review_id}`, needs: READ, run: (call) => ok(presentReview(call.world, requireReview(call))) },
  {
    method: 'GET',
    path: `${ROOT}/{review_id}/comments`,
    needs: READ,
    run: (call) => {
      const review = requireReview(call);
      const comments = [...call.world.records.reviewComments.values()].filter((one) => one.reviewId === review.id);
      return listAnswer(call, comments, (comment) => legacy(presentReviewComment(call.world, comment)));
    },
  },
  {
    method: 'POST',
    path: `${ROOT}/{review_id}/events`,
    needs: WRITE,
    run: (call) => {
      const review = requireReview(call);
      const body = bodyOf(call, z.object({ event: EVENT, body: z.string().optional() }));
      call.world.submitReview(call.actor, review, body.event, body.body);
      return ok(presentReview(call.world, review));
    },
  },
];

async function createReview(call: RepositoryCall): Promise<Answer> {
  const pull = requirePull(call);
  const body = bodyOf(call, ReviewBody);
  const review = await call.world.review(call.actor, pull, {
    body: body.body ?? '',
    comments: (body.comments ?? []).map(toComment),
    ...(body.event ? { event: body.event } : {}),
    ...(body.commit_id ? { commitId: body.commit_id } : {}),
  });
  return ok(presentReview(call.world, review));
}

export function toComment(fields: z.output<typeof LineFields>): NewReviewComment {
  return {
    path: fields.path,
    body: fields.body,
    ...(fields.line == null ? {} : { line: fields.line }),
    ...(fields.side == null ? {} : { side: fields.side }),
    ...(fields.start_line == null ? {} : { startLine: fields.start_line }),
    ...(fields.start_side == null ? {} : { startSide: fields.start_side }),
    ...(fields.position == null ? {} : { position: fields.position }),
    ...(fields.subject_type == null ? {} : { subjectType: fields.subject_type }),
  };
}

/** A pending review is visible to its author alone. */
function visible(call: RepositoryCall): readonly Review[] {
  return call.world.reviewsOf(requirePull(call)).filter((one) => one.state !== 'PENDING' || one.authorId === call.actor.user.id);
}

function requireReview(call: RepositoryCall): Review {
  const id = numberParam(call, 'review_id');
  const found = visible(call).find((one) => one.id === id);
  if (!found) throw notFound();
  return found;
}

/** This one list has no place for lines that are gone. */
function legacy(comment: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(comment).filter(([key, value]) => !(key === 'line' && value === null)));
}
