/** Pull requests as issues: comments and labels. Source: https://docs.github.com/en/rest/issues/comments */
import { z } from 'zod';
import { presentComment } from '#sandbox/present/present-conversation.ts';
import { labelsOf, presentIssue } from '#sandbox/present/present-pull.ts';
import { presentLabel } from '#sandbox/present/present-repository.ts';
import type { IssueComment } from '#sandbox/state/conversation.ts';
import { notFound } from '#sandbox/state/refusal.ts';
import type { Answer, Need, RepositoryCall, RepositoryRoute } from './call.ts';
import { NO_CONTENT, numberParam, ok, textParam } from './call.ts';
import { listAnswer } from './paginate.ts';
import { bodyOf } from './parse-body.ts';
import { requirePull } from './pull-routes.ts';

const READ: Need = { app: ['issues:read', 'pull_requests:read'], person: 'read' };
const WRITE: Need = { app: ['issues:write', 'pull_requests:write'], person: 'read' };
const TRIAGE: Need = { ...WRITE, person: 'triage' };
const ROOT = '/repos/{owner}/{repo}/issues';
const ISSUE = `${ROOT}/{issue_number}`;
const COMMENT = `${ROOT}/comments/{comment_id}`;

const CommentBody = z.object({ body: z.string() });
const LabelNames = z.array(z.union([z.string(), z.object({ name: z.string() })]));

export const ISSUE_ROUTES: readonly RepositoryRoute[] = [
  { method: 'GET', path: ISSUE, needs: READ, run: (call) => ok(presentIssue(call.world, requireIssue(call))) },
  {
    method: 'GET',
    path: `${ISSUE}/comments`,
    needs: READ,
    run: (call) => listAnswer(call, since(call, call.world.commentsOf(requireIssue(call))), (one) => presentComment(call.world, one)),
  },
  {
    method: 'POST',
    path: `${ISSUE}/comments`,
    needs: WRITE,
    run: (call) => {
      const comment = call.world.comment(call.actor, requireIssue(call), bodyOf(call, CommentBody).body);
      return ok(presentComment(call.world, comment), 201);
    },
  },
  { method: 'PUT', path: `${ISSUE}/lock`, needs: { ...WRITE, person: 'write' }, run: (call) => lock(call, true) },
  { method: 'DELETE', path: `${ISSUE}/lock`, needs: { ...WRITE, person: 'write' }, run: (call) => lock(call, false) },
  {
    method: 'GET',
    path: `${ROOT}/comments`,
    needs: READ,
    run: (call) => {
      const all = [...call.world.records.issueComments.values()].filter((one) => one.repositoryId === call.repository.id);
      return listAnswer(call, since(call, all), (one) => presentComment(call.world, one));
    },
  },
  { method: 'GET', path: COMMENT, needs: READ, run: (call) => ok(presentComment(call.world, requireIssueComment(call))) },
  {
    method: 'PATCH',
    path: COMMENT,
    needs: WRITE,
    run: (call) => {
      const comment = requireIssueComment(call);
      call.world.editComment(call.actor, comment, bodyOf(call, CommentBody).body);
      return ok(presentComment(call.world, comment));
    },
  },
  {
    method: 'DELETE',
    path: COMMENT,
    needs: WRITE,
    run: (call) => {
      call.world.deleteComment(call.actor, requireIssueComment(call));
      return NO_CONTENT;
    },
  },
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/labels',
    needs: READ,
    run: (call) => listAnswer(call, call.repository.labels, (one) => presentLabel(call.world, call.repository, one)),
  },
  {
    method: 'GET',
    path: `${ISSUE}/labels`,
    needs: READ,
    run: (call) => listAnswer(call, labelsOf(call.world, call.repository, requireIssue(call)), (one) => one),
  },
  { method: 'POST', path: `${ISSUE}/labels`, needs: TRIAGE, run: addLabels },
  {
    method: 'DELETE',
    path: `${ISSUE}/labels/{name}`,
    needs: TRIAGE,
    run: (call) => {
      const pull = requireIssue(call);
      call.world.removeLabel(call.actor, pull, textParam(call, 'name'));
      return ok(labelsOf(call.world, call.repository, pull));
    },
  },
];

export function requireIssue(call: RepositoryCall): ReturnType<typeof requirePull> {
  return requirePull(call, 'issue_number');
}

export function requireIssueComment(call: RepositoryCall): IssueComment {
  const comment = call.world.records.issueComments.get(numberParam(call, 'comment_id'));
  if (!comment || comment.repositoryId !== call.repository.id) throw notFound();
  return comment;
}

async function lock(call: RepositoryCall, locked: boolean): Promise<Answer> {
  await call.world.editPull(call.actor, requireIssue(call), { locked });
  return NO_CONTENT;
}

function addLabels(call: RepositoryCall): Answer {
  const pull = requireIssue(call);
  const body = bodyOf(call, z.union([z.object({ labels: LabelNames }), LabelNames]));
  const names = (Array.isArray(body) ? body : body.labels).map((label) => (typeof label === 'string' ? label : label.name));
  call.world.addLabels(call.actor, pull, names);
  return ok(labelsOf(call.world, call.repository, pull));
}

function since(call: RepositoryCall, comments: readonly IssueComment[]): readonly IssueComment[] {
  const from = call.url.searchParams.get('since');
  return from === null ? comments : comments.filter((one) => one.updatedAt >= new Date(from));
}
