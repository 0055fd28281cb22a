/** A finding: what the scanner or the model says about a place in the code. */

export type Severity = 'error' | 'warning' | 'info';

export interface SourceRange {
  /** Path in the repository, on the side it was found. */
  readonly path: string;
  /** 1-based lines; columns 1-based in UTF-16 units, the end exclusive, when known. */
  readonly startLine: number;
  readonly endLine: number;
  readonly startColumn?: number;
  readonly endColumn?: number;
}

/** One match of a scanner's rule. */
export interface ScanFinding {
  readonly rule: string;
  readonly severity: Severity;
  /** What a person should know and do; may name code, so it never goes into an identity. */
  readonly message: string;
  readonly place: SourceRange;
  /** The matched code itself, as it stands in the file (secrets already masked). */
  readonly code: string;
  readonly cwe: readonly string[];
  readonly fix?: string;
  readonly references: readonly string[];
  /** Source to sink, when the engine told it. */
  readonly trace: readonly SourceRange[];
}
