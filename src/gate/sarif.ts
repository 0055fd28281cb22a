/** A gate's result as SARIF 2.1.0, for code scanning and editors. Pure. It never takes part in the verdict. */
import type { ScanFinding, SourceRange } from '#src/finding/finding.ts';
import type { GateResult, NewFinding } from './outcome.ts';
import type { SarifLevel, SarifLocation, SarifLog, SarifNotification, SarifResult, SarifRule, SarifSuppression } from './sarif-log.ts';
import { sarifRules } from './sarif-rules.ts';
import * as wording from './wording.ts';

export interface SarifSource {
  readonly result: GateResult;
  readonly headSha: string;
  readonly startedAt?: Date;
  readonly finishedAt?: Date;
}

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';
export const LEVELS: Readonly<Record<ScanFinding['severity'], SarifLevel>> = { error: 'error', warning: 'warning', info: 'note' };
/** GitHub takes no more in one run. Source: https://docs.github.com/en/code-security/code-scanning/troubleshooting-sarif-uploads/results-exceed-limit */
const MOST = 25_000;
const NOTICES = [
  { id: 'not-checked', shortDescription: { text: wording.uncheckedHead } },
  { id: 'without-base', shortDescription: { text: wording.withoutBaseHead } },
  { id: 'set-aside', shortDescription: { text: wording.setAsideHead } },
] as const satisfies readonly SarifRule[];

/** New findings are results (waived ones suppressed), files that nothing looked into are notifications of the tool. */
export function toSarif({ result, headSha, startedAt, finishedAt }: SarifSource): SarifLog {
  const { rules, indexOf } = sarifRules(result.fresh);
  const occurrence = counter();
  const notices = noticesOf(result);
  return {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Countersign',
            semanticVersion: result.scan.engineVersion,
            rules,
            notifications: NOTICES,
            properties: { engine: 'Semgrep', packDigest: result.scan.packDigest, ruleCount: result.scan.ruleCount },
          },
        },
        automationDetails: { id: 'countersign/security/' },
        invocations: [
          {
            executionSuccessful: result.unchecked.every((file) => file.waiver !== undefined),
            ...(startedAt === undefined ? {} : { startTimeUtc: startedAt.toISOString() }),
            ...(finishedAt === undefined ? {} : { endTimeUtc: finishedAt.toISOString() }),
            toolExecutionNotifications: notices,
          },
        ],
        columnKind: 'utf16CodeUnits',
        results: result.fresh.slice(0, MOST).map((one) => toResult(one, indexOf(one.finding.rule), occurrence(one))),
        properties: {
          conclusion: result.conclusion,
          headSha,
          mergeBaseSha: result.mergeBaseSha,
          scanned: result.scanned.length,
          outside: result.outside.length,
          known: result.known.kept,
          gone: result.known.gone,
        },
      },
    ],
  };
}

function toResult(one: NewFinding, ruleIndex: number, occurrence: number): SarifResult {
  const { finding, identity, blocks, waiver } = one;
  const fingerprint = `${identity}:${occurrence}`;
  const steps = finding.trace.map((step) => ({ location: locationOf(step) }));
  return {
    ruleId: finding.rule,
    ruleIndex,
    level: LEVELS[finding.severity],
    baselineState: 'new',
    message: { text: readable(finding.message) },
    locations: [locationOf(finding.place, readable(finding.code))],
    // Code scanning tells results apart by the first name only; it would make one of line and column otherwise.
    partialFingerprints: { primaryLocationLineHash: fingerprint, 'countersign/v1': fingerprint },
    ...(steps.length < 2 ? {} : { codeFlows: [{ threadFlows: [{ locations: steps }] }] }),
    suppressions: waiver === undefined ? [] : [suppressionOf(waiver)],
    properties: { blocks },
  };
}

function suppressionOf({ id, login, reason, expiresAt }: NonNullable<NewFinding['waiver']>): SarifSuppression {
  return {
    kind: 'external',
    status: 'accepted',
    justification: readable(reason),
    properties: { waiver: id, by: readable(login), expiresAt },
  };
}

function noticesOf({ unchecked, withoutBase, setAside }: GateResult): readonly SarifNotification[] {
  const notice = (index: 0 | 1 | 2, level: SarifLevel, path: string, reason: string): SarifNotification => ({
    descriptor: { id: NOTICES[index].id, index },
    level,
    message: { text: readable(`${path}: ${reason}`) },
    locations: [{ physicalLocation: { artifactLocation: artifact(path) } }],
  });
  return [
    ...unchecked.map(({ path, reason, waiver }) => notice(0, waiver === undefined ? 'error' : 'warning', path, reason)),
    ...withoutBase.map(({ path, reason }) => notice(1, 'warning', path, reason)),
    ...setAside.map(({ path, reason }) => notice(2, 'note', path, reason)),
  ];
}

function locationOf({ path, startLine, endLine, startColumn, endColumn }: SourceRange, snippet?: string): SarifLocation {
  const region = {
    startLine,
    endLine,
    ...(startColumn === undefined ? {} : { startColumn }),
    ...(endColumn === undefined ? {} : { endColumn }),
    ...(snippet === undefined ? {} : { snippet: { text: snippet } }),
  };
  return { physicalLocation: { artifactLocation: artifact(path), region } };
}

/** A path may hold anything but `/` and NUL in a part; a URI may not. */
function artifact(path: string): { readonly uri: string; readonly uriBaseId: string } {
  const parts = path
    .toWellFormed()
    .split('/')
    .map((part) => encodeURIComponent(part));
  return { uri: parts.join('/'), uriBaseId: '%SRCROOT%' };
}

/** Which of several equal matches in one file: they share an identity. */
function counter(): (one: NewFinding) => number {
  const seen = new Map<string, number>();
  return ({ finding, identity }) => {
    const key = `${identity}\0${finding.place.path}`;
    const next = (seen.get(key) ?? 0) + 1;
    seen.set(key, next);
    return next;
  };
}

/** Control characters and lone surrogates are shown, not passed on. */
function readable(text: string): string {
  const shown = text.toWellFormed().replace(/[^\P{Cc}\n\t]/gu, '\uFFFD');
  return shown === '' ? '\uFFFD' : shown;
}
