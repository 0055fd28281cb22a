/** What the test runner's events say, file by file: failures at once and in full, and a line when the file is over. */
import type { TestEvent } from 'node:test/reporters';
import { relative } from 'node:path';
import { inspect } from 'node:util';

/** `file` is relative to the working directory, `seconds` its wall time; `failures` are texts for people. */
export interface FileResult {
  readonly file: string;
  readonly seconds: number;
  readonly passed: number;
  readonly failed: number;
  readonly failures: readonly string[];
}

/** Reads a run to its end. Suites are not counted; a file that cannot be loaded counts as one failed test. */
export async function readResults(events: AsyncIterable<TestEvent>, say: (text: string) => void): Promise<readonly FileResult[]> {
  const files = new Map<string, { seconds: number; passed: number; failed: number; failures: string[] }>();
  for await (const event of events) {
    if (event.type === 'test:stderr' || event.type === 'test:stdout') say(event.data.message.trimEnd());
    if (event.type !== 'test:pass' && event.type !== 'test:fail' && event.type !== 'test:complete') continue;
    const file = relative(process.cwd(), event.data.file ?? '(unknown file)');
    const tally = files.get(file) ?? { seconds: 0, passed: 0, failed: 0, failures: [] };
    files.set(file, tally);
    const isFile = event.data.nesting === 0 && event.data.name === event.data.file;
    if (event.type === 'test:complete') tally.seconds = isFile ? event.data.details.duration_ms / 1000 : tally.seconds;
    else if (counts(event, isFile)) {
      if (event.type === 'test:pass') tally.passed += 1;
      else {
        tally.failed += 1;
        const { error } = event.data.details;
        const text = `FAILED ${file}: ${event.data.name}\n${inspect(error.cause ?? error, { depth: 6 })}\n`;
        tally.failures.push(text);
        say(text);
      }
    }
  }
  return [...files].map(([file, tally]) => ({ file, ...tally }));
}

// Suites only group, but one whose `before` or `after` fails says so nowhere else. A file that cannot be loaded, or whose process
// dies, fails as a test named after itself.
function counts(event: Extract<TestEvent, { type: 'test:pass' | 'test:fail' }>, isFile: boolean): boolean {
  if (event.type === 'test:pass') return !isFile && event.data.details.type !== 'suite';
  const { error } = event.data.details;
  return event.data.details.type !== 'suite' || ('failureType' in error && error.failureType === 'hookFailed');
}
