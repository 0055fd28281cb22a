/** How a review ends, and what it covered. */
import type { ChangedFile } from '#src/diff/changed-file.ts';
import type { LeftOutReason } from '#src/diff/leave-out.ts';
import { isGap } from '#src/diff/leave-out.ts';
import { packFiles } from '#src/diff/pack-files.ts';
import type { FileGroup, NotReviewed, Packing } from '#src/diff/pack-files.ts';
import type { ModelAnswer, ModelUsage } from '#src/ask-model.ts';
import type { ThreadEnding } from './follow-threads.ts';
import type { FindingRecord } from './finding-record.ts';
import type { HiddenPlace } from './hidden-places.ts';

export interface Unread {
  readonly path: string;
  /** `model-failed`: its request was not answered; `detail` tells how. `no-model`: nobody was there to be asked. */
  readonly reason: LeftOutReason | 'model-failed' | 'no-model' | 'no-tokens';
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
  /** `signs`: the model was asked only about places that rules found suspicious. Absent in older records: `read`. */
  readonly way?: 'read' | 'signs';
  /** What became of the threads of earlier rounds. */
  readonly threads?: readonly ThreadEnding[];
  /** What the change brings that no reader sees; absent when there is nothing. */
  readonly hidden?: readonly HiddenPlace[];
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
  const failed = new Map<string, ModelFailure>();
  const seen = new Set<string>();
  for (const group of packing.groups) {
    for (const { file } of group.parts) {
      seen.add(file.path);
      const failure = failures.get(group);
      if (failure) failed.set(file.path, failure);
    }
  }
  const unread = packing.notReviewed.map(({ file, reason }: NotReviewed) => ({ path: file.path, reason, detail: '' }));
  return {
    reviewed: [...seen].filter((path) => !failed.has(path)),
    missed: [...unread.filter(({ reason }) => isGap(reason)), ...[...failed].map(([path, failure]) => unreadFor(path, failure))],
    leftOut: unread.filter(({ reason }) => !isGap(reason)),
  };
}

/** A budget that is used up is no failure of the model: it was not asked. */
function unreadFor(path: string, { reason, detail }: ModelFailure): Unread {
  return { path, reason: reason === 'over-budget' ? 'no-tokens' : 'model-failed', detail };
}

function unreadBy({ reviewed, missed }: Coverage, failure: ModelFailure): Unread[] {
  return [...missed, ...reviewed.map((path) => unreadFor(path, failure))];
}

type Facts =
  | { readonly why: 'no-model'; readonly files: readonly ChangedFile[] }
  | ({ readonly why: 'ran'; readonly failures: readonly ModelFailure[] } & Omit<Ran, 'headSha'>);

/** "Reviewed" needs every file that should be read, and a second look at every finding that asked for one. */
export function endingOf(headSha: string, facts: Facts): ReviewOutcome {
  if (facts.why === 'no-model') {
    const { notReviewed, groups } = packFiles(facts.files, { tokensPerGroup: Infinity, maxGroups: Infinity, maxPartsPerFile: Infinity });
    const { reviewed: readable, missed, leftOut } = coverageOf({ notReviewed, groups }, new Map());
    const unread = readable.map((path): Unread => ({ path, reason: 'no-model', detail: '' }));
    const coverage = { reviewed: [], missed: [...missed, ...unread], leftOut };
    return { kind: 'not-reviewed', reason: 'no-model', detail: '', headSha, coverage, findings: [], usage: [] };
  }
  const { coverage, findings, usage, failures, way, threads } = facts;
  const ran: Ran = { headSha, coverage, findings, usage, ...(way !== undefined && { way }), ...(threads !== undefined && { threads }) };
  const failure = failures[0];
  // Asked about single places, and not one answer: nothing was reviewed.
  if (way === 'signs' && failure && usage.length === 0)
    return {
      kind: 'not-reviewed',
      reason: `model-${failure.reason}`,
      detail: failure.detail,
      ...ran,
      coverage: { ...coverage, reviewed: [], missed: unreadBy(coverage, failure) },
    };
  if (coverage.reviewed.length === 0) {
    if (failure) return { kind: 'not-reviewed', reason: `model-${failure.reason}`, detail: failure.detail, ...ran };
    if (coverage.missed.length === 0) return { kind: 'not-reviewed', reason: 'nothing-to-review', detail: '', ...ran };
    return { kind: 'not-reviewed', reason: 'too-large', detail: '', ...ran };
  }
  const unverified = findings.some(({ verdict }) => verdict.kind === 'dropped' && verdict.reason === 'unverified');
  return { kind: coverage.missed.length === 0 && !unverified ? 'reviewed' : 'partly-reviewed', ...ran };
}
