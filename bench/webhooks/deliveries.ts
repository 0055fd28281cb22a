/**
 * Deliveries as GitHub sends them, from `@octokit/webhooks-examples`, about a pull request that the sandbox knows. No two
 * bodies are alike: the App takes a second body with the same bytes for a replay.
 */
import { createHmac } from 'node:crypto';
import { readExamples } from '#test/webhook/examples.ts';

export interface Target {
  readonly repository: { readonly id: number; readonly owner: string; readonly name: string };
  readonly installationId: number;
  readonly number: number;
  readonly headSha: string;
}

export interface SignedDelivery {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** @returns the delivery number `index` of a run; every `pushEvery`-th is a push to the pull request, the others comments of people. */
export function makeDelivery(target: Target, secret: string, run: string, index: number, pushEvery: number): SignedDelivery {
  const isPush = pushEvery > 0 && index % pushEvery === pushEvery - 1;
  const event = isPush ? 'pull_request' : 'issue_comment';
  const body = JSON.stringify(isPush ? push(target, run, index) : comment(target, run, index));
  return {
    body,
    headers: {
      'content-type': 'application/json',
      'x-github-event': event,
      'x-github-delivery': deliveryId(run, index),
      'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
    },
  };
}

export const deliveryId = (run: string, index: number): string => `bench-${run}-${index}`;

type Payload = Record<string, unknown>;
const examples = readExamples();
const exampleOf = (wanted: string, action: string): Payload => {
  const found = examples.find(({ event, payload }) => event === wanted && payload['action'] === action && 'installation' in payload);
  if (found === undefined) throw new Error(`There is no example of ${wanted}.${action}.`);
  return found.payload;
};
const exampleComment = exampleOf('issue_comment', 'created');
const examplePush = exampleOf('pull_request', 'synchronize');

function framed(example: Payload, { repository, installationId }: Target): Payload {
  return {
    ...example,
    repository: {
      ...(example['repository'] as Payload),
      id: repository.id,
      name: repository.name,
      owner: { ...((example['repository'] as Payload)['owner'] as Payload), login: repository.owner },
    },
    installation: { id: installationId },
  };
}

function comment(target: Target, run: string, index: number): Payload {
  const body = `Comment ${index} of run ${run}. ${'It says something about the change. '.repeat(10)}`;
  return {
    ...framed(exampleComment, target),
    issue: { ...(exampleComment['issue'] as Payload), number: target.number, pull_request: { url: 'https://api.github.com' } },
    comment: { ...(exampleComment['comment'] as Payload), id: 1_000_000 + index, body },
  };
}

function push(target: Target, run: string, index: number): Payload {
  const pull = examplePush['pull_request'] as Payload;
  return {
    ...framed(examplePush, target),
    number: target.number,
    pull_request: {
      ...pull,
      number: target.number,
      head: { ...(pull['head'] as Payload), sha: target.headSha },
      updated_at: `${run} ${index}`,
    },
  };
}
