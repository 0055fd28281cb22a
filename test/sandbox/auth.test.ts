import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { after, before, test } from 'node:test';
import { importPKCS8, SignJWT } from 'jose';
import type { SmallSandbox } from './small-sandbox.ts';
import { startSmallSandbox, STORE } from './small-sandbox.ts';

let small: SmallSandbox;
let clock = Date.parse('2030-05-05T12:00:00Z');
before(async () => void (small = await startSmallSandbox({ now: () => new Date(clock) })));
after(() => small.close());

interface Claims {
  readonly iss?: unknown;
  readonly iat?: number;
  readonly exp?: number;
}

const seconds = (): number => Math.floor(clock / 1000);

async function jwt(claims: Claims, key = small.app.privateKey): Promise<string> {
  const all = { iss: String(small.app.appId), iat: seconds() - 30, exp: seconds() + 570, ...claims };
  return new SignJWT(all as Record<string, unknown>).setProtectedHeader({ alg: 'RS256', typ: 'JWT' }).sign(await importPKCS8(key, 'RS256'));
}

async function ask(
  path: string,
  authorization: string | undefined,
  init: RequestInit = {},
): Promise<{ status: number; body: Record<string, unknown> }> {
  const headers = authorization === undefined ? {} : { authorization };
  const response = await fetch(`${small.sandbox.url}/api/v3${path}`, { ...init, headers });
  const text = await response.text();
  return { status: response.status, body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>) };
}

async function mint(body: unknown): Promise<{ status: number; body: Record<string, unknown> }> {
  const path = `/app/installations/${small.installation.id}/access_tokens`;
  return ask(path, `Bearer ${await jwt({})}`, { method: 'POST', body: JSON.stringify(body) });
}

test('a good token of an App is taken, by id as text or number and by client id', async () => {
  for (const iss of [String(small.app.appId), small.app.appId, small.app.app.clientId]) {
    assert.equal((await ask('/app', `Bearer ${await jwt({ iss })}`)).status, 200);
  }
});

test('bad tokens of an App are refused with 401, each in its words', async () => {
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  const good = await jwt({});
  const cases: readonly (readonly [string, string, RegExp])[] = [
    ['expired', await jwt({ exp: seconds() - 1 }), /'exp'\) must be a numeric value representing the future/],
    ['too long', await jwt({ exp: seconds() + 700 }), /'exp'\) is too far in the future/],
    ['from the future', await jwt({ iat: seconds() + 90 }), /'iat'\)/],
    ['no issuer', await jwt({ iss: undefined }), /'iss'\)/],
    ['another issuer', await jwt({ iss: '999999' }), /Integration not found/],
    ['another key', await jwt({}, privateKey), /could not be decoded/],
    ['without signature', `${good.split('.').slice(0, 2).join('.')}.`, /could not be decoded/],
    ['alg none', `${Buffer.from('{"alg":"none"}').toString('base64url')}.${good.split('.')[1] ?? ''}.`, /could not be decoded/],
    ['HS256 with the public key', await hs256(), /could not be decoded/],
  ];
  for (const [name, token, words] of cases) {
    const { status, body } = await ask('/app', `Bearer ${token}`);
    assert.equal(status, 401, name);
    assert.match(String(body['message']), words, name);
  }
  assert.equal((await ask('/app', `Bearer ${await jwt({ iat: seconds() + 50 })}`)).status, 200, 'a minute of leeway');
});

function hs256(): Promise<string> {
  const claims = { iss: String(small.app.appId), iat: seconds(), exp: seconds() + 60 };
  return new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).sign(Buffer.from(small.app.app.publicKey));
}

test('unknown, empty and mangled credentials are refused', async () => {
  for (const header of ['token nothing', 'Bearer ghs_x', 'Basic !!!', 'Digest a', 'Bearer']) {
    assert.equal((await ask('/repos/shop/store', header)).status, 401, header);
  }
  assert.equal((await ask('/repos/shop/store', undefined)).status, 404, 'a private repository is not there for strangers');
});

test('installation tokens end after an hour, and with the installation', async () => {
  const { status, body } = await mint({});
  assert.equal(status, 201);
  assert.match(String(body['token']), /^ghs_[A-Za-z0-9._-]{36,}$/);
  const header = `token ${String(body['token'])}`;
  assert.equal((await ask('/repos/shop/store', header)).status, 200);
  clock += 3_599_000;
  assert.equal((await ask('/repos/shop/store', header)).status, 200);
  clock += 1_000;
  assert.equal((await ask('/repos/shop/store', header)).status, 401);
  const other = small.world.install({ app: small.app.app, account: small.owner });
  const { body: second } = await ask(`/app/installations/${other.id}/access_tokens`, `Bearer ${await jwt({})}`, { method: 'POST' });
  small.world.uninstall(other);
  assert.equal((await ask('/repos/shop/store', `token ${String(second['token'])}`)).status, 401);
});

test('tokens are narrowed by repository and permission, and refused outside', async () => {
  const secret = await small.world.createRepository({ owner: 'shop', name: 'secret' });
  await small.world.pushCommit(small.maintainer, secret, { branch: 'main', message: 'x', files: [{ path: 'a', content: 'a' }] });
  const { body } = await mint({ repository_ids: [small.repository.id], permissions: { pull_requests: 'read' } });
  assert.equal(body['repository_selection'], 'selected');
  assert.deepEqual(body['permissions'], { metadata: 'read', pull_requests: 'read' });
  const header = `token ${String(body['token'])}`;
  assert.equal((await ask('/repos/shop/store/pulls/1', header)).status, 200);
  assert.equal((await ask('/repos/shop/secret', header)).status, 404);
  const comment = { method: 'POST', body: '{"body":"x"}' };
  for (const [path, init] of [
    ['/repos/shop/store/issues/1/comments', comment],
    ['/repos/shop/store/contents/README.md', {}],
    ['/repos/shop/store/check-runs', { method: 'POST', body: '{}' }],
  ] as const) {
    const refused = await ask(path, header, init);
    assert.deepEqual([refused.status, refused.body['message']], [403, 'Resource not accessible by integration'], path);
  }
  const listed = await ask('/installation/repositories', header);
  assert.equal(listed.body['total_count'], 1);
});

test('a token cannot be wider than its installation', async () => {
  const elsewhere = small.world.createUser('elsewhere');
  const foreign = await small.world.createRepository({ owner: 'elsewhere', name: 'own' });
  assert.equal((await mint({ repository_ids: [foreign.id] })).status, 422);
  assert.equal((await mint({ repositories: ['absent'] })).status, 422);
  assert.equal((await mint({ permissions: { contents: 'write' } })).status, 422);
  assert.equal((await mint({ permissions: { secrets: 'read' } })).status, 422);
  assert.equal((await mint({ permissions: { contents: 'everything' } })).status, 422);
  assert.equal(elsewhere.login, 'elsewhere');
});

test('people may do what their permission says', async () => {
  const status = async (actor: typeof small.reader, method: string, path: string, body?: unknown): Promise<number> => {
    const token = small.world.createPersonToken(actor.user);
    return (await ask(path, `token ${token}`, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })).status;
  };
  assert.equal(await status(small.outsider, 'GET', '/repos/shop/store/pulls/1'), 404);
  assert.equal(await status(small.reader, 'GET', '/repos/shop/store/pulls/1'), 200);
  assert.equal(await status(small.reader, 'PATCH', '/repos/shop/store/pulls/1', { title: 'Mine' }), 403);
  assert.equal(await status(small.reader, 'PUT', '/repos/shop/store/pulls/1/merge', {}), 403);
  assert.equal(await status(small.author, 'PATCH', '/repos/shop/store/pulls/1', { title: 'Mine' }), 200);
  assert.equal(await status(small.maintainer, 'POST', '/repos/shop/store/check-runs', { name: 'x', head_sha: small.pull.headSha }), 403);
});

test("Octokit's own clock may be wrong: the Date header tells the sandbox's", async () => {
  const { data } = await small.appClient.rest.apps.getRepoInstallation(STORE);
  assert.equal(data.id, small.installation.id);
});
