/** The scanner cannot be used at all: binary or rules are not what they must be. Told at start, never during a scan. */
export class ScannerNotReady extends Error {
  readonly retryable = false;
  readonly about: 'engine' | 'rules';

  constructor(message: string, options: { readonly cause?: unknown; readonly about?: 'engine' | 'rules' } = {}) {
    super(message, options);
    this.about = options.about ?? 'engine';
    this.name = 'ScannerNotReady';
  }
}
