/** Waivers: a person's dated decision to let one piece of code pass. Pure. */
import { createHash } from 'node:crypto';
import type { AppliedWaiver, NewFinding, UncheckedFile } from './outcome.ts';

/** The rule under which a file that could not be checked is waived; its identity is the file's blob id. */
export const NOT_CHECKED = 'countersign.not-checked';

/** What a waiver is bound to, besides the repository and the base branch. A change of the code is another identity. */
export interface WaiverScope {
  readonly rule: string;
  readonly identity: string;
  readonly path: string;
}

export interface Waiver extends WaiverScope, AppliedWaiver {
  /** How many equal matches stood there when it was granted; more of them are ambiguous, and none is covered. */
  readonly count: number;
}

/** What people write in a command: names rule, code and path together, so that it cannot come to mean something else. */
export function shortIdOf({ rule, identity, path }: WaiverScope): string {
  return createHash('sha256').update([rule, identity, path].join('\0')).digest('hex').slice(0, 12);
}

export function scopeOfFinding({ finding, identity }: NewFinding): WaiverScope {
  return { rule: finding.rule, identity, path: finding.place.path };
}

/** `undefined`: what the file holds is not known, so nobody can answer for it. */
export function scopeOfFile({ path, blobId }: UncheckedFile): WaiverScope | undefined {
  return blobId === undefined ? undefined : { rule: NOT_CHECKED, identity: blobId, path };
}

/** Blocking findings that a waiver covers block no more; what it does not cover exactly, it does not cover at all. */
export function waiveFindings(findings: readonly NewFinding[], waivers: readonly Waiver[]): readonly NewFinding[] {
  const matches = Map.groupBy(
    findings.filter((one) => one.blocks),
    (one) => shortIdOf(scopeOfFinding(one)),
  );
  return findings.map((one) => {
    if (!one.blocks) return one;
    const scope = scopeOfFinding(one);
    const waiver = covering(scope, matches.get(shortIdOf(scope))?.length ?? 0, waivers);
    return waiver === undefined ? one : { ...one, blocks: false, waiver };
  });
}

export function waiveFiles(files: readonly UncheckedFile[], waivers: readonly Waiver[]): readonly UncheckedFile[] {
  return files.map((file) => {
    const scope = scopeOfFile(file);
    const waiver = scope === undefined ? undefined : covering(scope, 1, waivers);
    return waiver === undefined ? file : { ...file, waiver };
  });
}

function covering({ rule, identity, path }: WaiverScope, matches: number, waivers: readonly Waiver[]): AppliedWaiver | undefined {
  const found = waivers.filter((one) => one.rule === rule && one.identity === identity && one.path === path);
  const latest = found.toSorted((a, b) => (a.expiresAt < b.expiresAt ? 1 : -1)).find((one) => one.count >= matches);
  return latest && { id: latest.id, login: latest.login, reason: latest.reason, expiresAt: latest.expiresAt };
}
