import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { createFaultSwitch, matchesPath } from '#sandbox/faults/fault.ts';
import type { SmallSandbox } from './small-sandbox.ts';
import { startSmallSandbox, STORE } from './small-sandbox.ts';

let small: SmallSandbox;
before(async () => void (small = await startSmallSandbox()));
after(() => small.close());
afterEach(() => small.sandbox.clearFaults());

const COMMENTS = '/repos/*/*/issues/*/comments';
const write = (body: string): Promise<{ status: number }> => small.bot.rest.issues.createComment({ ...STORE, issue_number: 1, body });
const bodies = (): string[] => small.world.commentsOf(small.pull).map((one) => one.body);
const statusOf = (call: Promise<{ status: number }>): Promise<number> =>
  call.then(
    (answer) => answer.status,
    (error: { status: number }) => error.status,
  );

test('patterns match whole parts', () => {
  assert.equal(matchesPath(COMMENTS, '/repos/a/b/issues/1/comments'), true);
  assert.equal(matchesPath(COMMENTS, '/repos/a/b/issues/1/comments/2'), false);
  assert.equal(matchesPath('/repos/**', '/repos/a/b/c'), true);
  assert.equal(matchesPath('/**/comments', '/repos/a/b/issues/1/comments'), true);
  assert.equal(matchesPath('/repos/*', '/repos'), false);
});

test('a fault counts its requests, skips first ones, and ends', () => {
  const faults = createFaultSwitch();
  faults.set({ method: 'POST', path: '/x', effect: { kind: 'reset' }, times: 2, skip: 1 });
  const seen = ['POST', 'GET', 'POST', 'POST', 'POST'].map((method) => faults.take(method, '/x')?.kind);
  assert.deepEqual(seen, [undefined, undefined, 'reset', 'reset', undefined]);
});

test('status: nothing happens, and only as often as asked', async () => {
  small.sandbox.setFault({ method: 'POST', path: COMMENTS, effect: { kind: 'status', status: 503 }, times: 1 });
  assert.equal(await statusOf(write('refused')), 503);
  assert.equal(await statusOf(write('taken')), 201);
  assert.deepEqual(bodies(), ['taken']);
});

test('commit, then 502: it is there although the answer says no', async () => {
  small.sandbox.setFault({ method: 'POST', path: COMMENTS, effect: { kind: 'commit-then-status', status: 502 }, times: 1 });
  assert.equal(await statusOf(write('kept')), 502);
  assert.equal(bodies().includes('kept'), true);
});

test('reset: before the work nothing happens, after it everything has', async () => {
  small.sandbox.setFault({ method: 'POST', path: COMMENTS, effect: { kind: 'reset' }, times: 1 });
  await assert.rejects(write('cut before'));
  small.sandbox.setFault({ method: 'POST', path: COMMENTS, effect: { kind: 'commit-then-reset' }, times: 1 });
  await assert.rejects(write('cut after'));
  assert.deepEqual([bodies().includes('cut before'), bodies().includes('cut after')], [false, true]);
  assert.equal(await statusOf(write('alive')), 201);
});

test('delay: late, but as usual', async () => {
  small.sandbox.setFault({ method: '*', path: '/repos/*/*', effect: { kind: 'delay', delayMs: 150 } });
  const started = performance.now();
  await small.bot.rest.repos.get(STORE);
  assert.equal(performance.now() - started >= 140, true);
});

test('hang: no answer until the caller gives up', async () => {
  small.sandbox.setFault({ method: 'GET', path: '/repos/*/*', effect: { kind: 'hang' } });
  await assert.rejects(small.bot.rest.repos.get({ ...STORE, request: { signal: AbortSignal.timeout(150) } }), /aborted|timeout/i);
});

test('faults and the log of requests over HTTP', async () => {
  const control = `${small.sandbox.url}/_sandbox`;
  const post = (body: unknown): Promise<Response> => fetch(`${control}/faults`, { method: 'POST', body: JSON.stringify(body) });
  assert.equal((await post({ method: 'GET', path: '/repos/*/*', effect: { kind: 'status', status: 500 } })).status, 201);
  assert.equal(await statusOf(small.bot.rest.repos.get(STORE)), 500);
  const listed = (await (await fetch(`${control}/faults`)).json()) as { hits: number; left: null }[];
  assert.deepEqual([listed[0]?.hits, listed[0]?.left], [1, null]);
  assert.equal((await fetch(`${control}/faults`, { method: 'DELETE' })).status, 204);
  assert.equal((await post({ path: 'no slash', effect: { kind: 'status', status: 500 } })).status, 422);
  assert.equal((await fetch(`${control}/faults`, { method: 'POST', body: 'null' })).status, 422);
  await statusOf(small.bot.request('GET /no/such/route'));
  const log = (await (await fetch(`${control}/requests`)).json()) as {
    path: string;
    status: number;
    unknown: boolean;
    caller: string;
    fault: string | null;
  }[];
  const faulty = log.find((one) => one.path === '/repos/shop/store' && one.status === 500);
  assert.equal(faulty?.fault, 'status');
  const missing = log.at(-1);
  assert.deepEqual([missing?.path, missing?.status, missing?.unknown, missing?.caller], ['/no/such/route', 404, true, 'installation']);
});

test('a sandbox that closes lets go of what hangs', async () => {
  const other = await startSmallSandbox();
  other.sandbox.setFault({ method: 'GET', path: '/repos/**', effect: { kind: 'hang' } });
  const hanging = assert.rejects(other.bot.rest.repos.get(STORE));
  await new Promise((done) => setTimeout(done, 100));
  await other.close();
  await hanging;
});
