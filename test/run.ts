/**
 * Runs the tests: every file in its own process, three at a time. A file with a failure runs once more, alone: where three
 * compete for two cores a deadline can pass that has nothing to do with the code. What fails alone too has failed; what passes
 * alone is named, so that it gets repaired and is not taken for stable.
 *
 *     node test/run.ts [GLOB …]      the files to run; all of them without one
 *
 * The last line is `N passed, N failed`.
 */
import { globSync } from 'node:fs';
import { resolve } from 'node:path';
import { sharedClusterVariable, startCluster } from '#test/records/test-database.ts';
import type { FileResult } from '#test/runner/results.ts';
import { runFiles } from '#test/runner/run-files.ts';

const globs = process.argv.length > 2 ? process.argv.slice(2) : ['test/**/*.test.ts'];
const files = globSync(globs)
  .map((file) => resolve(file))
  .toSorted();
if (files.length === 0) {
  console.log(`No test file matches ${globs.join(' ')}.\n\n0 passed, 1 failed`);
  process.exit(1);
}

// One cluster for all who need a database, not what embeds PostgreSQL: making one costs two seconds each time.
const cluster = files.length > 1 ? await startCluster() : undefined;
if (cluster !== undefined) process.env[sharedClusterVariable] = cluster.url;
const together = await runFiles(files, 3);
const again = files.length === 1 ? [] : together.filter(hasFailed);
if (again.length > 0) console.log(`\nRunning ${again.length} ${again.length === 1 ? 'file' : 'files'} with failures once more, alone …\n`);
const alone = await runFiles(
  again.map(({ file }) => resolve(file)),
  1,
);
await cluster?.remove();

const results = together.map((result) => alone.find(({ file }) => file === result.file) ?? result);
const unstable = again.filter(({ file }) => results.some((result) => result.file === file && !hasFailed(result)));
for (const { file, failures } of unstable) console.log(`UNSTABLE ${file}: failed among others, passed alone\n${failures.join('\n')}`);
const failures = results.flatMap((result) => result.failures);
if (failures.length > 0) console.log(`\nAll failures again:\n\n${failures.join('\n')}`);
const sum = (key: 'passed' | 'failed'): number => results.reduce((total, result) => total + result[key], 0);
console.log(`\n${sum('passed')} passed, ${sum('failed')} failed`);
process.exit(sum('failed') === 0 ? 0 : 1);

function hasFailed(result: FileResult): boolean {
  return result.failed > 0;
}
