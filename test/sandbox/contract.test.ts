import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Octokit } from '@octokit/rest';
import { ROUTES } from '#sandbox/rest/routes.ts';
import { DEVIATIONS } from './deviations.ts';
import { driveRoutes } from './drive-routes.ts';
import { loadContract } from './github-schemas.ts';
import type { SmallSandbox } from './small-sandbox.ts';
import { startSmallSandbox } from './small-sandbox.ts';

interface Exchange {
  readonly method: string;
  /** As Octokit has it: `/repos/{owner}/{repo}/…`. */
  readonly template: string;
  readonly status: number;
  readonly body: unknown;
}

const contract = loadContract();
const exchanges: Exchange[] = [];
let small: SmallSandbox;

before(async () => {
  small = await startSmallSandbox();
  const note = (client: Octokit): Octokit => {
    client.hook.wrap('request', async (request, options) => {
      const seen = (response: { readonly status: number; readonly data: unknown }): void =>
        void exchanges.push({ method: options.method, template: options.url, status: response.status, body: response.data });
      try {
        const response = await request(options);
        seen(response);
        return response;
      } catch (error) {
        const { response } = error as { response?: { status: number; data: unknown } };
        if (response) seen(response);
        throw error;
      }
    });
    return client;
  };
  await driveRoutes(small, note);
  await small.world.deliveriesSettled();
});
after(() => small.close());

test('every route of the sandbox was driven', () => {
  const shape = (method: string, path: string): string => `${method} ${path.replace(/\{[^}]+\}/g, '{}')}`;
  const driven = new Set(exchanges.filter((one) => one.status < 400).map((one) => shape(one.method, one.template)));
  const missing = ROUTES.map((route) => shape(route.method, route.path)).filter((route) => !driven.has(route));
  assert.deepEqual(missing, []);
});

test('every answer fits its published schema', () => {
  const mistakes: string[] = [];
  const unknown = new Set<string>();
  for (const { method, template, status, body } of exchanges) {
    if (status === 204 || status === 304 || typeof body === 'string' || body instanceof ArrayBuffer) continue;
    const where = `${method} ${template} ${status}`;
    const found = contract.checkResponse(method, template, status, body);
    if (found === null) unknown.add(where);
    else mistakes.push(...found.filter((one) => !isKnown(where, one.at)).map((one) => `${where} ${one.at} ${one.message}`));
  }
  assert.deepEqual([...new Set(mistakes)], []);
  assert.deepEqual(
    [...unknown].filter((where) => !isKnown(where, '')),
    [],
  );
});

test('every webhook fits its published schema', () => {
  const mistakes: string[] = [];
  const seen = new Set<string>();
  for (const delivery of small.world.records.deliveries.values()) {
    const where = `webhook ${delivery.event}.${delivery.action ?? ''}`;
    seen.add(where);
    const found = contract.checkWebhook(delivery.event, delivery.action, JSON.parse(delivery.body));
    assert.notEqual(found, null, `${where} has no schema`);
    mistakes.push(...(found ?? []).filter((one) => !isKnown(where, one.at)).map((one) => `${where} ${one.at} ${one.message}`));
  }
  assert.deepEqual([...new Set(mistakes)], []);
  assert.equal(seen.size >= 28, true, [...seen].join(', '));
});

test('every deviation that is listed really occurs', () => {
  const used = DEVIATIONS.filter((one) => !hits.has(one));
  assert.deepEqual(used, []);
});

const hits = new Set<unknown>();
function isKnown(where: string, at: string): boolean {
  const found = DEVIATIONS.find((one) => one.where === where && one.at.test(at));
  if (found) hits.add(found);
  return found !== undefined;
}
