/** What registering takes in tests: a folder, a process, and a person who confirms on GitHub. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Sandbox } from '#sandbox/start-sandbox.ts';

const root = new URL('../../', import.meta.url).pathname;

export interface Place {
  readonly folder: string;
  readonly envFile: string;
}

export async function newPlace(folder: string, env?: string): Promise<Place> {
  const place = await mkdtemp(join(folder, 'place-'));
  const envFile = join(place, '.env');
  if (env !== undefined) await writeFile(envFile, env, { mode: 0o644 });
  return { folder: place, envFile };
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** What a person does on GitHub: post the manifest, look, confirm, be sent back. The address one is sent to. */
export async function confirmOnGitHub(sandbox: Sandbox, page: string, name?: string): Promise<string> {
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
export async function statusWithHost(address: string, host: string): Promise<number> {
  const { request } = await import('node:http');
  return new Promise((resolve, reject) => {
    request(address, { headers: { host } }, (response) => resolve(response.resume().statusCode ?? 0))
      .on('error', reject)
      .end();
  });
}

export function start(sandbox: Sandbox, place: Place, args: readonly string[] = [], env: Record<string, string> = {}) {
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
