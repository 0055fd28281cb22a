/** What the gate needs from outside, one verb each; `workers/` joins them to git, the scanner, GitHub and the records. */
import type { CheckRun } from '#src/check-run.ts';
import type { ScanFinding } from '#src/finding/finding.ts';
import type { Comparison, PullRequest } from '#src/pull-request.ts';
import type { GateOutcome } from './outcome.ts';
import type { Waiver } from './waiver.ts';

export type Side = 'base' | 'head';

/** One blob for the scanner. The path routes it to a language and names it in the report, nothing else. */
export interface GateTarget {
  readonly side: Side;
  readonly path: string;
  readonly blobId: string;
  readonly content: Buffer;
}

/** `incomplete`: scanning again may help, unless `retry` is false. `not-scannable`: it cannot. `outside`: no rule is for this kind of file. */
export type TargetOutcome =
  | { readonly kind: 'scanned' }
  | { readonly kind: 'incomplete'; readonly reason: string; readonly retry?: false }
  | { readonly kind: 'not-scannable'; readonly reason: string }
  | { readonly kind: 'outside' };

export interface GateScan {
  readonly engineVersion: string;
  readonly packDigest: string;
  readonly ruleCount: number;
  readonly targets: readonly { readonly side: Side; readonly path: string; readonly blobId: string; readonly outcome: TargetOutcome }[];
  readonly findings: readonly { readonly side: Side; readonly suppressed: boolean; readonly finding: ScanFinding }[];
}

/** Offsets are UTF-16, end exclusive; lines are 1-based. */
export interface SecretPlace {
  readonly kind: string;
  readonly start: number;
  readonly end: number;
  readonly line: number;
  readonly endLine: number;
}

export interface GatePorts {
  /** Merge base against `pull.headSha`, complete. */
  readonly compare: (pull: PullRequest) => Promise<Comparison>;
  /** By git blob id; ids that cannot be read are absent from the answer. */
  readonly readBlobs: (ids: readonly string[]) => Promise<ReadonlyMap<string, Buffer>>;
  /** Never rejects for engine trouble: what was not scanned says so in its outcome. */
  readonly scan: (targets: readonly GateTarget[], signal: AbortSignal) => Promise<GateScan>;
  /** The language whose rules a file of this name meets, if any; asked for files too large to be read. */
  readonly languageOf: (path: string) => string | undefined;
  readonly findSecrets: (text: string) => Promise<readonly SecretPlace[]>;
  /** In force at this moment for the pull request's repository and base branch. */
  readonly loadWaivers: (pull: PullRequest) => Promise<readonly Waiver[]>;
  /**
   * Numbers of other open pull requests with this very head commit that are blocked: GitHub keeps one check for a commit, so
   * the stricter result counts.
   */
  readonly blockedElsewhere: (pull: PullRequest) => Promise<readonly number[]>;
  /** Idempotent by (name, head SHA): creates the current run or updates it. */
  readonly publishCheck: (pull: PullRequest, check: CheckRun) => Promise<void>;
  readonly record: (pull: PullRequest, outcome: GateOutcome) => Promise<void>;
}
