/** The App's comments in the conversation. Source: https://docs.github.com/en/rest/issues/comments */
import { createOnce } from './create-once.ts';
import type { EffectNotes } from './create-once.ts';
import { fitText } from './fit-text.ts';
import { isGone } from './github-error.ts';
import { isOurs } from './markers.ts';
import type { AppIdentity, Repository } from './repository.ts';
import { cutNotes } from './wording.ts';

/** GitHub refuses more than 65,536 characters; the marker at the top survives the cut. */
const maxBodyLength = 60_000;
/** Of 65,536 characters. */
const MAX_BYTES = 4 * 65_536;

export interface OwnComment {
  readonly id: number;
  readonly body: string;
}

/** Our first comment on the pull request whose body has the marker. */
export async function findOwnComment(
  repository: Repository,
  identity: AppIdentity,
  number: number,
  marker: string,
): Promise<OwnComment | undefined> {
  const { octokit, owner, repo } = repository;
  for await (const { data } of octokit.paginate.iterator(octokit.rest.issues.listComments, {
    owner,
    repo,
    issue_number: number,
    per_page: 100,
  })) {
    const found = data.find((comment) => isOurs(identity, comment) && comment.body?.includes(marker) === true);
    if (found !== undefined) return { id: found.id, body: found.body ?? '' };
  }
  return undefined;
}

/** @returns undefined when a person has deleted it. */
export async function readComment(repository: Repository, id: number): Promise<OwnComment | undefined> {
  try {
    const { data } = await repository.octokit.rest.issues.getComment({ owner: repository.owner, repo: repository.repo, comment_id: id });
    return { id, body: data.body ?? '' };
  } catch (error) {
    if (isGone(error)) return undefined;
    throw error;
  }
}

export interface WriteComment {
  readonly repository: Repository;
  readonly identity: AppIdentity;
  readonly notes: EffectNotes;
  readonly number: number;
  readonly key: string;
  readonly marker: string;
  readonly body: string;
  /** People's words stand in it: it is written whole or not at all. Whoever says so keeps to GitHub's 65,536 characters. */
  readonly whole?: true;
}

/** Creates the one comment of this key, or edits it when it says something else. */
export async function writeComment(options: WriteComment): Promise<number> {
  const { repository, number, marker } = options;
  const { octokit, owner, repo } = repository;
  const body = fitText(options.body, options.whole === true ? MAX_BYTES : maxBodyLength, cutNotes.comment);
  const { id, created } = await createOnce(options.notes, {
    key: options.key,
    find: async () => (await findOwnComment(repository, options.identity, number, marker))?.id,
    create: async () => (await octokit.rest.issues.createComment({ owner, repo, issue_number: number, body })).data.id,
  });
  if (created) return id;
  const present = await readComment(repository, id);
  if (present === undefined || present.body === body) return id;
  try {
    await octokit.rest.issues.updateComment({ owner, repo, comment_id: id, body });
  } catch (error) {
    // What a person deletes stays deleted, also when it happens between the two calls.
    if (!isGone(error)) throw error;
  }
  return id;
}

/** Reactions are idempotent on GitHub: the same one again answers 200. A comment that is gone needs none. */
export async function react(repository: Repository, commentId: number, content: 'eyes' | '+1' | 'confused'): Promise<void> {
  const { octokit, owner, repo } = repository;
  const request = { repeatable: true };
  try {
    await octokit.rest.reactions.createForIssueComment({ owner, repo, comment_id: commentId, content, request });
  } catch (error) {
    if (!isGone(error)) throw error;
  }
}
