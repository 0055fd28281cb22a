/** How a review ends, and what it covered. */
import type { ChangedFile } from '#src/diff/changed-file.ts';
import type { LeftOutReason } from '#src/diff/leave-out.ts';
import { isGap } from '#src/diff/leave-out.ts';
import { packFiles } from '#src/diff/pack-files.ts';
import type { FileGroup, NotReviewed, Packing } from '#src/diff/pack-files.ts';
import type { ModelAnswer, ModelUsage } from '#src/ask-model.ts';
import type { FindingRecord } from './finding-record.ts';

export interface Unread {
  readonly path: string;
  /** `model-failed`: its request was not answered; `detail` tells how. */
  readonly reason: LeftOutReason | 'model-failed';
  readonly detail: string;
}

export interface Coverage {
  /** Paths that were read completely. */
  readonly reviewed: readonly string[];
  /** Paths that should have been read and were not, or not completely. */
  readonly missed: readonly Unread[];
  /** Paths that need no reading: generated, vendored, binary, deleted and the like. */
  readonly leftOut: readonly Unread[];
}

interface Ran {
  readonly headSha: string;
  readonly coverage: Coverage;
  readonly findings: readonly FindingRecord[];
  readonly usage: readonly ModelUsage[];
}

export type ReviewOutcome =
  | ({ readonly kind: 'reviewed' } & Ran)
  | ({ readonly kind: 'partly-reviewed' } & Ran)
  | ({ readonly kind: 'not-reviewed'; readonly reason: NotReviewedReason; readonly detail: string } & Ran)
  | { readonly kind: 'superseded'; readonly headSha: string };

export type ModelFailure = Pick<Extract<ModelAnswer<unknown>, { kind: 'failed' }>, 'reason' | 'detail'>;
export type NotReviewedReason = 'no-model' | 'nothing-to-review' | 'too-large' | `model-${ModelFailure['reason']}`;

/** What was covered, given the groups that failed. A file whose parts stood in several groups needs all of them. */
export function coverageOf(packing: Packing, failures: ReadonlyMap<FileGroup, ModelFailure>): Coverage {
  const failed = new Map<string, string>();
  const seen = new Set<string>();
  for (const group of packing.groups) {
    for (const { file } of group.parts) {
      seen.add(file.path);
      const failure = failures.get(group);
      if (failure) failed.set(file.path, failure.detail);
    }
  }
  const unread = packing.notReviewed.map(({ file, reason }: NotReviewed): Unread => ({ path: file.path, reason, detail: '' }));
  return {
    reviewed: [...seen].filter((path) => !failed.has(path)),
    missed: [
      ...unread.filter(({ reason }) => reason !== 'model-failed' && isGap(reason)),
      ...[...failed].map(([path, detail]): Unread => ({ path, reason: 'model-failed', detail })),
    ],
    leftOut: unread.filter(({ reason }) => reason !== 'model-failed' && !isGap(reason)),
  };
}

type Facts =
  | { readonly why: 'no-model'; readonly files: readonly ChangedFile[] }
  | ({ readonly why: 'ran'; readonly failures: readonly ModelFailure[] } & Omit<Ran, 'headSha'>);

/** "Reviewed" needs every file that should be read, and a second look at every finding that asked for one. */
export function endingOf(headSha: string, facts: Facts): ReviewOutcome {
  if (facts.why === 'no-model') {
    const { notReviewed, groups } = packFiles(facts.files, { tokensPerGroup: Infinity, maxGroups: Infinity, maxPartsPerFile: Infinity });
    const nobody: ModelFailure = { reason: 'unreachable', detail: '' };
    const coverage = coverageOf({ notReviewed, groups }, new Map(groups.map((group) => [group, nobody])));
    return { kind: 'not-reviewed', reason: 'no-model', detail: '', headSha, coverage, findings: [], usage: [] };
  }
  const { coverage, findings, usage, failures } = facts;
  const ran: Ran = { headSha, coverage, findings, usage };
  const failure = failures[0];
  if (coverage.reviewed.length === 0) {
    if (failure) return { kind: 'not-reviewed', reason: `model-${failure.reason}`, detail: failure.detail, ...ran };
    if (coverage.missed.length === 0) return { kind: 'not-reviewed', reason: 'nothing-to-review', detail: '', ...ran };
    return { kind: 'not-reviewed', reason: 'too-large', detail: '', ...ran };
  }
  const unverified = findings.some(({ verdict }) => verdict.kind === 'dropped' && verdict.reason === 'unverified');
  return { kind: coverage.missed.length === 0 && !unverified ? 'reviewed' : 'partly-reviewed', ...ran };
}
