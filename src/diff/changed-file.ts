/** One changed file between merge base and head, as git tells it. */

export interface HunkLine {
  readonly kind: 'context' | 'added' | 'deleted';
  /** Without the diff prefix and without the line end. */
  readonly text: string;
  /** 1-based line on the base side; absent for added lines. */
  readonly oldLine?: number;
  /** 1-based line on the head side; absent for deleted lines. */
  readonly newLine?: number;
}

export interface Hunk {
  readonly oldStart: number;
  readonly oldLines: number;
  readonly newStart: number;
  readonly newLines: number;
  /** What git prints after the second `@@`: usually the enclosing function. */
  readonly section: string;
  readonly lines: readonly HunkLine[];
}

export type ChangeStatus = 'added' | 'modified' | 'deleted' | 'renamed' | 'copied' | 'type-changed';

/** `text` files have hunks; the others never do. A mode-only or rename-only change of a text file has none either. */
export type ContentKind = 'text' | 'binary' | 'symlink' | 'submodule';

export interface ChangedFile {
  /** Path on the head side (for deleted files: on the base side). Invalid UTF-8 is shown with U+FFFD. */
  readonly path: string;
  /** Path on the base side of a rename or copy. */
  readonly previousPath?: string;
  readonly status: ChangeStatus;
  readonly kind: ContentKind;
  /** Git blob ids; content is read by id, never by path. Absent when the side does not exist or is a submodule. */
  readonly baseBlob?: string;
  readonly headBlob?: string;
  /** The commit of another repository that a submodule points to, per side. */
  readonly baseCommit?: string;
  readonly headCommit?: string;
  /** Size in bytes of the head blob; 0 when there is none. */
  readonly headSize: number;
  /** Git modes, e.g. `100644`; `000000` when the side does not exist. */
  readonly baseMode: string;
  readonly headMode: string;
  readonly additions: number;
  readonly deletions: number;
  readonly hunks: readonly Hunk[];
}
