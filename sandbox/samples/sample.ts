/** What a sample is: a small repository with a believable history, pull requests on it, and what must happen to each. */
import type { FileStep } from './file-step.ts';

export interface SampleAuthor {
  readonly name: string;
  readonly email: string;
}

export interface SampleCommit {
  readonly author: SampleAuthor;
  /** ISO 8601 in UTC; fixed, so that SHAs are the same on every machine. */
  readonly date: string;
  readonly message: string;
  readonly steps: readonly FileStep[];
}

export interface SampleRepository {
  readonly owner: 'shop';
  readonly name: string;
  readonly description: string;
  /** Commits of `main`, oldest first. */
  readonly history: readonly SampleCommit[];
}

/** A line that the gate must mark: the one line of `path` at the head that contains `text`. */
export interface ExpectedAnnotation {
  readonly path: string;
  readonly text: string;
}

export interface Expected {
  readonly gate: 'success' | 'failure';
  /** All of them, and no other line, must be annotated by the gate. */
  readonly annotations: readonly ExpectedAnnotation[];
  readonly draft: true;
  /** Paths that a reader must find in the draft or in a check's output, however odd the file is. */
  readonly named: readonly string[];
}

/** A commit that lies ready to be pushed from the pull request's page, and what the gate must say after it. */
export interface SamplePrepared {
  readonly title: string;
  readonly steps: readonly FileStep[];
  readonly gateAfter: 'success' | 'failure';
}

export interface SamplePull {
  /** Short name, used in messages and tests. */
  readonly key: string;
  /** Name of the sample repository. */
  readonly repository: string;
  readonly branch: string;
  readonly title: string;
  readonly body: string;
  /** Who opens it: a login of `people.ts`. */
  readonly openedBy: string;
  readonly commits: readonly SampleCommit[];
  readonly prepared: readonly SamplePrepared[];
  readonly expected: Expected;
}
