/** `npm start -- --register` as a process, against the sandbox, over HTTP only. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { parseEnv } from 'node:util';
import { createAppAuth } from '@octokit/auth-app';
import { Octokit } from '@octokit/rest';
import { createPages } from '#sandbox/pages/create-pages.ts';
import { startSandbox } from '#sandbox/start-sandbox.ts';
import type { Sandbox } from '#sandbox/start-sandbox.ts';
import { readAppManifest } from '#sandbox/demo/app-manifest.ts';
import { readConfig } from '#src/config.ts';
import { confirmOnGitHub, freePort, newPlace, start, statusWithHost } from './register-stage.ts';

const root = new URL('../../', import.meta.url).pathname;
let sandbox: Sandbox;
let folder: string;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'countersign-register-'));
  sandbox = await startSandbox({ dataFolder: join(folder, 'sandbox'), pages: createPages });
  sandbox.world.createUser('ada');
});
after(async () => {
  await sandbox.close();
  await rm(folder, { recursive: true, force: true });
});

suite('registering the App', () => {
  test('whatever is missing, `npm start` names the way to it', () => {
    const reading = readConfig({});
    assert.equal(reading.kind, 'invalid');
    const problems = reading.kind === 'invalid' ? reading.problems : [];
    assert.deepEqual(
      problems.map((problem) => [problem.split(' ')[0], problem.includes('npm start -- --register')]),
      [
        ['APP_ID', true],
        ['PRIVATE_KEY', true],
        ['WEBHOOK_SECRET', true],
      ],
    );
  });

  test('credentials come to .env, work, and are shown nowhere', async () => {
    const place = await newPlace(folder, '# kept\nLOG_LEVEL=warn');
    const port = String(await freePort());
    await using started = start(
      sandbox,
      place,
      ['--webhook-url', 'http://127.0.0.1:9', '--public-url', 'https://countersign.example.com'],
      {
        PORT: port,
      },
    );
    const page = await fetch(await started.address());
    assert.equal(page.status, 200);
    const back = await confirmOnGitHub(sandbox, await page.text());
    assert.match(back, /^http:\/\/127\.0\.0\.1:\d+\/probot\/setup\?code=[0-9a-f]{40}&state=/u);
    const done = await fetch(back);
    assert.equal(done.status, 200, await done.clone().text());
    assert.equal(await started.exit(), 0, started.output());

    const text = await readFile(place.envFile, 'utf8');
    assert.equal(text.startsWith('# kept\nLOG_LEVEL=warn\n\n# GitHub App '), true, text.split('\n')[0]);
    assert.equal((await stat(place.envFile)).mode & 0o777, 0o600);
    const values = parseEnv(text);
    const reading = readConfig({ ...values });
    assert.equal(reading.kind, 'ok', JSON.stringify(reading));
    if (reading.kind !== 'ok') return;
    const { app, github } = reading.config;
    const auth = { appId: app.id, privateKey: app.privateKey };
    const { data } = await new Octokit({ authStrategy: createAppAuth, auth, baseUrl: github.apiUrl }).rest.apps.getAuthenticated();
    const manifest = await readAppManifest(root);
    assert.deepEqual([data?.permissions, data?.events], [manifest.permissions, manifest.events]);
    const stored = sandbox.world.records.apps.get(app.id);
    assert.deepEqual([stored?.webhookUrl, stored?.webhookSecret], ['http://127.0.0.1:9/api/github/webhooks', app.webhookSecrets[0]]);

    assert.deepEqual(reading.config.signIn, { clientId: stored?.clientId, clientSecret: stored?.clientSecret });
    assert.equal(reading.config.publicUrl, 'https://countersign.example.com');
    const callbacks = [`${reading.config.publicUrl}/drafts/callback`, `http://127.0.0.1:${port}/drafts/callback`];
    assert.deepEqual(stored?.callbackUrls, callbacks);
    // The sandbox refuses, as GitHub does, to send anybody to an address that was not registered.
    for (const [redirect, status] of [
      ...callbacks.map((url) => [url, 200] as const),
      ['https://evil.example/drafts/callback', 422] as const,
    ]) {
      const asked = {
        client_id: stored?.clientId ?? '',
        redirect_uri: redirect,
        state: 'x',
        code_challenge: 'y',
        code_challenge_method: 'S256',
      };
      const address = new URL('/login/oauth/authorize', sandbox.url);
      address.search = new URLSearchParams(asked).toString();
      assert.equal((await fetch(address)).status, status, redirect);
    }

    const said = `${started.output()}${await done.text()}`;
    for (const secret of [
      values['PRIVATE_KEY'] ?? '',
      values['WEBHOOK_SECRET'] ?? '',
      values['GITHUB_CLIENT_SECRET'] ?? '',
      new URL(back).searchParams.get('code') ?? '',
    ])
      assert.equal(said.includes(secret.slice(0, 30)), false, 'a secret was shown');
    assert.match(said, /npm start\n/u);
    assert.match(said, /installations\/new/u);

    await using again = start(sandbox, place);
    assert.equal(await again.exit(), 1);
    assert.match(again.output(), /already holds APP_ID, PRIVATE_KEY, WEBHOOK_SECRET, GITHUB_CLIENT_ID, GITHUB_CLIENT_SECRET/u);
    assert.equal(await readFile(place.envFile, 'utf8'), text);
  });

  test('without an address for webhooks they are off, and the steps say so', async () => {
    const place = await newPlace(folder);
    await using started = start(sandbox, place);
    const page = await (await fetch(await started.address())).text();
    assert.equal((await fetch(await confirmOnGitHub(sandbox, page, 'Second'))).status, 200);
    assert.equal(await started.exit(), 0, started.output());
    const reading = readConfig(parseEnv(await readFile(place.envFile, 'utf8')));
    assert.equal(reading.kind, 'ok');
    const app = reading.kind === 'ok' ? sandbox.world.records.apps.get(reading.config.app.id) : undefined;
    assert.equal(app?.webhookUrl, null);
    assert.match(started.output(), /copy WEBHOOK_SECRET/u);
    assert.match(started.output(), /set PUBLIC_URL/u);
    assert.deepEqual(app?.callbackUrls, []);
    assert.match(started.output(), /tick "Active"/u);
  });

  test('another site can neither plant credentials nor look', async () => {
    const place = await newPlace(folder);
    await using started = start(sandbox, place);
    const address = await started.address();
    // The App of somebody else, confirmed by somebody else.
    const theirs = new URL(await confirmOnGitHub(sandbox, await (await fetch(address)).text(), 'Theirs'));
    for (const state of ['', 'x'.repeat(43)]) {
      theirs.searchParams.set('state', state);
      assert.equal((await fetch(theirs)).status, 403);
    }
    assert.equal(
      (await fetch(`${address}probot/import`, { method: 'POST', body: '{"appId":1,"pem":"x","webhook_secret":"y"}' })).status,
      404,
    );
    assert.equal(await statusWithHost(address, 'evil.example'), 421);
    assert.equal(await statusWithHost(address, 'localhost'), 200);
    started.interrupt();
    assert.equal(await started.exit(), 130);
    assert.match(started.output(), /Nothing was registered or written/u);
    await assert.rejects(stat(place.envFile), { code: 'ENOENT' });
  });

  test('a code that GitHub does not know is told, and the next try works', async () => {
    const place = await newPlace(folder);
    await using started = start(sandbox, place);
    const page = await (await fetch(await started.address())).text();
    const back = new URL(await confirmOnGitHub(sandbox, page, 'Third'));
    const wrong = new URL(back);
    wrong.searchParams.set('code', 'f00d');
    const refused = await fetch(wrong);
    assert.equal(refused.status, 502);
    assert.match(await refused.text(), /does not know the code \(404\)/u);
    await assert.rejects(stat(place.envFile), { code: 'ENOENT' });
    sandbox.setFault({ method: 'POST', path: '/app-manifests/**', effect: { kind: 'status', status: 503 }, times: 1 });
    assert.match(await (await fetch(back)).text(), /GitHub answered 503/u);
    assert.equal((await fetch(back)).status, 200);
    assert.equal(await started.exit(), 0);
  });

  test('credentials that cannot be written are kept until they can', async () => {
    const place = await newPlace(folder);
    await using started = start(sandbox, place);
    const back = await confirmOnGitHub(sandbox, await (await fetch(await started.address())).text(), 'Fourth');
    await mkdir(place.envFile);
    const kept = await fetch(back);
    assert.equal(kept.status, 502);
    assert.match(await kept.text(), /kept in this process/u);
    await rm(place.envFile, { recursive: true });
    assert.equal((await fetch(back)).status, 200);
    assert.equal(await started.exit(), 0);
    assert.equal(readConfig(parseEnv(await readFile(place.envFile, 'utf8'))).kind, 'ok');
  });

  test('a taken port, a folder without writing, an App in the environment, wrong usage: refused, each with what to do', async () => {
    const place = await newPlace(folder);
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const port = String((other.address() as AddressInfo).port);
    await using taken = start(sandbox, place, [], { PORT: port });
    assert.equal(await taken.exit(), 1);
    assert.match(taken.output(), new RegExp(`Port ${port} is taken .* set PORT`, 'u'));
    other.close();
    // Not even root can write there.
    await using unwritable = start(sandbox, { folder: '/proc', envFile: '/proc/.env' });
    assert.equal(await unwritable.exit(), 1);
    assert.match(unwritable.output(), /Nothing can be written in \/proc \(/u);
    await using inherited = start(sandbox, place, [], { APP_ID: '7' });
    assert.equal(await inherited.exit(), 1);
    assert.match(inherited.output(), /environment already holds APP_ID/u);
    await using wrong = start(
      sandbox,
      place,
      ['--webhook-url', 'ftp://x', '--public-url', 'https://x.example/path', '--organization', '-'],
      {},
    );
    assert.equal(await wrong.exit(), 2);
    assert.match(wrong.output(), /--webhook-url must be[\s\S]*--public-url must be[\s\S]*--organization must be/u);
    await using local = start(sandbox, place, ['--webhook-url', 'http://localhost:3000'], { GHE_HOST: '' });
    assert.equal(await local.exit(), 1);
    assert.match(local.output(), /GitHub cannot reach it/u);
    await assert.rejects(stat(place.envFile), { code: 'ENOENT' });
  });
});
