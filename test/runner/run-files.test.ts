import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import type { FileResult } from './results.ts';

test('what hangs fails by its name and is ended, what tests nothing fails, and the others are told meanwhile', async () => {
  const { NODE_TEST_CONTEXT: _, ...env } = process.env;
  const { stdout } = await promisify(execFile)(process.execPath, [join(import.meta.dirname, 'hanging-run.ts')], { env, timeout: 60_000 });
  const { results, said } = JSON.parse(stdout) as { results: readonly FileResult[]; said: readonly string[] };
  assert.deepEqual(
    results.map(({ file, passed, failed }) => [file, passed, failed]),
    [
      ['test/runner/hangs.ts', 1, 2],
      ['test/runner/passes.ts', 1, 0],
      ['test/runner/tests-nothing.ts', 0, 1],
    ],
  );
  const [hung] = results;
  assert.match(hung?.failures.join('\n') ?? '', /FAILED test\/runner\/hangs\.ts: hangs\n.*timed out after 1000ms/su);
  assert.match(hung?.failures.join('\n') ?? '', /not over after 4 s: ended/u);
  assert.match(said[0] ?? '', /^ok {5}test\/runner\/passes\.ts: 1 passed/u);
});
