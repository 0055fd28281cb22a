/** The decision. Pure: no client, no clock, no environment, and no way for a model to take part. */
import type { Comparison } from '#src/pull-request.ts';
import { addedLinesOf } from './added-lines.ts';
import type { SecretSearch } from './committed-secrets.ts';
import { SECRET_RULE } from './committed-secrets.ts';
import type { SamePlace, SeenFinding } from './difference.ts';
import { difference } from './difference.ts';
import { findingIdentity } from './identity.ts';
import type { GatePolicy, GateResult, NewFinding, SetAsideFile, UncheckedFile } from './outcome.ts';
import type { TargetPlan } from './plan-targets.ts';
import type { GateScan, TargetOutcome } from './ports.ts';
import type { ReadBlob } from './read-targets.ts';
import { samePlaceIn } from './same-place.ts';
import { findSuppressions } from './suppressions.ts';
import { concludes } from './verdict.ts';
import { waiveFiles, waiveFindings } from './waiver.ts';
import type { Waiver } from './waiver.ts';
import * as wording from './wording.ts';

export interface Facts {
  readonly comparison: Comparison;
  readonly plan: TargetPlan;
  readonly targets: readonly ReadBlob[];
  readonly unreadable: readonly UncheckedFile[];
  readonly scan: GateScan;
  readonly secrets: SecretSearch;
  /** In force now, for this repository and base branch. */
  readonly waivers: readonly Waiver[];
}

export function judge(facts: Facts, policy: GatePolicy): GateResult {
  const { plan, targets, scan, secrets } = facts;
  const outcomes = new Map(scan.targets.map((one) => [`${one.side}\0${one.blobId}\0${one.path}`, one.outcome]));
  // A target that the report does not name was not scanned, whatever else the report says.
  const outcomeOf = ({ side, blobId, path }: ReadBlob): TargetOutcome =>
    outcomes.get(`${side}\0${blobId}\0${path}`) ?? { kind: 'incomplete', reason: wording.notReported };
  const head = targets.filter((one) => one.side === 'head');
  const headPaths = new Set(head.map((one) => one.path));
  const paths = (kind: TargetOutcome['kind']): readonly string[] =>
    head.filter((one) => outcomeOf(one).kind === kind).map((one) => one.path);
  const code = targets.filter((one) => outcomeOf(one).kind !== 'outside');
  const seen = [...fromScan(scan, targets), ...findSuppressions(code), ...secrets.seen];
  const { files } = facts.comparison;
  const { fresh, replanted, kept, moved, gone } = difference(seen, {
    addedLines: addedLinesOf(files),
    samePlace: forRules(samePlaceIn(files, targets)),
  });
  const unaccounted = [...plan.unchecked, ...facts.unreadable, ...head.flatMap((one) => notScanned(one.path, one.blobId, outcomeOf(one)))];
  const blobs = new Map(head.map((one) => [one.path, one.blobId]));
  const unchecked = waiveFiles(unaccounted, facts.waivers);
  const findings = waiveFindings(
    fresh.map((one) => ({
      ...toNewFinding(one, policy, secrets.mask, blobs.get(one.finding.place.path) ?? ''),
      ...(replanted.has(one) ? { replanted: true as const } : {}),
    })),
    facts.waivers,
  );
  return {
    conclusion: concludes(findings, unchecked),
    blockAt: policy.blockAt,
    submodules: policy.submodules,
    mergeBaseSha: facts.comparison.mergeBaseSha,
    fresh: findings,
    known: { kept, moved, gone },
    unchecked,
    scanned: paths('scanned'),
    outside: paths('outside'),
    setAside: [...plan.setAside, ...secrets.setAside],
    withoutBase: targets
      .filter((one) => one.side === 'base' && headPaths.has(one.file))
      .flatMap((one): SetAsideFile[] => notScanned(one.file, one.blobId, outcomeOf(one))),
    secretsSearched: secrets.searched,
    scan: { engineVersion: scan.engineVersion, packDigest: scan.packDigest, ruleCount: scan.ruleCount },
  };
}

/** A secret is as known in one place as in another, and so is a comment that has no effect. */
function forRules(samePlace: SamePlace): SamePlace {
  return (head, base) => head.finding.rule.startsWith('countersign.') || samePlace(head, base);
}

function notScanned(path: string, blobId: string, outcome: TargetOutcome): UncheckedFile[] {
  if (outcome.kind === 'scanned' || outcome.kind === 'outside') return [];
  return [{ path, reason: outcome.reason, retry: outcome.kind === 'incomplete' && outcome.retry !== false, blobId }];
}

/** A path stands for one file per side, so it leads from a finding back to its file. */
function fromScan(scan: GateScan, targets: readonly ReadBlob[]): readonly SeenFinding[] {
  const files = new Map(targets.map((one) => [`${one.side}\0${one.path}`, one.file]));
  return scan.findings.map(({ side, finding }) => ({
    side,
    file: files.get(`${side}\0${finding.place.path}`) ?? finding.place.path,
    identity: findingIdentity(finding.rule, finding.code),
    finding,
  }));
}

function toNewFinding(
  { finding, identity }: SeenFinding,
  { blockAt }: GatePolicy,
  mask: (text: string) => string,
  blobId: string,
): NewFinding {
  const order = { info: 0, warning: 1, error: 2 };
  const shown = { ...finding, code: mask(finding.code), message: mask(finding.message) };
  // A secret's own identity lives only as long as its search (see `committed-secrets.ts`); the file's stands in for it, so
  // that a waiver for one secret never covers another.
  const kept = finding.rule.startsWith(SECRET_RULE) ? findingIdentity(finding.rule, blobId) : identity;
  return { finding: shown, identity: kept, blocks: order[finding.severity] >= order[blockAt] };
}
