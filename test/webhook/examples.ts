/** Every payload of `@octokit/webhooks-examples`: what GitHub and GitHub Enterprise Server really sent. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface ExamplePayload {
  /** The product: `api.github.com`, `ghes-33` … */
  readonly from: string;
  readonly event: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

export function readExamples(): readonly ExamplePayload[] {
  const folder = dirname(dirname(fileURLToPath(import.meta.resolve('@octokit/webhooks-examples/api.github.com/index.json'))));
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'node_modules')
    .flatMap(({ name: from }) => {
      const events = JSON.parse(readFileSync(join(folder, from, 'index.json'), 'utf8')) as readonly {
        readonly name: string;
        readonly examples: readonly Record<string, unknown>[];
      }[];
      return events.flatMap(({ name: event, examples }) => examples.map((payload) => ({ from, event, payload })));
    });
}
