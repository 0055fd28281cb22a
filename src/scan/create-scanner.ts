/** The door of this room: a scanner that has proved itself at start, and then tells everything as a value. */
import { access, constants } from 'node:fs/promises';
import { join } from 'node:path';
import { digestOfFile, generationOf } from './generation.ts';
import type { KeepLimits, KeptResults } from './kept-results.ts';
import { KEEP, keepResults } from './kept-results.ts';
import type { Pack, PackPart } from './load-pack.ts';
import { loadPack } from './load-pack.ts';
import { prepareFiles } from './prepare-files.ts';
import { readFindings } from './read-findings.ts';
import { runEngine } from './run-engine.ts';
import type { EngineSetting } from './scan-batch.ts';
import { scanBatch } from './scan-batch.ts';
import { scanAll } from './scan-all.ts';
import { scanKeeping } from './scan-kept.ts';
import type { ScanReport, ScanTarget } from './scan-target.ts';
import { ScannerNotReady } from './scanner-not-ready.ts';
import { selfTest } from './self-test.ts';
import * as wording from './wording.ts';
import { sweepFolders } from './work-folder.ts';

export const ENGINE_VERSION = '1.182.0';

/** Where set-up puts the engine below the data folder. */
export function enginePathBelow(dataFolder: string): string {
  return join(dataFolder, 'semgrep', ENGINE_VERSION, 'semgrep-core');
}

export interface ScanLimits {
  /** Seconds of wall clock per rule and file; then the file is incomplete. */
  readonly ruleSeconds: number;
  /** One start of the engine, and one whole scan, in milliseconds. */
  readonly wallMs: number;
  readonly totalMs: number;
  /** The engine's own, soft limit per file; and the resident size at which it is killed. */
  readonly softMemoryMb: number;
  readonly memoryMb: number;
  readonly outputBytes: number;
  /** Larger code files are not scannable. */
  readonly fileBytes: number;
  readonly batchFiles: number;
  readonly extraRuns: number;
}

const DEFAULTS: ScanLimits = {
  ruleSeconds: 30,
  wallMs: 240_000,
  totalMs: 600_000,
  softMemoryMb: 1500,
  memoryMb: 3000,
  outputBytes: 64_000_000,
  fileBytes: 10_000_000,
  batchFiles: 200,
  extraRuns: 60,
};

const SELF_TEST_MS = 60_000;

export interface ScannerOptions {
  readonly enginePath: string;
  /** Folders with rule files, or single ones, all of them used; each may be bound to a digest (`PATH@sha256:HEX`). */
  readonly packPaths: readonly string[];
  /** Scan folders are made and swept below it. */
  readonly workFolder: string;
  /** Results of complete scans are kept here, for files that come again. Absent: every file is scanned each time. */
  readonly keptFolder?: string;
  readonly keep?: KeepLimits;
  readonly limits?: Partial<ScanLimits>;
  /** sha256 of the engine, when the operator wants it checked at every start. */
  readonly engineSha256?: string;
  readonly now?: () => number;
}

export interface Scanner {
  readonly packDigest: string;
  readonly ruleCount: number;
  readonly packs: readonly PackPart[];
  /** Never rejects for anything the engine, the disk or a hostile file does: the report tells it. An empty list starts nothing. */
  readonly scan: (targets: readonly ScanTarget[], signal?: AbortSignal) => Promise<ScanReport>;
}

/**
 * Loads the rules, verifies the engine (present, executable, pinned version), sweeps old folders and scans one file per language.
 * Throws `ScannerNotReady` with a message for the operator.
 */
export async function createScanner(options: ScannerOptions): Promise<Scanner> {
  const limits = { ...DEFAULTS, ...options.limits };
  const now = options.now ?? Date.now;
  const pack = await loadPack(options.packPaths);
  await checkEngine(options, limits);
  await sweepFolders(options.workFolder, Date.now());
  const expected = { version: ENGINE_VERSION, rules: pack.rules };
  const setting = { enginePath: options.enginePath, pack, expected, workFolder: options.workFolder, limits };
  // A machine that is slow at the start is no reason to refuse it.
  await selfTest({ ...setting, limits: { ...limits, wallMs: Math.max(limits.wallMs, SELF_TEST_MS) } }, pack);
  const kept = await openKept(options, pack, now);
  return {
    packDigest: pack.digest,
    ruleCount: pack.ruleCount,
    packs: pack.parts,
    scan: (targets, signal) => scan(targets, { setting, pack, limits, now, kept }, signal),
  };
}

/** Without a disk to keep results on, everything is scanned. */
async function openKept(
  { keptFolder, enginePath, keep = KEEP }: ScannerOptions,
  pack: Pack,
  now: () => number,
): Promise<KeptResults | undefined> {
  if (keptFolder === undefined) return undefined;
  try {
    return await keepResults(keptFolder, await generationOf(pack.digest, enginePath, keptFolder), keep, now);
  } catch {
    return undefined;
  }
}

interface Parts {
  readonly setting: EngineSetting;
  readonly pack: Pack;
  readonly limits: ScanLimits;
  readonly now: () => number;
  readonly kept: KeptResults | undefined;
}

async function scan(targets: readonly ScanTarget[], parts: Parts, signal?: AbortSignal): Promise<ScanReport> {
  const { setting, pack, limits, now, kept } = parts;
  const { files, plans } = prepareFiles(targets, limits.fileBytes);
  const scanFiles = (some: typeof files) => scanAll(some, (batch) => scanBatch(batch, setting, signal), { ...limits, now });
  const results = await (kept === undefined ? scanFiles(files) : scanKeeping(files, kept, scanFiles));
  return {
    engineVersion: ENGINE_VERSION,
    packDigest: pack.digest,
    ruleCount: pack.ruleCount,
    findings: files.flatMap((file) => readFindings(results.get(file.name)?.matches ?? [], file)),
    targets: targets.map(({ side, path, blobId }, index) => {
      const plan = plans[index];
      if (plan?.kind === 'decided') return plan.report;
      const outcome = results.get(plan?.name ?? '')?.outcome ?? { kind: 'incomplete', reason: wording.notInList };
      return { side, path, blobId, ...(plan === undefined ? {} : { language: plan.language }), outcome };
    }),
    canaries: {
      expected: files.filter((file) => file.bytes.length > 0 && results.get(file.name)?.outcome.kind === 'scanned').length,
      seen: [...results.values()].reduce((sum, result) => sum + result.canaries, 0),
    },
  };
}

async function checkEngine({ enginePath, engineSha256 }: ScannerOptions, limits: ScanLimits): Promise<void> {
  const todo = 'Run `npm start` or `node setup/ensure-ready.mjs --only=semgrep` to install it, or let SEMGREP_PATH name one.';
  try {
    await access(enginePath, constants.X_OK);
  } catch (cause) {
    throw new ScannerNotReady(`Semgrep's engine is missing or not executable at ${enginePath}. ${todo}`, { cause });
  }
  const run = await runEngine(enginePath, ['-version'], '/', { ...limits, wallMs: SELF_TEST_MS });
  const found = run.kind === 'ended' ? /version: (\S+)/u.exec(run.stdout.toString('utf8'))?.[1] : undefined;
  if (found !== ENGINE_VERSION) throw new ScannerNotReady(`At ${enginePath} ${wording.engineVersion(found, ENGINE_VERSION)}. ${todo}`);
  if (engineSha256 === undefined) return;
  if ((await digestOfFile(enginePath)) !== engineSha256)
    throw new ScannerNotReady(`The engine at ${enginePath} is not the pinned one: its sha256 differs. ${todo}`);
}
