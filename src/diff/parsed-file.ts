/** One file of a unified diff, before it is joined with what `git diff --raw` knows. */
import type { ChangeStatus, Hunk } from './changed-file.ts';

export interface ParsedFile {
  /** Path on the head side (for deleted files: on the base side). */
  readonly path: string;
  readonly previousPath?: string;
  readonly status: ChangeStatus;
  /** Git said "Binary files differ" or printed a binary patch. */
  readonly binary: boolean;
  readonly additions: number;
  readonly deletions: number;
  readonly hunks: readonly Hunk[];
}
