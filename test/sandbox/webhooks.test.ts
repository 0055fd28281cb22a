import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sign } from '#sandbox/webhooks/send-deliveries.ts';
import type { SmallSandbox } from './small-sandbox.ts';
import { startSmallSandbox } from './small-sandbox.ts';

let small: SmallSandbox;
before(async () => {
  small = await startSmallSandbox({ webhookTimeoutMs: 300 });
  await small.world.deliveriesSettled();
});
after(() => small.close());

test("GitHub's own test vector", () => {
  const expected = 'sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17';
  assert.equal(sign("It's a Secret to Everybody", 'Hello, World!'), expected);
});

test('an answer that is no 2xx is a failure, logged and not repeated; redelivery keeps GUID and body', async () => {
  small.answer.status = 500;
  const before = small.received.length;
  small.world.comment(small.author, small.pull, 'one');
  await small.world.deliveriesSettled();
  assert.equal(small.received.length, before + 1);
  const { data: failed } = await small.appClient.rest.apps.listWebhookDeliveries({ per_page: 1 });
  assert.deepEqual([failed[0]?.status, failed[0]?.status_code, failed[0]?.redelivery], ['Invalid HTTP Response: 500', 500, false]);
  small.answer.status = 200;
  await small.appClient.rest.apps.redeliverWebhookDelivery({ delivery_id: failed[0]?.id ?? 0 });
  await small.world.deliveriesSettled();
  const [first, again] = small.received.slice(before);
  assert.equal(again?.body, first?.body);
  assert.equal(again?.headers['x-github-delivery'], first?.headers['x-github-delivery']);
  assert.equal(again?.headers['x-hub-signature-256'], sign(small.app.webhookSecret, again?.body ?? ''));
  const { data: now } = await small.appClient.rest.apps.listWebhookDeliveries({ per_page: 1 });
  assert.deepEqual([now[0]?.status, now[0]?.redelivery, now[0]?.guid], ['OK', true, failed[0]?.guid]);
});

test('the log is paged by cursor, newest first, without gaps', async () => {
  const ids: number[] = [];
  let cursor: string | undefined;
  do {
    const response = await small.appClient.request('GET /app/hook/deliveries', { per_page: 3, ...(cursor ? { cursor } : {}) });
    ids.push(...response.data.map((one) => Number(one.id)));
    cursor = /cursor=(\d+)/.exec(response.headers.link ?? '')?.[1];
  } while (cursor);
  const all = [...small.world.records.deliveries.keys()].reverse();
  assert.deepEqual(ids, all);
});

test('a receiver that is too slow, or not there, is a failure; later webhooks still arrive', async () => {
  small.answer.delayMs = 900;
  small.world.comment(small.author, small.pull, 'slow');
  await small.world.deliveriesSettled();
  small.answer.delayMs = 0;
  const url = small.app.app.webhookUrl;
  small.app.app.webhookUrl = 'http://127.0.0.1:1/nobody';
  small.world.comment(small.author, small.pull, 'nobody there');
  await small.world.deliveriesSettled();
  small.app.app.webhookUrl = url;
  small.world.comment(small.author, small.pull, 'fine');
  await small.world.deliveriesSettled();
  const last = [...small.world.records.deliveries.values()].slice(-3).map((one) => one.status);
  assert.deepEqual(last, ['timed out', 'failed to connect', 'OK']);
});

test('Apps hear only what they subscribed to, where they are installed', async () => {
  const deaf = small.sandbox.addApp({
    name: 'Deaf',
    owner: small.owner,
    webhookUrl: small.app.app.webhookUrl,
    permissions: {},
    events: ['push'],
  });
  const absent = small.sandbox.addApp({
    name: 'Absent',
    owner: small.owner,
    webhookUrl: small.app.app.webhookUrl,
    permissions: {},
    events: ['issue_comment'],
  });
  small.world.install({ app: deaf.app, account: small.owner, repositories: [] });
  small.world.comment(small.author, small.pull, 'who hears?');
  await small.world.deliveriesSettled();
  const of = (appId: number): string[] =>
    [...small.world.records.deliveries.values()].filter((one) => one.appId === appId).map((one) => one.event);
  assert.deepEqual(of(deaf.appId), ['installation']);
  assert.deepEqual(of(absent.appId), []);
});

test('rerequested and requested_action go to the App that made the run, and to no other', async () => {
  const other = small.sandbox.addApp({
    name: 'Other',
    owner: small.owner,
    webhookUrl: small.app.app.webhookUrl,
    permissions: { checks: 'write' },
    events: ['check_run'],
  });
  small.world.install({ app: other.app, account: small.owner });
  const actions = [{ label: 'Retry', description: 'Once more', identifier: 'retry' }];
  const run = small.world.createCheckRun(small.app.app, small.repository, small.pull.headSha, 'x', { status: 'in_progress', actions });
  small.world.rerequestRun(small.maintainer, run);
  small.world.requestAction(small.maintainer, run, 'retry');
  assert.throws(() => small.world.requestAction(small.maintainer, run, 'other'), /no such action/);
  await small.world.deliveriesSettled();
  const heard = [...small.world.records.deliveries.values()]
    .filter((one) => one.event === 'check_run')
    .map((one) => [one.appId, one.action]);
  assert.deepEqual(heard, [
    [small.app.appId, 'created'],
    [other.appId, 'created'],
    [small.app.appId, 'rerequested'],
    [small.app.appId, 'requested_action'],
  ]);
  assert.equal(run.status, 'in_progress', 'the run itself is not touched by a rerequest');
});
