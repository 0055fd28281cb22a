/** A piece of a repository that an answer may rest on. */
export interface Source {
  readonly path: string;
  /** 1-based, inclusive. */
  readonly startLine: number;
  readonly endLine: number;
  readonly text: string;
  readonly commitSha: string;
  readonly content: 'code' | 'text';
  /** The line that says most about the question; absent when nobody asked one. */
  readonly telling?: number;
}

export type Spot = Omit<Source, 'text' | 'content' | 'telling'>;
