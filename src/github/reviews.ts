/** The App's reviews, always with event COMMENT. Source: https://docs.github.com/en/rest/pulls/reviews */
import { createOnce } from './create-once.ts';
import type { EffectNotes } from './create-once.ts';
import { fitText } from './fit-text.ts';
import { GitHubError } from './github-error.ts';
import { reviewMarker } from './markers.ts';
import { ownReviews } from './own-reviews.ts';
import { readPatches } from './read-patches.ts';
import type { AppIdentity, Repository } from './repository.ts';
import { cutNotes, lineRefused } from './wording.ts';

export interface InlineComment {
  readonly key: string;
  readonly path: string;
  readonly side: 'LEFT' | 'RIGHT';
  readonly startLine?: number;
  readonly line: number;
  readonly body: string;
}

export interface WriteReview {
  readonly repository: Repository;
  readonly identity: AppIdentity;
  readonly notes: EffectNotes;
  readonly number: number;
  readonly key: string;
  readonly headSha: string;
  readonly comments: readonly InlineComment[];
  /** The review's own text, in which these comments stand because GitHub has no line for them. */
  readonly bodyWith: (refused: readonly InlineComment[]) => string;
  /** The keys of those comments that have a line, given GitHub's own hunks by path. */
  readonly placeable: (patches: ReadonlyMap<string, string | undefined>) => ReadonlySet<string>;
}

/** GitHub refuses more than 65,536 characters. */
const maxBodyLength = 60_000;
/** How many single comments are left out in turn to find the one that GitHub refuses. */
const maxSuspects = 6;

type Outcome =
  | { readonly kind: 'posted'; readonly refused: readonly { readonly key: string; readonly reason: string }[] }
  | { readonly kind: 'already' }
  | { readonly kind: 'superseded' };

/**
 * Posts one review. GitHub takes all of a review's comments or none (422), and does not say which one it minds: then the
 * comments without a line in its own diff move into the review's text, or else the one without which it takes the review,
 * or else all. Nothing is posted before GitHub takes it, so there is never a second review.
 */
export async function writeReview(options: WriteReview): Promise<Outcome> {
  let kept = options.comments;
  try {
    const { created } = await createOnce(options.notes, {
      key: `review:${options.key}`,
      find: () => findReview(options),
      create: async () => {
        await requireHead(options);
        const first = await tryCreate(options, (kept = options.comments));
        if (typeof first === 'number') return first;
        // What GitHub refused may be the commit: a newer one was pushed.
        await requireHead(options);
        let refusal = first;
        for (const fewer of await smallerReviews(options)) {
          const next = await tryCreate(options, (kept = fewer));
          if (typeof next === 'number') return next;
          refusal = next;
        }
        throw new GitHubError('GitHub refuses the review, also without a single comment.', {
          status: 422,
          retryable: true,
          ambiguous: false,
          cause: refusal,
        });
      },
    });
    return created
      ? { kind: 'posted', refused: without(options.comments, kept).map(({ key }) => ({ key, reason: lineRefused })) }
      : { kind: 'already' };
  } catch (error) {
    if (error instanceof HeadMovedError) return { kind: 'superseded' };
    throw error;
  }
}

class HeadMovedError extends Error {
  override readonly name = 'HeadMovedError';
}

async function requireHead({ repository, number, headSha }: WriteReview): Promise<void> {
  const { octokit, owner, repo } = repository;
  const { data } = await octokit.rest.pulls.get({ owner, repo, pull_number: number });
  if (data.head.sha !== headSha) throw new HeadMovedError('The pull request has a newer head.');
}

async function smallerReviews({ repository, number, comments, placeable }: WriteReview): Promise<readonly (readonly InlineComment[])[]> {
  if (comments.length === 0) return [];
  const keys = placeable(
    await readPatches(
      repository,
      number,
      comments.map(({ path }) => path),
    ),
  );
  const placed = comments.filter(({ key }) => keys.has(key));
  const withoutOne = placed.length < 2 ? [] : placed.slice(0, maxSuspects).map((suspect) => placed.filter((one) => one !== suspect));
  return [...(placed.length === 0 || placed.length === comments.length ? [] : [placed]), ...withoutOne, []];
}

/** @returns the review's id, or GitHub's refusal. */
async function tryCreate(options: WriteReview, comments: readonly InlineComment[]): Promise<number | GitHubError> {
  const { octokit, owner, repo } = options.repository;
  const text = fitText(options.bodyWith(without(options.comments, comments)), maxBodyLength, cutNotes.review);
  try {
    const { data } = await octokit.rest.pulls.createReview({
      owner,
      repo,
      pull_number: options.number,
      commit_id: options.headSha,
      event: 'COMMENT',
      body: `${reviewMarker(options.key)}\n${text}`,
      comments: comments.map((comment) => ({
        path: comment.path,
        line: comment.line,
        side: comment.side,
        body: fitText(comment.body, maxBodyLength, cutNotes.comment),
        ...(comment.startLine === undefined ? {} : { start_line: comment.startLine, start_side: comment.side }),
      })),
    });
    return data.id;
  } catch (error) {
    if (error instanceof GitHubError && error.status === 422) return error;
    throw error;
  }
}

function without(all: readonly InlineComment[], kept: readonly InlineComment[]): readonly InlineComment[] {
  return all.filter((comment) => !kept.includes(comment));
}

async function findReview({ repository, identity, number, key }: WriteReview): Promise<number | undefined> {
  for await (const review of ownReviews(repository, identity, number)) if (review.body.includes(reviewMarker(key))) return review.id;
  return undefined;
}
