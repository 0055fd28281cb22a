/** Why git failed, as far as one may act on it. Nobody reads `message`; the log shows it. */

export type GitFailure =
  /** The server has no such commit or ref, or does not hand it out by its id. */
  | 'not-offered'
  /** No answer, a broken one, or a refusal of our token: another attempt may succeed. */
  | 'unreachable'
  /** No repository under this name (any more): renamed, deleted, or not ours to see. */
  | 'no-repository'
  /** Another git holds a lock, or one that was killed left it behind. */
  | 'locked'
  /** What is on our disk cannot be read: half-made, cut off or lost. */
  | 'damaged'
  | 'disk-full'
  | 'timeout'
  | 'too-much-output'
  | 'not-started'
  | 'invalid'
  | 'other';

export class GitError extends Error {
  override readonly name = 'GitError';
  readonly retryable: boolean;
  readonly reason: GitFailure;
  /** Absent when git did not come to an end of its own. */
  readonly exitCode: number | undefined;
  constructor(
    message: string,
    options: {
      readonly retryable: boolean;
      readonly reason?: GitFailure;
      readonly exitCode?: number | undefined;
      readonly cause?: unknown;
    },
  ) {
    super(message, { cause: options.cause });
    this.retryable = options.retryable;
    this.reason = options.reason ?? 'other';
    this.exitCode = options.exitCode;
  }
}

export function hasReason(error: unknown, ...reasons: readonly GitFailure[]): error is GitError {
  return error instanceof GitError && reasons.includes(error.reason);
}
