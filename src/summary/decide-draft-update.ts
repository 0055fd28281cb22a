import type { DraftState, DraftText } from './draft-record.ts';
import { sameText } from './line-ends.ts';
import { parseDraftComment } from './parse-draft-comment.ts';

export interface DraftUpdateQuestion {
  /** What the App posted last, and what it was about to post when it last stopped; empty when it has no record. */
  readonly posted: readonly DraftText[];
  readonly current: { readonly body: string } | 'deleted' | undefined;
  readonly next: DraftText;
  readonly state: DraftState;
  /** Somebody asked for a draft: then a deleted or rejected one comes back. */
  readonly asked: boolean;
  /** Whether commits came after the acceptance. */
  readonly movedOn: boolean;
}

export type DraftUpdate =
  | { readonly kind: 'create' }
  | { readonly kind: 'renew' }
  | { readonly kind: 'keep-edits'; readonly current: DraftText }
  | { readonly kind: 'note-later-commits' }
  /** Somebody asked for a refreshed draft of what was accepted: it is open again, and the description waits. */
  | { readonly kind: 'reopen' }
  | { readonly kind: 'nothing'; readonly reason: 'deleted' | 'rejected' | 'acceptance-pending' };

/** What a new draft may do with the comment that stands there. People's words win over ours, always. */
export function decideDraftUpdate({ posted, current: comment, next, state, asked, movedOn }: DraftUpdateQuestion): DraftUpdate {
  if (state === 'rejected' && !asked) return { kind: 'nothing', reason: 'rejected' };
  if (comment === 'deleted' || state === 'deleted') {
    if (!asked) return { kind: 'nothing', reason: 'deleted' };
    if (comment === 'deleted' || comment === undefined) return { kind: 'create' };
  }
  if (comment === undefined) return { kind: 'create' };
  if (state === 'accepted') return { kind: asked && movedOn ? 'reopen' : 'note-later-commits' };
  const current = parseDraftComment(comment.body);
  // Its acceptance is on the way with exactly this text; a new one must not slip under the tick.
  if (current.ticked) return { kind: 'nothing', reason: 'acceptance-pending' };
  const known = [...posted, next].some((text) => sameText(text.text, current.text) && sameText(text.title, current.title));
  return known ? { kind: 'renew' } : { kind: 'keep-edits', current: { title: current.title, text: current.text } };
}
