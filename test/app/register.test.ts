/** `npm start -- --register` as a process, against the sandbox, over HTTP only. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseEnv } from 'node:util';
import { createAppAuth } from '@octokit/auth-app';
import { Octokit } from '@octokit/rest';
import { createPages } from '#sandbox/pages/create-pages.ts';
import { startSandbox } from '#sandbox/start-sandbox.ts';
import type { Sandbox } from '#sandbox/start-sandbox.ts';
import { readAppManifest } from '#sandbox/demo/app-manifest.ts';
import { readConfig } from '#src/config.ts';

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
    const place = await newPlace('# kept\nLOG_LEVEL=warn');
    await using started = start(place, ['--webhook-url', 'http://127.0.0.1:9']);
    const page = await fetch(await started.address());
    assert.equal(page.status, 200);
    const back = await confirmOnGitHub(await page.text());
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

    const said = `${started.output()}${await done.text()}`;
    for (const secret of [values['PRIVATE_KEY'] ?? '', values['WEBHOOK_SECRET'] ?? '', new URL(back).searchParams.get('code') ?? ''])
      assert.equal(said.includes(secret.slice(0, 30)), false, 'a secret was shown');
    assert.match(said, /npm start\n/u);
    assert.match(said, /installations\/new/u);

    await using again = start(place);
    assert.equal(await again.exit(), 1);
    assert.match(again.output(), /already holds APP_ID, PRIVATE_KEY, WEBHOOK_SECRET/u);
    assert.equal(await readFile(place.envFile, 'utf8'), text);
  });

  test('without an address for webhooks they are off, and the steps say so', async () => {
    const place = await newPlace();
    await using started = start(place);
    const page = await (await fetch(await started.address())).text();
    assert.equal((await fetch(await confirmOnGitHub(page, 'Second'))).status, 200);
    assert.equal(await started.exit(), 0, started.output());
    const reading = readConfig(parseEnv(await readFile(place.envFile, 'utf8')));
    assert.equal(reading.kind, 'ok');
    const app = reading.kind === 'ok' ? sandbox.world.records.apps.get(reading.config.app.id) : undefined;
    assert.equal(app?.webhookUrl, null);
    assert.match(started.output(), /copy WEBHOOK_SECRET/u);
    assert.match(started.output(), /tick "Active"/u);
  });

  test('another site can neither plant credentials nor look', async () => {
    const place = await newPlace();
    await using started = start(place);
    const address = await started.address();
    // The App of somebody else, confirmed by somebody else.
    const theirs = new URL(await confirmOnGitHub(await (await fetch(address)).text(), 'Theirs'));
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
    const place = await newPlace();
    await using started = start(place);
    const page = await (await fetch(await started.address())).text();
    const back = new URL(await confirmOnGitHub(page, 'Third'));
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
    const place = await newPlace();
    await using started = start(place);
    const back = await confirmOnGitHub(await (await fetch(await started.address())).text(), 'Fourth');
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
    const place = await newPlace();
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const port = String((other.address() as AddressInfo).port);
    await using taken = start(place, [], { PORT: port });
    assert.equal(await taken.exit(), 1);
    assert.match(taken.output(), new RegExp(`Port ${port} is taken .* set PORT`, 'u'));
    other.close();
    // Not even root can write there.
    await using unwritable = start({ folder: '/proc', envFile: '/proc/.env' });
    assert.equal(await unwritable.exit(), 1);
    assert.match(unwritable.output(), /Nothing can be written in \/proc \(/u);
    await using inherited = start(place, [], { APP_ID: '7' });
    assert.equal(await inherited.exit(), 1);
    assert.match(inherited.output(), /environment already holds APP_ID/u);
    await using wrong = start(place, ['--webhook-url', 'ftp://x', '--organization', '-'], {});
    assert.equal(await wrong.exit(), 2);
    assert.match(wrong.output(), /--webhook-url must be[\s\S]*--organization must be/u);
    await using local = start(place, ['--webhook-url', 'http://localhost:3000'], { GHE_HOST: '' });
    assert.equal(await local.exit(), 1);
    assert.match(local.output(), /GitHub cannot reach it/u);
    await assert.rejects(stat(place.envFile), { code: 'ENOENT' });
  });
});

interface Place {
  readonly folder: string;
  readonly envFile: string;
}

async function newPlace(env?: string): Promise<Place> {
  const place = await mkdtemp(join(folder, 'place-'));
  const envFile = join(place, '.env');
  if (env !== undefined) await writeFile(envFile, env, { mode: 0o644 });
  return { folder: place, envFile };
}

/** What a person does on GitHub: post the manifest, look, confirm, be sent back. The address one is sent to. */
async function confirmOnGitHub(page: string, name?: string): Promise<string> {
  const shown = await fetch(attribute(page, 'action'), {
    method: 'POST',
    headers: { origin: 'http://127.0.0.1:1', 'sec-fetch-site': 'cross-site' },
    body: new URLSearchParams({ manifest: valueOf(page, 'manifest') }),
  });
  assert.equal(shown.status, 200);
  const form = await shown.text();
  const confirmed = await fetch(new URL('/settings/apps/manifest', sandbox.url), {
    method: 'POST',
    headers: { origin: sandbox.url },
    body: new URLSearchParams({ manifest: valueOf(form, 'manifest'), state: valueOf(form, 'state'), name: name ?? valueOf(form, 'name') }),
    redirect: 'manual',
  });
  assert.equal(confirmed.status, 302, await confirmed.text());
  return confirmed.headers.get('location') ?? '';
}

function attribute(page: string, name: string): string {
  const found = new RegExp(`<form method="post" ${name}="([^"]+)"`, 'u').exec(page)?.[1];
  return unescaped(found ?? assert.fail(`no ${name} in ${page}`));
}

function valueOf(page: string, name: string): string {
  const found = new RegExp(`name="${name}"\\s+value="([^"]*)"`, 'u').exec(page)?.[1];
  return unescaped(found ?? assert.fail(`no ${name} in ${page}`));
}

function unescaped(text: string): string {
  return text.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

/** `fetch` sets the Host header itself. */
async function statusWithHost(address: string, host: string): Promise<number> {
  const { request } = await import('node:http');
  return new Promise((resolve, reject) => {
    request(address, { headers: { host } }, (response) => resolve(response.resume().statusCode ?? 0))
      .on('error', reject)
      .end();
  });
}

function start(place: Place, args: readonly string[] = [], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, [join(root, 'src/server.ts'), '--register', ...args], {
    cwd: place.folder,
    env: { PATH: process.env['PATH'] ?? '', GHE_HOST: sandbox.host, GHE_PROTOCOL: 'http', PORT: '0', HOST: '0.0.0.0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => (output += part.toString()));
  const exited = once(child, 'close').then(([code]) => code as number | null);
  return {
    output: () => output,
    exit: () => exited,
    interrupt: () => void child.kill('SIGINT'),
    address: async (): Promise<string> => {
      for (let tries = 0; tries < 1800 && child.exitCode === null; tries += 1, await sleep(50)) {
        const found = /Open (http:\S+)/u.exec(output)?.[1];
        if (found !== undefined) return found;
      }
      throw new Error(`no address was told: ${output}`);
    },
    [Symbol.asyncDispose]: async () => {
      if (child.exitCode === null) child.kill('SIGKILL');
      await exited;
    },
  };
}
