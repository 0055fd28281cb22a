/** Reviews: all their comments are taken, or none. */
import { resolveCommit } from '#sandbox/git/refs.ts';
import { mergeBase } from '#sandbox/git/refs.ts';
import { MAX_BODY, requireUnlocked, tooLong } from './comments.ts';
import { changedFiles, diffOf } from './comparisons.ts';
import type { Review, ReviewComment, ReviewState, ReviewThread } from './conversation.ts';
import type { Core } from './core.ts';
import { must, repositoryOf } from './core.ts';
import type { DiffFile } from './diff-file.ts';
import type { Pull } from './pull.ts';
import { Refusal } from './refusal.ts';
import type { ResolvedPlace } from './review-lines.ts';
import { resolvePlace } from './review-lines.ts';
import type { Actor, NewReview, NewReviewComment } from './world.ts';

const STATES = { APPROVE: 'APPROVED', REQUEST_CHANGES: 'CHANGES_REQUESTED', COMMENT: 'COMMENTED' } as const;

export function reviewsOf(core: Core, pull: Pull): readonly Review[] {
  return [...core.records.reviews.values()].filter((one) => one.pullId === pull.id);
}

export async function review(core: Core, actor: Actor, pull: Pull, wanted: NewReview): Promise<Review> {
  const commitId = wanted.commitId ?? pull.headSha;
  const files = await filesAt(core, pull, commitId);
  const problems: string[] = [];
  if (tooLong(wanted.body)) problems.push(`Body is too long (maximum is ${MAX_BODY} characters)`);
  if (wanted.body.trim() === '' && wanted.event !== undefined && wanted.event !== 'APPROVE' && wanted.comments.length === 0) {
    problems.push('Body cannot be blank');
  }
  const own = actor.user.id === pull.authorId;
  if (own && wanted.event === 'APPROVE') problems.push('Can not approve your own pull request');
  if (own && wanted.event === 'REQUEST_CHANGES') problems.push('Can not request changes on your own pull request');
  const places: (readonly [NewReviewComment, ResolvedPlace])[] = [];
  for (const comment of wanted.comments) {
    if (comment.body.trim() === '') problems.push("Body can't be blank");
    if (tooLong(comment.body)) problems.push(`Body is too long (maximum is ${MAX_BODY} characters)`);
    const answer = resolvePlace(files, comment);
    if (answer.kind === 'refused') problems.push(`${answer.what} could not be resolved`);
    else places.push([comment, answer.place]);
  }
  if (problems.length > 0) throw new Refusal(422, 'Unprocessable Entity', [...new Set(problems)]);
  const state: ReviewState = wanted.event === undefined ? 'PENDING' : STATES[wanted.event];
  const made = addReview(core, actor, pull, { body: wanted.body, state, commitId });
  const comments = places.map(([comment, place]) => addComment(core, actor, made, comment, place));
  if (state !== 'PENDING') tell(core, actor, made, comments);
  return made;
}

/** A single comment outside a review; GitHub keeps it as a review of its own. */
export async function singleComment(
  core: Core,
  actor: Actor,
  pull: Pull,
  wanted: NewReviewComment & { readonly commitId: string },
): Promise<ReviewComment> {
  const answer = resolvePlace(await filesAt(core, pull, wanted.commitId), wanted);
  const at = { resource: 'PullRequestReviewComment', code: 'custom' };
  if (answer.kind === 'refused') {
    const field = `pull_request_review_thread.${answer.what.toLowerCase().replace(' ', '_')}`;
    throw new Refusal(422, 'Validation Failed', [
      { ...at, field, message: `${field} must be part of the diff` },
      { ...at, code: 'missing_field', field: 'pull_request_review_thread.diff_hunk' },
    ]);
  }
  checkCommentBody(wanted.body);
  const made = addReview(core, actor, pull, { body: '', state: 'COMMENTED', commitId: wanted.commitId });
  const comment = addComment(core, actor, made, wanted, answer.place);
  tell(core, actor, made, [comment]);
  return comment;
}

export function submitReview(core: Core, actor: Actor, made: Review, event: keyof typeof STATES, body?: string): void {
  if (made.state !== 'PENDING' || made.authorId !== actor.user.id) throw new Refusal(422, 'Can not submit this review.');
  if (body !== undefined) made.body = body;
  made.state = STATES[event];
  made.submittedAt = core.now();
  tell(
    core,
    actor,
    made,
    [...core.records.reviewComments.values()].filter((one) => one.reviewId === made.id),
  );
}

export function addReview(
  core: Core,
  actor: Actor,
  pull: Pull,
  fields: { readonly body: string; readonly state: ReviewState; readonly commitId: string },
): Review {
  requireUnlocked(core, actor, pull);
  const submittedAt = fields.state === 'PENDING' ? null : core.now();
  const made: Review = { id: core.nextId(), pullId: pull.id, authorId: actor.user.id, submittedAt, ...fields };
  core.records.reviews.set(made.id, made);
  pull.updatedAt = core.now();
  return made;
}

export function checkCommentBody(body: string): void {
  const at = { resource: 'PullRequestReviewComment', code: 'custom', field: 'body' };
  if (body.trim() === '') throw new Refusal(422, 'Validation Failed', [{ ...at, message: "body can't be blank" }]);
  if (tooLong(body)) {
    throw new Refusal(422, 'Validation Failed', [{ ...at, message: `body is too long (maximum is ${MAX_BODY} characters)` }]);
  }
}

function addComment(core: Core, actor: Actor, made: Review, wanted: NewReviewComment, place: ResolvedPlace): ReviewComment {
  const id = core.nextId();
  const threadId = core.nextId();
  const thread: ReviewThread = {
    id: threadId,
    nodeId: `PRRT_${Buffer.from(String(threadId)).toString('base64url')}`,
    pullId: made.pullId,
    resolvedById: null,
  };
  core.records.reviewThreads.set(threadId, thread);
  const now = core.now();
  const comment: ReviewComment = {
    id,
    pullId: made.pullId,
    reviewId: made.id,
    threadId,
    authorId: actor.user.id,
    inReplyToId: null,
    body: wanted.body,
    path: wanted.path,
    side: place.side,
    line: place.line,
    originalLine: place.line,
    startLine: place.startLine,
    originalStartLine: place.startLine,
    startSide: place.startSide,
    position: place.position,
    originalPosition: place.position,
    subjectType: wanted.subjectType ?? 'line',
    commitId: made.commitId,
    originalCommitId: made.commitId,
    diffHunk: place.diffHunk,
    createdAt: now,
    updatedAt: now,
  };
  core.records.reviewComments.set(id, comment);
  return comment;
}

function tell(core: Core, actor: Actor, made: Review, comments: readonly ReviewComment[]): void {
  const pull = must(core.records.pulls, made.pullId);
  core.emit({ name: 'pull_request_review', action: 'submitted', actor, pull, review: made });
  for (const comment of comments) core.emit({ name: 'pull_request_review_comment', action: 'created', actor, pull, comment });
}

/** The pull request's diff as it stood at one of its commits. */
async function filesAt(core: Core, pull: Pull, commitId: string): Promise<readonly DiffFile[]> {
  if (commitId === pull.headSha) return changedFiles(core, pull);
  const repository = repositoryOf(core, pull);
  const sha = /^[0-9a-f]{40}$/.test(commitId) ? await resolveCommit(repository.gitFolder, commitId, repository.defaultBranch) : undefined;
  if (sha === undefined) {
    throw new Refusal(422, 'Validation Failed', [
      { resource: 'PullRequestReview', code: 'custom', field: 'commit_id', message: 'commit_id is not part of the pull request' },
    ]);
  }
  return diffOf(repository.gitFolder, (await mergeBase(repository.gitFolder, pull.baseSha, sha)) ?? null, sha);
}
