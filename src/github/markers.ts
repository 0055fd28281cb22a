/** Hidden tags by which we find our own comments again. They are trusted only together with our authorship. */
import type { AppIdentity } from './repository.ts';

export const replyMarker = (commentId: number): string => `<!-- countersign:reply ${commentId} -->`;
export const reviewMarker = (key: string): string => `<!-- countersign:review ${key} -->`;

/**
 * A marker copied by somebody else means nothing: what counts is that our App wrote the comment, as itself. A person who
 * writes through an App is named as the author, with that App beside it; logins that end in `[bot]` only Apps can have.
 */
export function isOurs(
  identity: AppIdentity,
  comment: {
    readonly user: { readonly login: string; readonly type: string } | null;
    readonly performed_via_github_app?: { readonly id: number } | null | undefined;
  },
): boolean {
  if (comment.user?.type !== 'Bot') return false;
  // By the id where GitHub tells it: an App that was given a new name has a new login.
  return comment.performed_via_github_app ? comment.performed_via_github_app.id === identity.id : comment.user.login === identity.login;
}
