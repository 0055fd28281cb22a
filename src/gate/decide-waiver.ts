/** Whether a waiver is granted, and exactly for what. Pure. */
import type { GateResult } from './outcome.ts';
import { scopeOfFile, scopeOfFinding, shortIdOf } from './waiver.ts';
import type { WaiverScope } from './waiver.ts';

export interface WaiverRequest {
  /** The short id of the finding or file, as the check shows it. */
  readonly id: string;
  /** `YYYY-MM-DD`: the last day on which it holds, in UTC. Absent: the policy's default. */
  readonly until: string | undefined;
  readonly reason: string;
}

export interface WaiverPolicy {
  readonly defaultDays: number;
  readonly mostDays: number;
}

export interface WaiverGrant extends WaiverScope {
  readonly count: number;
  readonly reason: string;
  readonly expiresAt: Date;
}

export type WaiverRefusal = 'no-reason' | 'bad-date' | 'date-passed' | 'too-long' | 'no-result' | 'unknown-finding';
export type WaiverDecision =
  | { readonly kind: 'granted'; readonly grant: WaiverGrant }
  | { readonly kind: 'refused'; readonly why: WaiverRefusal };

const DAY = 86_400_000;
const SHORTEST_REASON = 8;

/** @param known the last result that stood on GitHub when the request was written: what its author looked at. */
export function decideWaiver(request: WaiverRequest, known: GateResult | undefined, policy: WaiverPolicy, now: Date): WaiverDecision {
  const reason = request.reason.trim();
  if (reason.length < SHORTEST_REASON) return refused('no-reason');
  const expiresAt = request.until === undefined ? new Date(now.getTime() + policy.defaultDays * DAY) : endOfDay(request.until);
  if (expiresAt === undefined) return refused('bad-date');
  if (expiresAt <= now) return refused('date-passed');
  // The last allowed day counts whole, whatever the hour of the request.
  if (expiresAt.getTime() > now.getTime() + (policy.mostDays + 1) * DAY) return refused('too-long');
  if (known === undefined) return refused('no-result');
  const scopes = [
    ...known.fresh.filter((one) => one.blocks || one.waiver !== undefined).map(scopeOfFinding),
    ...known.unchecked.flatMap((file) => scopeOfFile(file) ?? []),
  ].filter((scope) => shortIdOf(scope) === request.id);
  const [scope] = scopes;
  if (scope === undefined) return refused('unknown-finding');
  return { kind: 'granted', grant: { ...scope, count: scopes.length, reason, expiresAt } };
}

function refused(why: WaiverRefusal): WaiverDecision {
  return { kind: 'refused', why };
}

function endOfDay(text: string): Date | undefined {
  const date = new Date(`${text}T23:59:59.999Z`);
  return /^\d{4}-\d{2}-\d{2}$/u.test(text) && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text) ? date : undefined;
}
