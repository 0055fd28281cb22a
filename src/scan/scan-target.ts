/** The words of a scan: what goes in, and what is known of each file afterwards. */
import type { ScanFinding } from '#src/finding/finding.ts';

export type Side = 'base' | 'head';

/** One blob to be scanned. `path` only routes it to a language and names it in the report: it never reaches the disk. */
export interface ScanTarget {
  readonly side: Side;
  readonly path: string;
  readonly blobId: string;
  readonly content: Buffer;
}

/** 1-based lines that the parser skipped. */
export interface LineSpan {
  readonly startLine: number;
  readonly endLine: number;
}

/**
 * `incomplete`: the engine should have scanned it, and nothing shows that it did so wholly.
 * `not-scannable`: code in a language of the rules, in a form the engine would misread; scanning again cannot help.
 * `outside`: no rule of the pack is for this kind of file.
 */
export type ScanOutcome =
  | { readonly kind: 'scanned' }
  /** `retry: false` when the same content would end the same way again, as with a syntax error. */
  | { readonly kind: 'incomplete'; readonly reason: string; readonly retry?: false; readonly unparsed?: readonly LineSpan[] }
  | { readonly kind: 'not-scannable'; readonly reason: string }
  | { readonly kind: 'outside' };

export interface TargetReport {
  readonly side: Side;
  readonly path: string;
  readonly blobId: string;
  readonly language?: string;
  readonly outcome: ScanOutcome;
}

export interface SidedFinding {
  readonly side: Side;
  /** A `nosemgrep` comment stands at the match. The scan reports it all the same; what it is worth is the gate's to say. */
  readonly suppressed: boolean;
  readonly finding: ScanFinding;
}

export interface ScanReport {
  readonly engineVersion: string;
  /** sha256 of the merged rules, our canaries included. */
  readonly packDigest: string;
  readonly ruleCount: number;
  /** One entry per target, in the order given. */
  readonly targets: readonly TargetReport[];
  readonly findings: readonly SidedFinding[];
  /** Proofs of parsing: one per non-empty file is expected in the files that count as scanned. */
  readonly canaries: { readonly expected: number; readonly seen: number };
}
