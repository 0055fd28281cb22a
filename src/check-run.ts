/** A check run as we want it to stand on GitHub. Source: https://docs.github.com/en/rest/checks/runs */

export interface Annotation {
  readonly path: string;
  /** 1-based, on the head side. */
  readonly startLine: number;
  readonly endLine: number;
  readonly level: 'notice' | 'warning' | 'failure';
  readonly title: string;
  readonly message: string;
}

export interface CheckOutput {
  readonly title: string;
  /** Markdown; the writer cuts both at GitHub's 65,535 characters, and says so in the text. */
  readonly summary: string;
  readonly text?: string;
  readonly annotations: readonly Annotation[];
}

/**
 * Required checks pass on `success`, `neutral` and `skipped`, so the gate's type has no way to say the latter two.
 * Source: https://docs.github.com/en/pull-requests/collaborating-with-pull-requests/collaborating-on-repositories-with-code-quality-features/troubleshooting-required-status-checks
 */
export type SecurityConclusion = 'success' | 'failure' | 'action_required' | 'cancelled';
/** `success` only when everything was reviewed; the review never blocks. */
export type ReviewConclusion = 'success' | 'neutral' | 'cancelled';

export type CheckRun =
  | {
      readonly name: 'countersign/security';
      readonly headSha: string;
      readonly conclusion: SecurityConclusion | undefined;
      readonly output: CheckOutput;
    }
  | {
      readonly name: 'countersign/review';
      readonly headSha: string;
      readonly conclusion: ReviewConclusion | undefined;
      readonly output: CheckOutput;
    };
// `conclusion: undefined` means `in_progress`.
