/** One run of the engine over a batch of files: write, run, judge. Its folder is gone when it ends. */
import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CANARY_PREFIX } from './canary.ts';
import type { CoreAnswer, CoreMatch } from './core-answer.ts';
import { readCoreAnswer } from './core-answer.ts';
import type { Expected } from './judge-answer.ts';
import { judgeAnswer } from './judge-answer.ts';
import type { Pack } from './load-pack.ts';
import type { PreparedFile } from './prepared-file.ts';
import type { EngineRun, RunLimits } from './run-engine.ts';
import { runEngine } from './run-engine.ts';
import type { ScanOutcome } from './scan-target.ts';
import * as wording from './wording.ts';
import { makeFolder, removeFolder } from './work-folder.ts';

export interface EngineSetting {
  readonly enginePath: string;
  readonly pack: Pick<Pack, 'jsonFor'>;
  readonly expected: Expected;
  /** Parent of the scan folders. */
  readonly workFolder: string;
  readonly limits: RunLimits & { readonly ruleSeconds: number; readonly softMemoryMb: number };
}

/** `failed`: the run as a whole gave nothing that can be believed. */
export type BatchResult =
  | { readonly kind: 'failed'; readonly reason: string; readonly worthSplitting: boolean; readonly answer?: CoreAnswer }
  | {
      readonly kind: 'judged';
      readonly outcomes: ReadonlyMap<string, ScanOutcome>;
      /** Canaries left out. Files whose outcome is not `scanned` may have some too: a finding is a finding. */
      readonly matches: readonly CoreMatch[];
    };

/** Never throws for anything the engine or the disk does. */
export async function scanBatch(files: readonly PreparedFile[], setting: EngineSetting, signal?: AbortSignal): Promise<BatchResult> {
  let folder: string | undefined;
  try {
    folder = await makeFolder(setting.workFolder);
    // Without a guessable name, so that no target can be mistaken for it.
    const control = randomUUID();
    const rules = setting.pack.jsonFor(new Set(files.map((file) => file.language.name)));
    await writeFile(join(folder, `${control}.rules.json`), rules, { flag: 'wx', mode: 0o600 });
    await writeFile(join(folder, `${control}.targets.json`), JSON.stringify(targetList(files)), { flag: 'wx', mode: 0o600 });
    for (const file of files) await writeFile(join(folder, file.name), file.bytes, { flag: 'wx', mode: 0o600 });
    const run = await runEngine(setting.enginePath, engineArguments(control, setting.limits), folder, setting.limits, signal);
    return read(run, files, setting.expected);
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown';
    return { kind: 'failed', reason: wording.folderFailed(code), worthSplitting: false };
  } finally {
    if (folder !== undefined) await removeFolder(folder).catch(() => undefined);
  }
}

function read(run: EngineRun, files: readonly PreparedFile[], expected: Expected): BatchResult {
  if (run.kind === 'not-started') return { kind: 'failed', reason: run.reason, worthSplitting: false };
  if (run.kind === 'stopped') return { kind: 'failed', reason: run.reason, worthSplitting: run.reason !== wording.cancelled };
  if (run.code !== 0)
    return { kind: 'failed', reason: wording.engineEnded(run.code, run.signal), worthSplitting: true, ...answerOf(run.stdout) };
  const answer = readCoreAnswer(run.stdout);
  if (answer === undefined) return { kind: 'failed', reason: wording.noAnswer, worthSplitting: true };
  const judgement = judgeAnswer(answer, files, expected);
  if (judgement.kind === 'batch') return { kind: 'failed', reason: judgement.reason, worthSplitting: !judgement.hopeless, answer };
  return {
    kind: 'judged',
    outcomes: judgement.outcomes,
    matches: answer.results.filter((match) => !match.check_id.startsWith(CANARY_PREFIX)),
  };
}

function answerOf(stdout: Buffer): { readonly answer?: CoreAnswer } {
  const answer = readCoreAnswer(stdout);
  return answer === undefined ? {} : { answer };
}

function targetList(files: readonly PreparedFile[]): unknown {
  const target = ({ name, language }: PreparedFile): unknown => [
    'CodeTarget',
    { path: { fpath: name, ppath: `/${name}` }, analyzer: language.analyzer, products: ['sast'] },
  ];
  return ['Targets', files.map(target)];
}

function engineArguments(control: string, limits: EngineSetting['limits']): readonly string[] {
  const input = ['-rules', `${control}.rules.json`, '-targets', `${control}.targets.json`];
  const bounds = ['-timeout', String(limits.ruleSeconds), '-timeout_threshold', '3', '-max_memory', String(limits.softMemoryMb)];
  return ['-json_nodots', ...input, '-j', '1', '-fast', ...bounds, '-max_tainted_vars', '1000', '-disable_rule_paths'];
}
