/** Test files, each in its own process, some at a time. What hangs is ended: a run that never ends tells nobody anything. */
import { relative } from 'node:path';
import { run } from 'node:test';
import { readResults, type FileResult } from './results.ts';

/** The slowest test takes two minutes alone on one core. */
const TEST_LIMIT_MS = 6 * 60_000;
/** A file can hang outside its tests as well: in a hook, or with a child that keeps it alive. */
const FILE_LIMIT_MS = 12 * 60_000;

/** Runs `files` (absolute paths), `atOnce` at a time, and says a line when each is over. */
export async function runFiles(
  files: readonly string[],
  atOnce: number,
  { testLimitMs = TEST_LIMIT_MS, fileLimitMs = FILE_LIMIT_MS, say = console.log } = {},
): Promise<readonly FileResult[]> {
  const waiting = [...files];
  const results: FileResult[] = [];
  const work = async (): Promise<void> => {
    for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) {
      const result = await runFile(file, { testLimitMs, fileLimitMs, say });
      results.push(result);
      say(lineOf(result));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return results.toSorted((a, b) => a.file.localeCompare(b.file));
}

async function runFile(
  file: string,
  { testLimitMs, fileLimitMs, say }: { testLimitMs: number; fileLimitMs: number; say: (text: string) => void },
): Promise<FileResult> {
  const began = performance.now();
  // A timer of its own: `AbortSignal.timeout` does not keep this process alive.
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(new Error(`not over after ${fileLimitMs / 1000} s: ended`)), fileLimitMs);
  try {
    const tally = await readResults(run({ files: [file], timeout: testLimitMs, signal: limit.signal }), say);
    const result = { file: relative(process.cwd(), file), seconds: (performance.now() - began) / 1000, ...tally };
    if (tally.passed + tally.failed > 0) return result;
    return { ...result, failed: 1, failures: [`FAILED ${result.file}: it ran no test`] };
  } finally {
    clearTimeout(timer);
  }
}

function lineOf({ file, passed, failed, seconds }: FileResult): string {
  const counts = failed === 0 ? `${passed} passed` : `${passed} passed, ${failed} failed`;
  return `${failed === 0 ? 'ok    ' : 'FAILED'} ${file}: ${counts} (${seconds.toFixed(1)} s)`;
}
