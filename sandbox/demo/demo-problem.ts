/** Something a person can do something about: what happened, what was kept, what to do. Shown without a stack. */
export class DemoProblem extends Error {
  readonly retryable = false;

  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'DemoProblem';
  }
}
