import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { git, tryGit } from '#sandbox/git/run-git.ts';
import type { Actor } from '#sandbox/state/world.ts';
import type { SmallSandbox } from './small-sandbox.ts';
import { startSmallSandbox } from './small-sandbox.ts';

let small: SmallSandbox;
let work: string;
before(async () => {
  small = await startSmallSandbox();
  work = await mkdtemp(join(tmpdir(), 'clone-'));
});
after(async () => {
  await small.close();
  await rm(work, { recursive: true, force: true });
});

function address(token: string | null): string {
  const credentials = token === null ? '' : `x-access-token:${encodeURIComponent(token)}@`;
  return `http://${credentials}${small.sandbox.host}/shop/store.git`;
}

const tokenOf = (actor: Actor): string => small.world.createPersonToken(actor.user);

test('an installation token clones, and fetches the head of a pull request', async () => {
  const { token } = (await small.bot.auth({ type: 'installation' })) as { token: string };
  await git(work, ['clone', '--quiet', '--bare', address(token), 'app.git']);
  const folder = join(work, 'app.git');
  await git(folder, ['fetch', '--quiet', 'origin', 'refs/pull/1/head:refs/heads/pr']);
  assert.equal((await git(folder, ['rev-parse', 'pr'])).toString().trim(), small.pull.headSha);
  await git(folder, ['fetch', '--quiet', 'origin', small.pull.baseSha]);
  const push = await tryGit(folder, ['push', '--quiet', address(token), 'pr:refs/heads/by-app']);
  assert.notEqual(push.code, 0, 'contents:read cannot push');
});

test('without a token, with a wrong one, and as an outsider: nothing', async () => {
  for (const token of [null, 'ghp_wrong', tokenOf(small.outsider)]) {
    const answer = await tryGit(work, ['ls-remote', address(token)]);
    assert.notEqual(answer.code, 0);
  }
  const anonymous = await fetch(`${small.sandbox.url}/shop/store.git/info/refs?service=git-upload-pack`);
  assert.equal(anonymous.status, 401);
  assert.match(anonymous.headers.get('www-authenticate') ?? '', /^Basic/);
});

test("a person's push moves the pull request: synchronize, push, new suite, ref", async () => {
  await git(work, ['clone', '--quiet', '--branch', 'feature', address(tokenOf(small.author)), 'author']);
  const folder = join(work, 'author');
  await writeFile(join(folder, 'more.py'), 'print(2)\n'.repeat(200_000));
  await git(folder, ['add', '.']);
  await git(folder, ['commit', '--quiet', '-m', 'More']);
  const before = small.pull.headSha;
  await small.world.deliveriesSettled();
  small.received.length = 0;
  await git(folder, ['push', '--quiet', 'origin', 'feature']);
  const sha = (await git(folder, ['rev-parse', 'HEAD'])).toString().trim();
  assert.equal(small.pull.headSha, sha);
  await small.world.deliveriesSettled();
  const events = small.received.map((one) => JSON.parse(one.body) as { action?: string; before?: string; after?: string; ref?: string });
  assert.deepEqual(
    events.map((event) => event.action ?? event.ref),
    ['refs/heads/feature', 'requested', 'synchronize'],
  );
  assert.deepEqual([events[2]?.before, events[2]?.after], [before, sha]);
  assert.match((await git(work, ['ls-remote', address(tokenOf(small.reader)), 'refs/pull/1/head'])).toString(), new RegExp(`^${sha}`));
});

test('readers cannot push, and nobody writes refs/pull', async () => {
  const folder = join(work, 'author');
  const asReader = await tryGit(folder, ['push', '--quiet', address(tokenOf(small.reader)), 'HEAD:refs/heads/mine']);
  assert.notEqual(asReader.code, 0);
  const hidden = await tryGit(folder, ['push', '--quiet', address(tokenOf(small.author)), 'HEAD:refs/pull/1/head']);
  assert.notEqual(hidden.code, 0);
  assert.match(hidden.stderr, /hidden|rejected/);
});

test('a forced push and a deleted branch are told as such', async () => {
  const folder = join(work, 'author');
  await git(folder, ['reset', '--quiet', '--hard', 'HEAD~1']);
  await git(folder, ['commit', '--quiet', '--allow-empty', '-m', 'Instead']);
  await small.world.deliveriesSettled();
  small.received.length = 0;
  await git(folder, ['push', '--quiet', '--force', 'origin', 'feature']);
  await git(folder, ['push', '--quiet', 'origin', 'HEAD:refs/heads/short']);
  await git(folder, ['push', '--quiet', 'origin', ':short']);
  await small.world.deliveriesSettled();
  const pushes = small.received
    .filter((one) => one.headers['x-github-event'] === 'push')
    .map((one) => JSON.parse(one.body) as Record<string, unknown>);
  assert.deepEqual(
    pushes.map((push) => [push['ref'], push['forced'], push['created'], push['deleted']]),
    [
      ['refs/heads/feature', true, false, false],
      ['refs/heads/short', false, true, false],
      ['refs/heads/short', false, false, true],
    ],
  );
});

test('garbage instead of git ends in an answer, not in a crash', async () => {
  const url = `${small.sandbox.url}/shop/store.git`;
  const authorization = `Basic ${Buffer.from(`x:${tokenOf(small.author)}`).toString('base64')}`;
  for (const [path, headers] of [
    ['git-upload-pack', {}],
    ['git-receive-pack', {}],
    ['git-upload-pack', { 'content-encoding': 'gzip' }],
  ] as const) {
    const response = await fetch(`${url}/${path}`, { method: 'POST', body: 'not git at all', headers: { authorization, ...headers } });
    await response.arrayBuffer();
    assert.equal(response.status < 500, true);
  }
  assert.equal((await fetch(`${url}/info/refs?service=evil`, { headers: { authorization } })).status, 403);
});
