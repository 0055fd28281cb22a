/** One changed file of a comparison, in GitHub's words. Source: https://docs.github.com/en/rest/pulls/pulls#list-pull-requests-files */
export interface DiffFile {
  readonly path: string;
  /** For renames. */
  readonly previousPath: string | null;
  readonly status: 'added' | 'removed' | 'modified' | 'renamed' | 'changed';
  readonly additions: number;
  readonly deletions: number;
  /** Blob on the head side (base side when removed); the commit for a submodule. */
  readonly blobSha: string;
  /** Hunks only, from the first `@@`; `null` for binary files, pure renames and what is too long. */
  readonly patch: string | null;
  readonly binary: boolean;
}
