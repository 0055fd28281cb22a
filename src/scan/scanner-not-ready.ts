/** The scanner cannot be used at all: binary or rules are not what they must be. Told at start, never during a scan. */
export class ScannerNotReady extends Error {
  readonly retryable = false;

  constructor(message: string, options: { readonly cause?: unknown } = {}) {
    super(message, options);
    this.name = 'ScannerNotReady';
  }
}
