/** What the App remembers of its draft on one pull request: plain data, so that a row of a table can hold it. */

import type { WrittenBlock } from './own-blocks.ts';

export type DraftState = 'open' | 'accepted' | 'rejected' | 'deleted';

/** What people may edit: both without the frame around them, line ends as LF. */
export interface DraftText {
  readonly title: string;
  readonly text: string;
}

export interface Acceptance {
  readonly login: string;
  readonly personId: number;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly headSha: string;
  readonly text: string;
  /** 0 to 1: words that people changed against the posted draft. */
  readonly editedShare: number;
  /** The title's own box was ticked: what it was, and what it became (absent: somebody had changed it since, so it stayed). */
  readonly title?: { readonly before: string; readonly after?: string };
}

export interface Provenance {
  /** Absent: drafted by rules. */
  readonly model?: string;
  readonly promptVersion?: string;
  /** Sentences of the model that could not be found in the change, and so were left out. */
  readonly droppedSentences: number;
  /** Files whose changed lines the model was shown; the rest is told by rules alone. Absent: no model. */
  readonly read?: { readonly whole: number; readonly partly: number; readonly of: number };
  /** Why rules drafted although a model is configured. One safe line. */
  readonly modelFailure?: string;
}

export interface DraftRecord {
  /** The draft as it was last seen posted. */
  readonly posted: DraftText;
  /** Being written right now; after a crash the comment may show either. */
  readonly pending?: DraftText;
  /** The whole comment as we last wrote it; empty before the first write. */
  readonly commentBody: string;
  readonly headSha: string;
  readonly state: DraftState;
  readonly provenance: Provenance;
  /** What stands below the text: how it was made, what was read, and what was not. Absent in records of older versions. */
  readonly frame?: { readonly foot: string; readonly notRead: readonly string[] };
  readonly acceptance?: Acceptance;
  /** The description as it was read before the first acceptance wrote into it. */
  readonly descriptionBefore?: string;
  /** The blocks with their markers as we last wrote them into the description (or were about to). */
  readonly written?: readonly WrittenBlock[];
  /** The description that the posted text was based on, without our own blocks. */
  readonly basedOn?: string;
  /** The title that the pull request had then. */
  readonly basedOnTitle?: string;
  /** Keys of the sections of that description which the text fills; absent: it stands by itself. */
  readonly fills?: readonly string[];
}
