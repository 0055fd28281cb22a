/** Hidden tags by which we find our own comments again. They are trusted only together with our authorship. */
import type { AppIdentity } from './repository.ts';

export const replyMarker = (commentId: number): string => `<!-- countersign:reply ${commentId} -->`;
export const reviewMarker = (key: string): string => `<!-- countersign:review ${key} -->`;

/** A marker copied by somebody else means nothing: what counts is that our App wrote the comment. */
export function isOurs(
  identity: AppIdentity,
  comment: {
    readonly user: { readonly login: string; readonly type: string } | null;
    readonly performed_via_github_app?: { readonly id: number } | null | undefined;
  },
): boolean {
  if (comment.performed_via_github_app) return comment.performed_via_github_app.id === identity.id;
  return comment.user?.type === 'Bot' && comment.user.login === identity.login;
}
