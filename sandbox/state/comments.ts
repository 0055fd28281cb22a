/** Comments of the conversation. */
import type { IssueComment, ReviewComment } from './conversation.ts';
import type { Core } from './core.ts';
import { must, pullOfNumber } from './core.ts';
import { permissionOf } from './people.ts';
import { permits } from './person.ts';
import type { Pull } from './pull.ts';
import { invalid, Refusal } from './refusal.ts';
import type { Actor } from './world.ts';

/** GitHub's limit for every body, in characters. */
export const MAX_BODY = 65_536;

export function tooLong(body: string): boolean {
  // Code points, and only counted when the cheap bound does not decide.
  return body.length > MAX_BODY && Array.from(body).length > MAX_BODY;
}

export function commentsOf(core: Core, pull: Pull): readonly IssueComment[] {
  return [...core.records.issueComments.values()].filter((one) => one.repositoryId === pull.repositoryId && one.number === pull.number);
}

export function comment(core: Core, actor: Actor, pull: Pull, body: string): IssueComment {
  requireUnlocked(core, actor, pull);
  checkBody(body);
  const now = core.now();
  const written: IssueComment = {
    id: core.nextId(),
    repositoryId: pull.repositoryId,
    number: pull.number,
    authorId: actor.user.id,
    appId: actor.app?.id ?? null,
    body,
    createdAt: now,
    updatedAt: now,
    editedById: null,
  };
  core.records.issueComments.set(written.id, written);
  pull.updatedAt = now;
  core.emit({ name: 'issue_comment', action: 'created', actor, pull, comment: written });
  return written;
}

/** What Apps are answered too, whatever they were granted. */
export function requireUnlocked(core: Core, actor: Actor, pull: Pull): void {
  const writes = !actor.app && permits(permissionOf(must(core.records.repositories, pull.repositoryId), actor.user), 'write');
  if (pull.locked && !writes) throw new Refusal(403, 'Unable to create comment because issue is locked.');
}

export function mayEdit(core: Core, actor: Actor, written: IssueComment | ReviewComment): boolean {
  if (actor.app || actor.user.id === written.authorId) return true;
  const repositoryId = 'repositoryId' in written ? written.repositoryId : must(core.records.pulls, written.pullId).repositoryId;
  return permits(permissionOf(must(core.records.repositories, repositoryId), actor.user), 'write');
}

export function editComment(core: Core, actor: Actor, written: IssueComment, body: string): void {
  requireEdit(core, actor, written);
  checkBody(body);
  const from = written.body;
  written.body = body;
  written.updatedAt = core.now();
  written.editedById = actor.user.id;
  const pull = pullOfNumber(core, written.repositoryId, written.number);
  core.emit({ name: 'issue_comment', action: 'edited', actor, pull, comment: written, changes: { body: { from } } });
}

export function deleteComment(core: Core, actor: Actor, written: IssueComment): void {
  requireEdit(core, actor, written);
  const pull = pullOfNumber(core, written.repositoryId, written.number);
  core.records.issueComments.delete(written.id);
  core.emit({ name: 'issue_comment', action: 'deleted', actor, pull, comment: written });
}

export function requireEdit(core: Core, actor: Actor, written: IssueComment | ReviewComment): void {
  if (!mayEdit(core, actor, written)) throw new Refusal(403, 'Must have admin rights to Repository.');
}

function checkBody(body: string): void {
  if (body.trim() === '') throw invalid('IssueComment', 'body', "body can't be blank");
  if (tooLong(body)) throw invalid('IssueComment', 'body', `body is too long (maximum is ${MAX_BODY} characters)`);
}
