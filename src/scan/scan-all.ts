/** All files of a scan: in batches, with a second chance alone for what was incomplete, within one budget of time. */
import type { CoreMatch } from './core-answer.ts';
import type { PreparedFile } from './prepared-file.ts';
import type { BatchResult } from './scan-batch.ts';
import type { ScanOutcome } from './scan-target.ts';
import * as wording from './wording.ts';

export interface FileResult {
  readonly outcome: ScanOutcome;
  readonly matches: readonly CoreMatch[];
  readonly canaries: number;
}

export interface Pace {
  readonly batchFiles: number;
  readonly totalMs: number;
  /** Starts of the engine beyond one per batch: bounds what a pull request full of traps can cost. */
  readonly extraRuns: number;
  readonly now: () => number;
}

type Run = (files: readonly PreparedFile[]) => Promise<BatchResult>;

/** Results by neutral name. `run` is one start of the engine. */
export async function scanAll(files: readonly PreparedFile[], run: Run, pace: Pace): Promise<ReadonlyMap<string, FileResult>> {
  const deadline = pace.now() + pace.totalMs;
  const results = new Map<string, FileResult>();
  const queue = inBatches(files, pace.batchFiles);
  const retried = new Set<PreparedFile>();
  let runsLeft = queue.length + pace.extraRuns;
  for (let batch = queue.shift(); batch !== undefined; batch = queue.shift()) {
    if (pace.now() >= deadline || runsLeft <= 0) {
      for (const file of batch) if (!results.has(file.name)) results.set(file.name, incomplete(wording.budgetUsed));
      continue;
    }
    runsLeft -= 1;
    const result = await run(batch);
    if (result.kind === 'failed' && result.worthSplitting && batch.length > 1) {
      // One file can take the whole run down, and the engine answers only at the end: halves find it.
      const middle = Math.ceil(batch.length / 2);
      queue.push(batch.slice(0, middle), batch.slice(middle));
      continue;
    }
    for (const file of batch) {
      const one = resultOf(file, result);
      const before = results.get(file.name);
      // A second try that gave nothing does not take back what the first one found.
      results.set(file.name, one.matches.length === 0 && one.outcome.kind !== 'scanned' ? { ...one, matches: before?.matches ?? [] } : one);
      const worth = result.kind === 'judged' || result.worthSplitting;
      const again = one.outcome.kind === 'incomplete' && one.outcome.retry !== false && !retried.has(file) && worth;
      if (!again) continue;
      retried.add(file);
      queue.push([file]);
    }
  }
  return results;
}

function resultOf(file: PreparedFile, result: BatchResult): FileResult {
  if (result.kind === 'failed') return incomplete(result.reason);
  const outcome = result.outcomes.get(file.name) ?? { kind: 'incomplete', reason: wording.notInList };
  const matches = result.matches.filter((match) => match.path === file.name);
  return { outcome, matches, canaries: outcome.kind === 'scanned' && file.bytes.length > 0 ? 1 : 0 };
}

function incomplete(reason: string): FileResult {
  return { outcome: { kind: 'incomplete', reason }, matches: [], canaries: 0 };
}

function inBatches(files: readonly PreparedFile[], size: number): (readonly PreparedFile[])[] {
  return Array.from({ length: Math.ceil(files.length / size) }, (_, index) => files.slice(index * size, (index + 1) * size));
}
