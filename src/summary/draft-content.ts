/** A draft as structure; every string is Markdown that is already safe to show. Rendering adds the frame, nothing else. */

export interface AreaContent {
  /** Absent where the statements name the only file themselves. */
  readonly name: string | undefined;
  /** What a model says about the area, in at most two sentences. */
  readonly prose?: string;
  /** What the rules found, most telling first. */
  readonly statements: readonly string[];
}

export interface DraftContent {
  /** Raw text of one line. */
  readonly title: string;
  /** Paragraphs on top: what changes, and why as people said it. */
  readonly lead: readonly LeadParagraph[];
  readonly areas: readonly AreaContent[];
  /** Areas that did not fit, in one line. */
  readonly moreAreas?: string;
  /** Path of the changelog that the lead quotes. */
  readonly changelog?: string;
  /** What can break those who call: a part of `callers`. */
  readonly breaking: readonly string[];
  readonly callers: readonly string[];
  readonly checks: readonly string[];
  readonly tests: readonly string[];
}

export interface LeadParagraph {
  readonly kind: 'what' | 'why';
  /** Reads on from the one before, where both stand together. */
  readonly continues?: true;
  readonly text: string;
}
