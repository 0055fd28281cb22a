/** Earlier texts of a comment or a description. */
import type { ReactionTarget } from '#sandbox/state/conversation.ts';

/** One edit: what stood there before, and who replaced it when. */
export interface Edit {
  readonly editorId: number;
  readonly at: Date;
  readonly before: string;
}

/** Oldest first; empty when nothing was edited, or nobody kept it. */
export type EditHistory = (target: ReactionTarget) => readonly Edit[];
