/** What the rules find in a change, before anybody words it. Paths and names here are raw text from outside. */
import type { ChangedFile } from '#src/diff/changed-file.ts';
import type { CodeSymbol } from '#src/syntax/code-symbol.ts';

export type FileRole =
  | 'source'
  | 'test'
  | 'documentation'
  | 'configuration'
  | 'migration'
  | 'dependencies'
  | 'lock file'
  | 'generated'
  | 'vendored'
  | 'other';

/** A place on the head side; `line` 1-based. */
export interface Place {
  readonly path: string;
  readonly line: number;
}

export interface SymbolChange {
  /** `signature`: the declaration itself changed; `body`: only what it does. */
  readonly change: 'new' | 'removed' | 'signature' | 'body';
  /** As it stands at the head; for removed ones at the base. */
  readonly symbol: CodeSymbol;
  /** Changed lines in it; for new and removed ones their length. */
  readonly lines: number;
  /** The signature at the base, when it changed. */
  readonly before?: CodeSymbol;
  /** Member of a class that is itself new or removed: no news beside it, but others may look for it. */
  readonly partOfWhole?: true;
}

export interface FileFacts {
  readonly file: ChangedFile;
  readonly role: FileRole;
  /** Absent when there is no grammar, or the parser gave up: then the hunks alone speak. */
  readonly symbols?: readonly SymbolChange[];
  /** First changed line on the head side. */
  readonly line: number;
}

export type NotReadReason = 'generated' | 'vendored' | 'lock file' | 'binary' | 'symlink' | 'submodule' | 'too large' | 'over budget';

export interface NotRead {
  readonly path: string;
  readonly reason: NotReadReason;
}

export interface DependencyChange {
  readonly name: string;
  /** Absent: it is new. */
  readonly from?: string;
  /** Absent: it is removed. */
  readonly to?: string;
  readonly place: Place;
}

export interface RouteChange {
  readonly change: 'new' | 'removed';
  /** `GET /orders/{id}` */
  readonly route: string;
  readonly place: Place;
}

export interface RepeatedEdit {
  readonly from: string;
  readonly to: string;
  readonly files: number;
  readonly place: Place;
}

export interface SummaryFacts {
  /** Every file that was read, in the order of the comparison. */
  readonly files: readonly FileFacts[];
  readonly notRead: readonly NotRead[];
  readonly dependencies: readonly DependencyChange[];
  readonly routes: readonly RouteChange[];
  /** Environment variables that added lines read and deleted lines did not. */
  readonly settings: readonly (Place & { readonly name: string })[];
  /** Lines of migrations that drop or delete something. */
  readonly drops: readonly (Place & { readonly what: string })[];
  readonly repeated?: RepeatedEdit;
}
