/** What the App has said in reviews. Source: https://docs.github.com/en/rest/pulls/reviews */
import { isOurs } from './markers.ts';
import type { AppIdentity, Repository } from './repository.ts';

export interface OwnReview {
  readonly id: number;
  readonly body: string;
}

/** Oldest first. */
export async function* ownReviews({ octokit, owner, repo }: Repository, identity: AppIdentity, number: number): AsyncGenerator<OwnReview> {
  const pages = octokit.paginate.iterator(octokit.rest.pulls.listReviews, { owner, repo, pull_number: number, per_page: 100 });
  for await (const { data } of pages) yield* data.filter(({ user }) => isOurs(identity, { user })).map(({ id, body }) => ({ id, body }));
}

/** Each comment of ours on the pull request, and each review's own text, which has no place. */
export async function listOwnReviewComments(repository: Repository, identity: AppIdentity, number: number) {
  const { octokit, owner, repo } = repository;
  const comments = await octokit.paginate(octokit.rest.pulls.listReviewComments, { owner, repo, pull_number: number, per_page: 100 });
  const inline = comments
    .filter((comment) => isOurs(identity, { user: comment.user }))
    .map((comment) => ({
      path: comment.path,
      ...(typeof comment.line === 'number' ? { line: comment.line } : {}),
      side: comment.side ?? ('RIGHT' as const),
      body: comment.body,
    }));
  const texts: { readonly body: string }[] = [];
  for await (const { body } of ownReviews(repository, identity, number)) texts.push({ body });
  return [...inline, ...texts];
}
