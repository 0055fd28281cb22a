/**
 * The merge oracle: may this pull request be merged, and if not, why not. Pure.
 * Source: https://docs.github.com/en/pull-requests/collaborating-with-pull-requests/collaborating-on-repositories-with-code-quality-features/troubleshooting-required-status-checks
 */
import type { CheckConclusion, CheckStatus } from '#sandbox/state/check.ts';
import type { RequiredCheck } from '#sandbox/state/repository.ts';

/** One check run on any SHA; a higher id is newer. */
export interface RunSeen {
  readonly id: number;
  readonly name: string;
  readonly appId: number;
  readonly headSha: string;
  readonly status: CheckStatus;
  readonly conclusion: CheckConclusion | null;
}

/** One commit status on any SHA; a higher id is newer. */
export interface StatusSeen {
  readonly id: number;
  readonly context: string;
  readonly sha: string;
  readonly state: 'error' | 'failure' | 'pending' | 'success';
}

export interface MergeFacts {
  readonly state: 'open' | 'closed';
  readonly draft: boolean;
  /** `false`: conflicts with the base branch. */
  readonly mergeable: boolean | null;
  /** The head does not contain the base's tip, and the rule asks for it. */
  readonly behind: boolean;
  readonly headSha: string;
  readonly required: readonly RequiredCheck[];
  readonly runs: readonly RunSeen[];
  readonly statuses: readonly StatusSeen[];
  readonly missingApprovals: number;
  readonly changesRequestedBy: readonly string[];
  readonly unresolvedThreads: number;
}

/** How one required check stands. */
export interface RequiredCheckState {
  readonly context: string;
  readonly appId: number | null;
  readonly state: 'passed' | 'failed' | 'pending' | 'expected';
  /** Why it is not passed; empty when it is. */
  readonly reason: string;
}

export interface MergeDecision {
  readonly allowed: boolean;
  /** One text per obstacle, for people. */
  readonly reasons: readonly string[];
  readonly checks: readonly RequiredCheckState[];
}

const PASSING: ReadonlySet<string> = new Set(['success', 'neutral', 'skipped']);

/** Decides from facts alone; a check counts only on exactly `headSha`, by its newest run per (name, App). */
export function decideMerge(facts: MergeFacts): MergeDecision {
  const checks = facts.required.map((required) => stateOf(required, facts));
  const reasons: string[] = [];
  if (facts.state === 'closed') reasons.push('The pull request is closed.');
  if (facts.draft) reasons.push('The pull request is still a draft.');
  if (facts.mergeable === false) reasons.push('The branch has conflicts that must be resolved.');
  if (facts.behind) reasons.push('The branch is out-of-date with the base branch.');
  for (const check of checks) if (check.reason !== '') reasons.push(check.reason);
  if (facts.missingApprovals > 0)
    reasons.push(`${facts.missingApprovals} more approving review(s) required by reviewers with write access.`);
  for (const login of facts.changesRequestedBy) reasons.push(`${login} requested changes.`);
  if (facts.unresolvedThreads > 0) reasons.push(`${facts.unresolvedThreads} conversation(s) must be resolved.`);
  return { allowed: reasons.length === 0, reasons, checks };
}

function stateOf(required: RequiredCheck, facts: MergeFacts): RequiredCheckState {
  const named = facts.runs.filter((run) => run.name === required.context && run.headSha === facts.headSha);
  const runs = latestPerApp(required.appId === null ? named : named.filter((run) => run.appId === required.appId));
  // A status has no App, so it can never satisfy a check that expects one.
  const statuses = required.appId === null ? latestStatus(required.context, facts) : [];
  const parts = [...runs.map(runState), ...statuses.map(statusState)];
  const label = `Required check "${required.context}"`;
  const base = { context: required.context, appId: required.appId };
  if (parts.length === 0) {
    const elsewhere = named.length > 0 ? ' from the expected App' : '';
    return { ...base, state: 'expected', reason: `${label} is expected: nothing was reported for the latest commit${elsewhere}.` };
  }
  const failed = parts.find((part) => part.state === 'failed');
  if (failed) return { ...base, state: 'failed', reason: `${label} ${failed.words}.` };
  const pending = parts.find((part) => part.state === 'pending');
  if (pending) return { ...base, state: 'pending', reason: `${label} ${pending.words}.` };
  return { ...base, state: 'passed', reason: '' };
}

interface Part {
  readonly state: 'passed' | 'failed' | 'pending';
  readonly words: string;
}

function runState(run: RunSeen): Part {
  if (run.status !== 'completed') return { state: 'pending', words: 'has not completed' };
  if (run.conclusion !== null && PASSING.has(run.conclusion)) return { state: 'passed', words: '' };
  return { state: 'failed', words: run.conclusion === 'failure' ? 'is failing' : `ended with ${run.conclusion ?? 'no conclusion'}` };
}

function statusState(status: StatusSeen): Part {
  if (status.state === 'success') return { state: 'passed', words: '' };
  if (status.state === 'pending') return { state: 'pending', words: 'has not completed' };
  return { state: 'failed', words: 'is failing' };
}

function latestPerApp(runs: readonly RunSeen[]): readonly RunSeen[] {
  const latest = new Map<number, RunSeen>();
  for (const run of runs) if ((latest.get(run.appId)?.id ?? -1) < run.id) latest.set(run.appId, run);
  return [...latest.values()];
}

function latestStatus(context: string, facts: MergeFacts): readonly StatusSeen[] {
  const same = facts.statuses.filter((status) => status.context === context && status.sha === facts.headSha);
  return same.sort((a, b) => b.id - a.id).slice(0, 1);
}
