/** Reactions to descriptions, comments and review comments. Source: https://docs.github.com/en/rest/reactions/reactions */
import { z } from 'zod';
import { presentReaction } from '#sandbox/present/present-conversation.ts';
import type { ReactionTarget } from '#sandbox/state/conversation.ts';
import { notFound } from '#sandbox/state/refusal.ts';
import type { RepositoryCall, RepositoryRoute } from './call.ts';
import { NO_CONTENT, numberParam, ok } from './call.ts';
import { requireIssue, requireIssueComment } from './issue-routes.ts';
import { listAnswer } from './paginate.ts';
import { bodyOf } from './parse-body.ts';
import { requireComment } from './review-comment-routes.ts';

const ReactionBody = z.object({ content: z.enum(['+1', '-1', 'laugh', 'confused', 'heart', 'hooray', 'rocket', 'eyes']) });

export const REACTION_ROUTES: readonly RepositoryRoute[] = [
  ...reactionsBelow('issues/{issue_number}', ['issues', 'pull_requests'], (call) => ({ kind: 'pull', id: requireIssue(call).id })),
  ...reactionsBelow('issues/comments/{comment_id}', ['issues', 'pull_requests'], (call) => ({
    kind: 'issue_comment',
    id: requireIssueComment(call).id,
  })),
  ...reactionsBelow('pulls/comments/{comment_id}', ['pull_requests'], (call) => ({ kind: 'review_comment', id: requireComment(call).id })),
];

function reactionsBelow(
  what: string,
  permissions: readonly string[],
  target: (call: RepositoryCall) => ReactionTarget,
): readonly RepositoryRoute[] {
  const root = `/repos/{owner}/{repo}/${what}/reactions`;
  const read = { app: permissions.map((name) => `${name}:read` as const), person: 'read' } as const;
  const write = { app: permissions.map((name) => `${name}:write` as const), person: 'read' } as const;
  return [
    {
      method: 'GET',
      path: root,
      needs: read,
      run: (call) => {
        const content = call.url.searchParams.get('content');
        const all = call.world.reactionsOf(target(call)).filter((one) => content === null || one.content === content);
        return listAnswer(call, all, (one) => presentReaction(call.world, one));
      },
    },
    {
      method: 'POST',
      path: root,
      needs: write,
      run: (call) => {
        const { reaction, created } = call.world.react(call.actor, target(call), bodyOf(call, ReactionBody).content);
        return ok(presentReaction(call.world, reaction), created ? 201 : 200);
      },
    },
    {
      method: 'DELETE',
      path: `${root}/{reaction_id}`,
      needs: write,
      run: (call) => {
        const reaction = call.world.reactionsOf(target(call)).find((one) => one.id === numberParam(call, 'reaction_id'));
        if (!reaction) throw notFound();
        call.world.unreact(call.actor, reaction);
        return NO_CONTENT;
      },
    },
  ];
}
