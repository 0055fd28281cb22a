import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { matchRoute } from '#sandbox/rest/match-route.ts';
import type { SmallSandbox } from './small-sandbox.ts';
import { startSmallSandbox, STORE } from './small-sandbox.ts';

let small: SmallSandbox;
let token: string;
before(async () => {
  small = await startSmallSandbox();
  token = small.world.createPersonToken(small.maintainer.user);
});
after(() => small.close());

const get = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${small.sandbox.url}/api/v3${path}`, { headers: { authorization: `token ${token}`, ...headers } });

test('routes: fixed parts win, encoded slashes stay inside their part, the rest is taken whole', () => {
  const routes = [
    { method: 'GET', path: '/a/{one}' },
    { method: 'GET', path: '/a/fixed' },
    { method: 'GET', path: '/a/{one}/b/{rest+}' },
  ];
  assert.equal(matchRoute(routes, 'GET', '/a/fixed')?.route.path, '/a/fixed');
  assert.deepEqual(matchRoute(routes, 'GET', '/a/x%2Fy')?.params, { one: 'x/y' });
  assert.deepEqual(matchRoute(routes, 'GET', '/a/x/b/c/d%0Ae')?.params, { one: 'x', rest: 'c/d\ne' });
  assert.equal(matchRoute(routes, 'POST', '/a/x'), undefined);
  assert.equal(matchRoute(routes, 'GET', '/a/'), undefined);
  assert.deepEqual(matchRoute(routes, 'GET', '/a/%ff')?.params, { one: '%ff' });
});

test('lists are paged with Link, as Octokit follows it', async () => {
  for (let index = 0; index < 7; index += 1) small.world.comment(small.author, small.pull, `comment ${index}`);
  const page = await get('/repos/shop/store/issues/1/comments?per_page=3&page=2');
  const link = page.headers.get('link') ?? '';
  assert.deepEqual(
    [...link.matchAll(/[?&]page=(\d+)[^>]*>; rel="(\w+)"/g)].map((one) => [one[2], one[1]]),
    [
      ['prev', '1'],
      ['next', '3'],
      ['last', '3'],
      ['first', '1'],
    ],
  );
  const all = await small.bot.paginate(small.bot.rest.issues.listComments, { ...STORE, issue_number: 1, per_page: 2 });
  assert.deepEqual(
    all.map((one) => one.body),
    Array.from({ length: 7 }, (_, index) => `comment ${index}`),
  );
  const past = await get('/repos/shop/store/issues/1/comments?page=9&per_page=x');
  assert.deepEqual(await past.json(), []);
});

test('an unchanged answer costs nothing: ETag and 304', async () => {
  const first = await get('/repos/shop/store/pulls/1');
  const etag = first.headers.get('etag') ?? '';
  assert.match(etag, /^W\/"[0-9a-f]{64}"$/);
  await first.arrayBuffer();
  const used = async (): Promise<number> => Number((await get('/rate_limit')).headers.get('x-ratelimit-used'));
  const before = await used();
  const second = await get('/repos/shop/store/pulls/1', { 'if-none-match': etag });
  assert.deepEqual([second.status, await second.text()], [304, '']);
  assert.equal(await used(), before);
  await small.world.editPull(small.author, small.pull, { title: 'Other' });
  assert.equal((await get('/repos/shop/store/pulls/1', { 'if-none-match': etag })).status, 200);
});

test('rate limits count down, refuse, and come back after the hour', async () => {
  let clock = Date.parse('2030-01-01T00:00:00Z');
  const tight = await startSmallSandbox({ rateLimit: 3, now: () => new Date(clock) });
  const auth = { authorization: `token ${tight.world.createPersonToken(tight.author.user)}` };
  const ask = async (): Promise<readonly [number, string | null]> => {
    const response = await fetch(`${tight.sandbox.url}/api/v3/repos/shop/store`, { headers: auth });
    await response.arrayBuffer();
    return [response.status, response.headers.get('x-ratelimit-remaining')];
  };
  assert.deepEqual(
    [await ask(), await ask(), await ask()],
    [
      [200, '2'],
      [200, '1'],
      [200, '0'],
    ],
  );
  assert.deepEqual(await ask(), [403, '0']);
  clock += 3_600_000;
  assert.deepEqual(await ask(), [200, '2']);
  await tight.close();
});

test('media types: the diff, raw files', async () => {
  const { data: diff } = await small.bot.rest.pulls.get({ ...STORE, pull_number: 1, mediaType: { format: 'diff' } });
  assert.match(diff as unknown as string, /^diff --git a\/src\/cart\.py b\/src\/cart\.py\n[\s\S]*\+line three, changed/);
  const { data: raw } = await small.bot.rest.repos.getContent({ ...STORE, path: 'README.md', mediaType: { format: 'raw' } });
  assert.equal(raw, '# Store\n');
});

test("what is wrong is said in GitHub's words and form", async () => {
  const post = async (path: string, body: string): Promise<readonly [number, unknown]> => {
    const response = await fetch(`${small.sandbox.url}/api/v3${path}`, {
      method: 'POST',
      body,
      headers: { authorization: `token ${token}` },
    });
    return [response.status, ((await response.json()) as { message: unknown }).message];
  };
  assert.deepEqual(await post('/repos/shop/store/issues/1/comments', '{'), [400, 'Problems parsing JSON']);
  assert.deepEqual(await post('/repos/shop/store/issues/1/comments', 'null'), [400, 'Body should be a JSON object']);
  const [status, message] = await post('/repos/shop/store/issues/1/comments', '{"body":5}');
  assert.equal(status, 422);
  assert.match(String(message), /^Invalid request\.\n\nFor 'properties\/body'/);
  const missing = await get('/repos/shop/store/pulls/77');
  assert.deepEqual(await missing.json(), { message: 'Not Found', documentation_url: 'https://docs.github.com/rest', status: '404' });
  for (const path of [
    '/repos/shop/store/pulls/1e3',
    '/repos/shop/store/pulls/-1',
    '/repos/shop/store/pulls/%00',
    '/repos/%00/%00',
    '/users/%ff',
  ]) {
    assert.equal((await get(path)).status, 404, path);
  }
  assert.match(missing.headers.get('x-github-request-id') ?? '', /^[0-9A-F:]{30,}$/);
});

test('reacting twice is one reaction: 201, then 200', async () => {
  const react = (): Promise<{ status: number }> => small.bot.rest.reactions.createForIssue({ ...STORE, issue_number: 1, content: 'eyes' });
  assert.deepEqual([(await react()).status, (await react()).status], [201, 200]);
});

test('merging: refused with the reasons while a required check is missing, done once it passed', async () => {
  small.world.protectBranch(small.repository, { branch: 'main', requiredChecks: [{ context: 'gate', appId: small.app.appId }] });
  const merge = (): Promise<{ status: number; data: { merged: boolean; sha: string } }> =>
    small.as(small.maintainer).rest.pulls.merge({ ...STORE, pull_number: 1 });
  await assert.rejects(
    merge(),
    (error: { status: number; message: string }) => error.status === 405 && /Required check "gate" is expected/.test(error.message),
  );
  const { data: blocked } = await small.bot.rest.pulls.get({ ...STORE, pull_number: 1 });
  assert.equal(blocked.mergeable_state, 'blocked');
  await small.bot.rest.checks.create({ ...STORE, name: 'gate', head_sha: small.pull.headSha, conclusion: 'success' });
  const { data } = await merge();
  assert.equal(data.merged, true);
  const { data: branch } = await small.bot.rest.repos.getBranch({ ...STORE, branch: 'main' });
  assert.equal(branch.commit.sha, data.sha);
  await assert.rejects(merge(), (error: { status: number }) => error.status === 405);
});
