/** What the test runner's events say of one file: failures at once and in full. */
import type { TestEvent } from 'node:test/reporters';
import { relative } from 'node:path';
import { inspect } from 'node:util';

/** How many tests of a file passed and failed; `failures` are texts for people. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly failures: readonly string[];
}

/** `file` is relative to the working directory, `seconds` its wall time. */
export interface FileResult extends Tally {
  readonly file: string;
  readonly seconds: number;
}

/** Reads the run of a file to its end. Suites are not counted; a file that cannot be loaded counts as one failed test. */
export async function readResults(events: AsyncIterable<TestEvent>, say: (text: string) => void): Promise<Tally> {
  const tally = { passed: 0, failed: 0, failures: [] as string[] };
  for await (const event of events) {
    if (event.type === 'test:stderr' || event.type === 'test:stdout') say(event.data.message.trimEnd());
    if ((event.type !== 'test:pass' && event.type !== 'test:fail') || !counts(event)) continue;
    if (event.type === 'test:pass') tally.passed += 1;
    else {
      const { error } = event.data.details;
      const file = relative(process.cwd(), event.data.file ?? '(unknown file)');
      const text = `FAILED ${file}: ${event.data.name}\n${inspect(error.cause ?? error, { depth: 6 })}\n`;
      tally.failed += 1;
      tally.failures.push(text);
      say(text);
    }
  }
  return tally;
}

// Suites only group, but one whose `before` or `after` fails says so nowhere else. A file that cannot be loaded, or whose process
// dies, fails as a test named after itself.
function counts(event: Extract<TestEvent, { type: 'test:pass' | 'test:fail' }>): boolean {
  if (event.type === 'test:pass')
    return !(event.data.nesting === 0 && event.data.name === event.data.file) && event.data.details.type !== 'suite';
  const { error } = event.data.details;
  return event.data.details.type !== 'suite' || ('failureType' in error && error.failureType === 'hookFailed');
}
