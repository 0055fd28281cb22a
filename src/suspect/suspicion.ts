/** What in a change is worth a question, found without a model. A suspicion is never posted by itself: it only steers what is asked. */

export interface Suspicion {
  readonly kind: string;
  readonly path: string;
  /** 1-based lines of the head side, inside one hunk. */
  readonly startLine: number;
  readonly line: number;
  /** The lines as they stand in the head. */
  readonly code: string;
  /** What is certain: it can be read off the code. One or two sentences for people. */
  readonly fact: string;
  /** What may be wrong because of it: the claim that a model is asked to refute. */
  readonly claim: string;
  /** The line as it should be, where that is certain if the point is right: what stood there before. Without indentation. */
  readonly replacement?: string;
  readonly title: string;
  readonly category: 'bug' | 'security' | 'concurrency' | 'resource' | 'performance' | 'error-handling' | 'other';
  readonly severity: 'error' | 'warning' | 'info';
}

/** What a rule says; path and code are added by whoever runs it. */
export type Sign = Omit<Suspicion, 'path' | 'code' | 'startLine'> & { readonly startLine?: number };
