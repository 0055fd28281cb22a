/** A finding of the model on its way: proposed, placed, judged, and either posted or kept with the reason why not. */
import type { Side } from '#src/diff/commentable.ts';
import type { Severity } from '#src/finding/finding.ts';
import type { Category } from './category.ts';

export interface ProposedFinding {
  /** As the model wrote it; `place.path` is the file that it means. */
  readonly path: string;
  readonly quote: string;
  /** The model's own line number: used only to choose between equal quotes. */
  readonly lineHint: number;
  readonly title: string;
  readonly reason: string;
  readonly category: Category;
  readonly severity: Severity;
  readonly model: string;
  readonly promptVersion: string;
  /** Present when a rule raised the point and not the model: the model is then asked about it, and can only refuse it. */
  readonly sign?: Sign;
}

export interface Sign {
  /** Which rule. */
  readonly kind: string;
  /** What may go wrong: put to the model as a claim. */
  readonly claim: string;
  /** The line as it should be, without indentation. */
  readonly replacement?: string;
  /** Read off the index, exactly: no model is asked. */
  readonly proven?: true;
}

/** Where the quoted code stands. Lines are 1-based, on the head side unless `side` is LEFT. */
export type Place =
  | {
      readonly kind: 'in-diff';
      readonly path: string;
      readonly side: Side;
      readonly startLine: number;
      readonly line: number;
      /** The code as it stands there, not as the model copied it. */
      readonly code: string;
    }
  | { readonly kind: 'outside-diff'; readonly path: string; readonly startLine: number; readonly line: number; readonly code: string }
  | { readonly kind: 'nowhere'; readonly path: string; readonly why: 'unknown-file' | 'not-found' | 'ambiguous' | 'empty-quote' };

export type DropReason =
  | 'placeholder'
  | 'unplaced'
  | 'outside-diff'
  | 'duplicate'
  | 'already-said'
  | 'scanner-said'
  | 'exists'
  | 'refuted'
  | 'unsure'
  | 'unverified'
  | 'late-round'
  | 'over-limit'
  | 'already-reviewed'
  | 'refused-by-github';

export type Verdict =
  | { readonly kind: 'posted' }
  /** `detail` is one line for people, and may hold model text that is not yet cleaned. */
  | { readonly kind: 'dropped'; readonly reason: DropReason; readonly detail: string };

export interface Suggestion {
  readonly code: string;
  readonly committable: boolean;
}

export interface Finding {
  readonly proposal: ProposedFinding;
  readonly place: Place;
  /** The same point at the same code has the same fingerprint, wherever the code moves in its file. */
  readonly fingerprint: string;
  /** What to write instead; `committable` only when every check of it passed. */
  readonly suggestion?: Suggestion;
  /** Absent while nothing speaks against posting it. */
  readonly verdict?: Verdict;
}

export interface FindingRecord extends Finding {
  readonly verdict: Verdict;
}

export type PlacedFinding = Finding & { readonly place: Extract<Place, { kind: 'in-diff' }> };

export function isOpen(finding: Finding): finding is PlacedFinding {
  return finding.verdict === undefined && finding.place.kind === 'in-diff';
}

export function drop(finding: Finding, reason: DropReason, detail = ''): FindingRecord {
  return { ...finding, verdict: { kind: 'dropped', reason, detail } };
}
