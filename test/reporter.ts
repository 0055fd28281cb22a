/** Failures in full, one line per file, and at the end the plain line `N passed, N failed`. */
import type { TestEvent } from 'node:test/reporters';
import { relative } from 'node:path';
import { inspect } from 'node:util';

interface FileTally {
  passed: number;
  failed: number;
  readonly startedAt: number;
}

export default async function* report(source: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  const files = new Map<string, FileTally>();
  const failures: string[] = [];
  const tally = (file: string): FileTally => {
    const known = files.get(file) ?? { passed: 0, failed: 0, startedAt: Date.now() };
    files.set(file, known);
    return known;
  };
  for await (const event of source) {
    if (event.type !== 'test:pass' && event.type !== 'test:fail') {
      if (event.type === 'test:stderr' || event.type === 'test:stdout') yield event.data.message;
      continue;
    }
    const { file, name, details } = event.data;
    // Suites only group, but one whose `before` or `after` fails says so nowhere else. A file that cannot be loaded fails as a
    // test named after itself.
    const hookFailed = event.type === 'test:fail' && failureOf(event.data.details.error) === 'hookFailed';
    if ((details.type === 'suite' && !hookFailed) || (event.type === 'test:pass' && event.data.nesting === 0 && name === file)) continue;
    const shown = file === undefined ? '(unknown file)' : relative(process.cwd(), file);
    const counts = tally(shown);
    if (event.type === 'test:pass') counts.passed += 1;
    else {
      counts.failed += 1;
      const { error } = event.data.details;
      const text = `FAILED ${shown}: ${name}\n${inspect(error.cause ?? error, { depth: 6 })}\n`;
      failures.push(text);
      yield text;
    }
  }
  for (const [file, { passed, failed }] of files)
    yield `${failed === 0 ? 'ok    ' : 'FAILED'} ${file}: ${passed} passed${failed === 0 ? '' : `, ${failed} failed`}\n`;
  const sum = (key: 'passed' | 'failed'): number => [...files.values()].reduce((total, counts) => total + counts[key], 0);
  if (failures.length > 0) yield `\nAll failures again:\n\n${failures.join('\n')}\n`;
  yield `\n${sum('passed')} passed, ${sum('failed')} failed\n`;
}

function failureOf(error: Error): unknown {
  return 'failureType' in error ? error.failureType : undefined;
}
