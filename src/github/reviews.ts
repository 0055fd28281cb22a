/** The App's reviews, always with event COMMENT. Source: https://docs.github.com/en/rest/pulls/reviews */
import { createOnce } from './create-once.ts';
import type { EffectNotes } from './create-once.ts';
import { fitText } from './fit-text.ts';
import { GitHubError } from './github-error.ts';
import { isOurs, reviewMarker } from './markers.ts';
import type { AppIdentity, Repository } from './repository.ts';

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
  readonly body: string;
  readonly comments: readonly InlineComment[];
}

/** GitHub refuses more than 65,536 characters. */
const maxBodyLength = 60_000;

type Outcome =
  | { readonly kind: 'posted'; readonly refused: readonly { readonly key: string; readonly reason: string }[] }
  | { readonly kind: 'already' };

/**
 * Posts one review. GitHub refuses a whole review for one bad line (422); what it refused is then said in the review's
 * body, so that nothing is lost.
 */
export async function writeReview(options: WriteReview): Promise<Outcome> {
  let refused: readonly { readonly key: string; readonly reason: string }[] = [];
  const { created } = await createOnce(options.notes, {
    key: `review:${options.key}`,
    find: () => findReview(options),
    create: async () => {
      try {
        return await create(options, options.body, options.comments);
      } catch (error) {
        if (!(error instanceof GitHubError) || error.status !== 422 || options.comments.length === 0) throw error;
        const reason = 'GitHub did not accept this place';
        refused = options.comments.map(({ key }) => ({ key, reason }));
        return await create(options, foldIn(options.body, options.comments), []);
      }
    },
  });
  return created ? { kind: 'posted', refused } : { kind: 'already' };
}

async function create(options: WriteReview, body: string, comments: readonly InlineComment[]): Promise<number> {
  const { octokit, owner, repo } = options.repository;
  const { data } = await octokit.rest.pulls.createReview({
    owner,
    repo,
    pull_number: options.number,
    commit_id: options.headSha,
    event: 'COMMENT',
    body: `${reviewMarker(options.key)}\n${fitText(body, maxBodyLength, 'GitHub takes no longer review')}`,
    comments: comments.map((comment) => ({
      path: comment.path,
      line: comment.line,
      side: comment.side,
      body: fitText(comment.body, maxBodyLength, 'GitHub takes no longer comment'),
      ...(comment.startLine === undefined ? {} : { start_line: comment.startLine, start_side: comment.side }),
    })),
  });
  return data.id;
}

function foldIn(body: string, comments: readonly InlineComment[]): string {
  const items = comments.map((comment) => `#### \`${comment.path.replaceAll('`', "'")}\`, line ${comment.line}\n\n${comment.body}`);
  return [body, 'GitHub did not take these comments at their lines, so they stand here:', ...items].join('\n\n');
}

async function findReview({ repository, identity, number, key }: WriteReview): Promise<number | undefined> {
  const { octokit, owner, repo } = repository;
  for await (const { data } of octokit.paginate.iterator(octokit.rest.pulls.listReviews, {
    owner,
    repo,
    pull_number: number,
    per_page: 100,
  })) {
    const found = data.find((review) => isOurs(identity, { user: review.user }) && review.body.includes(reviewMarker(key)));
    if (found !== undefined) return found.id;
  }
  return undefined;
}

/** Every review comment of ours on the pull request. */
export async function listOwnReviewComments(repository: Repository, identity: AppIdentity, number: number) {
  const { octokit, owner, repo } = repository;
  const comments = await octokit.paginate(octokit.rest.pulls.listReviewComments, { owner, repo, pull_number: number, per_page: 100 });
  return comments
    .filter((comment) => isOurs(identity, { user: comment.user }))
    .map((comment) => ({
      path: comment.path,
      ...(typeof comment.line === 'number' ? { line: comment.line } : {}),
      side: comment.side ?? ('RIGHT' as const),
      body: comment.body,
    }));
}
