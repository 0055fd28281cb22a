/** Answers in the thread of a review comment. Source: https://docs.github.com/en/rest/pulls/comments */
import { createOnce } from './create-once.ts';
import { fitText } from './fit-text.ts';
import { isGone } from './github-error.ts';
import type { WriteComment } from './issue-comments.ts';
import { isOurs } from './markers.ts';
import type { AppIdentity, Repository } from './repository.ts';
import { cutNotes } from './wording.ts';

/** GitHub refuses more than 65,536 characters; the marker at the top survives the cut. */
const maxBodyLength = 60_000;

export interface ReviewComment {
  readonly id: number;
  readonly body: string;
  readonly path: string;
  /** On the head now; absent when outdated, and for a comment on the whole file. */
  readonly line?: number;
  /** Of a comment on several lines, the first of them. */
  readonly startLine?: number;
  /** Its lines are those of the base, which the head may lack. */
  readonly onBase: boolean;
  readonly isOurs: boolean;
}

/** @returns undefined when a person has deleted it. */
export async function readReviewComment(repository: Repository, identity: AppIdentity, id: number): Promise<ReviewComment | undefined> {
  try {
    const { data } = await repository.octokit.rest.pulls.getReviewComment({
      owner: repository.owner,
      repo: repository.repo,
      comment_id: id,
    });
    // GitHub answers null where its own schema promises a number.
    const [line, startLine]: readonly unknown[] = [data.line, data.start_line];
    return {
      id,
      body: data.body,
      path: data.path,
      ...(typeof line === 'number' ? { line } : {}),
      ...(typeof startLine === 'number' ? { startLine } : {}),
      onBase: data.side === 'LEFT',
      isOurs: isOurs(identity, { user: data.user }),
    };
  } catch (error) {
    if (isGone(error)) return undefined;
    throw error;
  }
}

/** Creates the one answer of this key in the thread that `rootId` began, or edits it when it says something else. */
export async function writeThreadReply(options: WriteComment & { readonly rootId: number }): Promise<number> {
  const { repository, identity, number, marker, rootId } = options;
  const { octokit, owner, repo } = repository;
  const body = fitText(options.body, maxBodyLength, cutNotes.comment);
  const { id, created } = await createOnce(options.notes, {
    key: options.key,
    find: () => findReply(repository, identity, number, marker),
    create: async () =>
      (await octokit.rest.pulls.createReplyForReviewComment({ owner, repo, pull_number: number, comment_id: rootId, body })).data.id,
  });
  if (created) return id;
  const present = await readReviewComment(repository, identity, id);
  if (present === undefined || present.body === body) return id;
  try {
    await octokit.rest.pulls.updateReviewComment({ owner, repo, comment_id: id, body });
  } catch (error) {
    // What a person deletes stays deleted, also when it happens between the two calls.
    if (!isGone(error)) throw error;
  }
  return id;
}

async function findReply(repository: Repository, identity: AppIdentity, number: number, marker: string): Promise<number | undefined> {
  const { octokit, owner, repo } = repository;
  const pages = octokit.paginate.iterator(octokit.rest.pulls.listReviewComments, { owner, repo, pull_number: number, per_page: 100 });
  for await (const { data } of pages) {
    const found = data.find(({ user, body }) => isOurs(identity, { user }) && body.includes(marker));
    if (found !== undefined) return found.id;
  }
  return undefined;
}

/** Reactions are idempotent on GitHub: the same one again answers 200. A comment that is gone needs none. */
export async function reactInThread(repository: Repository, commentId: number, content: 'eyes' | '+1' | 'confused'): Promise<void> {
  const { octokit, owner, repo } = repository;
  try {
    await octokit.rest.reactions.createForPullRequestReviewComment({
      owner,
      repo,
      comment_id: commentId,
      content,
      request: { repeatable: true },
    });
  } catch (error) {
    if (!isGone(error)) throw error;
  }
}
