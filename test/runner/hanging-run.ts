/** Runs a file that hangs and one that passes, with short limits, and prints the results and what was said as JSON. */
import { join } from 'node:path';
import { runFiles } from './run-files.ts';

const said: string[] = [];
const results = await runFiles(
  ['hangs.ts', 'passes.ts', 'tests-nothing.ts'].map((name) => join(import.meta.dirname, name)),
  2,
  { testLimitMs: 1000, fileLimitMs: 4000, say: (text) => said.push(text) },
);
console.log(JSON.stringify({ results, said }));
process.exit();
