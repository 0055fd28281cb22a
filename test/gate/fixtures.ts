/** Pull requests as values, and ports that remember what was asked of them. The story under test is the real one. */
import type { CheckRun } from '#src/check-run.ts';
import type { ChangedFile, HunkLine } from '#src/diff/changed-file.ts';
import type { ScanFinding } from '#src/finding/finding.ts';
import type { GateOutcome } from '#src/gate/outcome.ts';
import type { GatePorts, GateScan, GateTarget, TargetOutcome } from '#src/gate/ports.ts';
import type { PullRequest } from '#src/pull-request.ts';
import { findSecrets } from '#src/untrusted/find-secrets.ts';

export const headSha = 'a'.repeat(40);
export const mergeBaseSha = 'b'.repeat(40);

export const pull: PullRequest = {
  installationId: 1,
  repositoryId: 2,
  number: 7,
  owner: 'acme',
  repo: 'shop',
  title: 'Add search',
  body: '',
  author: { id: 3, login: 'ada', kind: 'user' },
  state: 'open',
  draft: false,
  headSha,
  headRef: 'search',
  baseSha: 'c'.repeat(40),
  baseRef: 'main',
  htmlUrl: 'https://github.example/acme/shop/pull/7',
};

/** A text file that goes from one content to the other, in one hunk; every head line that is not in the base counts as added. */
export function changed(path: string, before: string | undefined, after: string | undefined, more: Partial<ChangedFile> = {}): ChangedFile {
  const old = new Set((before ?? '').split('\n'));
  const lines = (after ?? '')
    .split('\n')
    .flatMap((text, index): HunkLine[] => (old.has(text) ? [] : [{ kind: 'added', text, newLine: index + 1 }]));
  const [oldLines, newLines] = [before ?? '', after ?? ''].map((text) => text.split('\n').length);
  const hunk = { oldStart: 1, oldLines: oldLines ?? 0, newStart: 1, newLines: newLines ?? 0, section: '', lines };
  return {
    path,
    status: before === undefined ? 'added' : after === undefined ? 'deleted' : 'modified',
    kind: 'text',
    ...(before === undefined ? {} : { baseBlob: `base ${path}` }),
    ...(after === undefined ? {} : { headBlob: `head ${path}` }),
    headSize: Buffer.byteLength(after ?? ''),
    baseMode: before === undefined ? '000000' : '100644',
    headMode: after === undefined ? '000000' : '100644',
    additions: lines.length,
    deletions: 0,
    hunks: lines.length === 0 ? [] : [hunk],
    ...more,
  };
}

export function finding(rule: string, path: string, startLine: number, code: string, more: Partial<ScanFinding> = {}): ScanFinding {
  return {
    rule,
    severity: 'error',
    message: `About ${rule}.`,
    place: { path, startLine, endLine: startLine },
    code,
    cwe: ['CWE-1'],
    references: [],
    trace: [],
    ...more,
  };
}

/** A scanner of one rule: every line with `eval(…)` is a finding, `.txt` and `.png` are outside. */
export function evalScan(targets: readonly GateTarget[], outcomes: Readonly<Record<string, TargetOutcome>> = {}): GateScan {
  const outcomeOf = ({ side, path }: GateTarget): TargetOutcome =>
    outcomes[`${side} ${path}`] ?? (/\.(?:txt|png|md)$/u.test(path) ? { kind: 'outside' } : { kind: 'scanned' });
  return {
    engineVersion: '1.182.0',
    packDigest: 'd'.repeat(64),
    ruleCount: 1,
    targets: targets.map((target) => ({ side: target.side, path: target.path, blobId: target.blobId, outcome: outcomeOf(target) })),
    findings: targets
      .filter((target) => outcomeOf(target).kind === 'scanned')
      .flatMap((target) =>
        target.content
          .toString('utf8')
          .split('\n')
          .flatMap((text, index) => {
            const code = /eval\(.*\)/u.exec(text)?.[0];
            return code === undefined
              ? []
              : [{ side: target.side, suppressed: false, finding: finding('no-eval', target.path, index + 1, code) }];
          }),
      ),
  };
}

export interface Stage {
  readonly ports: GatePorts;
  readonly events: string[];
  readonly checks: CheckRun[];
  readonly outcomes: GateOutcome[];
}

/** `contents`: blob id → text. A port given in `more` takes the place of the usual one. */
export function stage(
  files: readonly ChangedFile[],
  contents: Readonly<Record<string, string | Buffer>>,
  more: Partial<GatePorts> = {},
): Stage {
  const events: string[] = [];
  const checks: CheckRun[] = [];
  const outcomes: GateOutcome[] = [];
  const ports: GatePorts = {
    compare: async () => ({ mergeBaseSha, headSha, files, commits: [] }),
    readBlobs: async (ids) => new Map(ids.flatMap((id) => (contents[id] === undefined ? [] : [[id, Buffer.from(contents[id])]]))),
    scan: async (targets) => evalScan(targets),
    languageOf: (path) => (/\.(?:py|js)$/u.test(path) ? 'python' : undefined),
    findSecrets,
    publishCheck: async (_pull, check) => void checks.push(check),
    loadWaivers: async () => [],
    blockedElsewhere: async () => [],
    record: async (_pull, outcome) => void outcomes.push(outcome),
    ...more,
  };
  const watched = Object.fromEntries(
    Object.entries(ports).map(([name, port]) => [
      name,
      (...args: readonly unknown[]) => {
        if (name !== 'languageOf' && name !== 'findSecrets') events.push(name);
        return Reflect.apply(port as (...all: readonly unknown[]) => unknown, undefined, args);
      },
    ]),
  ) as unknown as GatePorts;
  return { ports: watched, events, checks, outcomes };
}

/** Both sides of one changed file: the file and its blobs. */
export function edit(
  path: string,
  before: string | undefined,
  after: string | undefined,
  more: Partial<ChangedFile> = {},
): { readonly file: ChangedFile; readonly blobs: Record<string, string> } {
  const file = changed(path, before, after, more);
  return {
    file,
    blobs: { ...(before === undefined ? {} : { [`base ${path}`]: before }), ...(after === undefined ? {} : { [`head ${path}`]: after }) },
  };
}
