/** What the last runs found, as the records give it back. Pure. */
import { z } from 'zod';
import { scopeOfFile, scopeOfFinding, shortIdOf } from '#src/gate/waiver.ts';
import { readStoredOutcome } from '#src/gate/stored-outcome.ts';

/** Only what is told about a finding; older versions wrote the same. */
const StoredReview = z.object({
  kind: z.string(),
  findings: z
    .array(
      z.object({
        proposal: z.object({ title: z.string(), reason: z.string(), severity: z.string() }),
        place: z.object({ path: z.string(), startLine: z.number().optional() }),
        fingerprint: z.string(),
        verdict: z.union([
          z.object({ kind: z.literal('posted') }),
          z.object({ kind: z.literal('dropped'), reason: z.string(), detail: z.string() }),
        ]),
      }),
    )
    .default([]),
  coverage: z.object({ reviewed: z.array(z.string()), missed: z.array(z.object({ path: z.string() })) }).optional(),
});

export type Said =
  | { readonly kind: 'posted' }
  | { readonly kind: 'dropped'; readonly reason: string; readonly detail: string }
  | { readonly kind: 'dismissed'; readonly login: string; readonly reason: string };

export interface ReviewFinding {
  readonly id: string;
  readonly fingerprint: string;
  readonly path: string;
  readonly line: number | undefined;
  readonly severity: string;
  readonly title: string;
  readonly reason: string;
  readonly said: Said;
}

export interface GateFinding {
  /** Absent: nobody can waive it. */
  readonly id: string | undefined;
  readonly path: string;
  readonly line: number | undefined;
  readonly severity: string;
  readonly rule: string;
  readonly message: string;
  readonly state:
    | { readonly kind: 'blocks' | 'advisory' | 'unchecked' }
    | { readonly kind: 'waived'; readonly login: string; readonly reason: string; readonly expiresAt: string };
}

interface StoredRun {
  readonly headSha: string;
  readonly conclusion: string;
  readonly outcome: unknown;
}

export interface WhyFacts {
  readonly headSha: string;
  readonly gate: { readonly headSha: string; readonly conclusion: string; readonly findings: readonly GateFinding[] } | undefined;
  readonly review:
    | {
        readonly headSha: string;
        readonly conclusion: string;
        readonly findings: readonly ReviewFinding[];
        readonly read: number;
        readonly missed: number;
      }
    | undefined;
  /** By fingerprint: also what the last review did not come to again. */
  readonly dismissed: ReadonlyMap<string, { readonly login: string; readonly reason: string }>;
}

export const shortReviewId = (fingerprint: string): string => fingerprint.slice(0, 12);

export function whyFacts(
  headSha: string,
  runs: { readonly gate: StoredRun | undefined; readonly review: StoredRun | undefined },
  dismissals: readonly { readonly fingerprint: string; readonly login: string; readonly reason: string }[],
): WhyFacts {
  const { gate, review } = runs;
  return {
    headSha,
    gate: gate && { headSha: gate.headSha, conclusion: gate.conclusion, findings: gateFindings(gate.outcome) },
    review: review && { headSha: review.headSha, conclusion: review.conclusion, ...reviewFindings(review.outcome, dismissals) },
    dismissed: new Map(dismissals.map((one) => [one.fingerprint, one])),
  };
}

function gateFindings(outcome: unknown): readonly GateFinding[] {
  const result = readStoredOutcome(outcome)?.result;
  if (result === undefined) return [];
  const found = result.fresh.map((one): GateFinding => {
    const { place, severity, rule, message } = one.finding;
    return {
      id: shortIdOf(scopeOfFinding(one)),
      path: place.path,
      line: place.startLine,
      severity,
      rule,
      message,
      state: one.waiver === undefined ? { kind: one.blocks ? 'blocks' : 'advisory' } : { kind: 'waived', ...one.waiver },
    };
  });
  const unchecked = result.unchecked.map((file): GateFinding => {
    const scope = scopeOfFile(file);
    return {
      id: scope && shortIdOf(scope),
      path: file.path,
      line: undefined,
      severity: 'not checked',
      rule: 'file not checked',
      message: file.reason,
      state: file.waiver === undefined ? { kind: 'unchecked' } : { kind: 'waived', ...file.waiver },
    };
  });
  return [...found, ...unchecked];
}

function reviewFindings(
  outcome: unknown,
  dismissals: readonly { readonly fingerprint: string; readonly login: string; readonly reason: string }[],
): { readonly findings: readonly ReviewFinding[]; readonly read: number; readonly missed: number } {
  const stored = StoredReview.safeParse(outcome).data;
  const findings = (stored?.findings ?? []).map(({ proposal, place, fingerprint, verdict }): ReviewFinding => {
    const dismissal = dismissals.find((one) => one.fingerprint === fingerprint);
    return {
      id: shortReviewId(fingerprint),
      fingerprint,
      path: place.path,
      line: place.startLine,
      severity: proposal.severity,
      title: proposal.title,
      reason: proposal.reason,
      said: dismissal === undefined ? verdict : { kind: 'dismissed', login: dismissal.login, reason: dismissal.reason },
    };
  });
  return { findings, read: stored?.coverage?.reviewed.length ?? 0, missed: stored?.coverage?.missed.length ?? 0 };
}
