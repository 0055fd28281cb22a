/** How a security check ends, as a value that the records keep. */
import type { ScanFinding } from '#src/finding/finding.ts';

/** Who lets it pass, why, and until when (ISO 8601). */
export interface AppliedWaiver {
  readonly id: number;
  readonly login: string;
  readonly reason: string;
  readonly expiresAt: string;
}

export interface GatePolicy {
  /** New findings of this severity and above block the merge. */
  readonly blockAt: ScanFinding['severity'];
  /** A submodule's new commit is code that nobody scanned here: it is unchecked (`block`), or only named (`list`). */
  readonly submodules: 'block' | 'list';
}

/** A file of the head that is not accounted for, and why; `retry` when scanning again may help. */
export interface UncheckedFile {
  readonly path: string;
  readonly reason: string;
  readonly retry: boolean;
  /** What the file holds (a submodule: the commit it points to); unknown when that could not be read. */
  readonly blobId?: string;
  /** It has no lines that could be annotated. */
  readonly submodule?: true;
  /** A person answers for it. */
  readonly waiver?: AppliedWaiver;
}

/** A file that no rule and no search looked into, and why that is no reason to block. */
export interface SetAsideFile {
  readonly path: string;
  readonly reason: string;
}

export interface NewFinding {
  readonly finding: ScanFinding;
  /** Severe enough, and not waived. */
  readonly blocks: boolean;
  readonly waiver?: AppliedWaiver;
  /** An equal match was deleted from another place of the file: not that one, moved. */
  readonly replanted?: true;
  /** Stable under moved lines, renames and reformatting; never holds code or a secret. */
  readonly identity: string;
}

/** Everything the verdict rests on and the check tells. */
export interface GateResult {
  readonly conclusion: 'success' | 'failure';
  /** The policy that decided. */
  readonly blockAt: GatePolicy['blockAt'];
  readonly submodules: GatePolicy['submodules'];
  readonly mergeBaseSha: string;
  readonly fresh: readonly NewFinding[];
  /** Known findings: how many stay, how many of these stand on changed lines, how many are gone. */
  readonly known: { readonly kept: number; readonly moved: number; readonly gone: number };
  readonly unchecked: readonly UncheckedFile[];
  readonly scanned: readonly string[];
  readonly outside: readonly string[];
  readonly setAside: readonly SetAsideFile[];
  /** Files whose base could not be scanned: what the head shows there counts as new. */
  readonly withoutBase: readonly SetAsideFile[];
  readonly secretsSearched: number;
  readonly scan: { readonly engineVersion: string; readonly packDigest: string; readonly ruleCount: number };
}

export type GateOutcome =
  | { readonly kind: 'decided'; readonly headSha: string; readonly result: GateResult; readonly startedAt: Date; readonly finishedAt: Date }
  /** The head moved on, or the work was called off: nothing is said about this SHA. */
  | { readonly kind: 'superseded'; readonly headSha: string };
