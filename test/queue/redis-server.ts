/** A real Redis of a test's own, which can be killed and started again on the same port with what it had written. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { freePort } from '#sandbox/demo/free-port.ts';

export interface TestRedis extends AsyncDisposable {
  readonly url: string;
  readonly port: number;
  readonly client: Redis;
  /** `kill -9`. */
  readonly kill: () => Promise<void>;
  readonly start: () => Promise<void>;
}

const program = process.env['REDIS_SERVER_PATH'] ?? 'redis-server';

/** @param settings further redis.conf directives, by name. */
export async function startRedis(settings: Readonly<Record<string, string>> = {}): Promise<TestRedis> {
  const folder = await mkdtemp(join(tmpdir(), 'countersign-redis-'));
  const port = await freePort(0);
  const directives = {
    port: String(port),
    bind: '127.0.0.1',
    dir: folder,
    appendonly: 'yes',
    appendfsync: 'always',
    save: '',
    ...settings,
  };
  const password = settings['requirepass'];
  const url = `redis://${password === undefined ? '' : `:${password}@`}127.0.0.1:${port}`;
  const client = new Redis(url, { lazyConnect: true, maxRetriesPerRequest: null, retryStrategy: () => 50 });
  client.on('error', () => undefined);
  let server: ChildProcess | undefined;
  const start = async (): Promise<void> => {
    server = spawn(
      program,
      Object.entries(directives).flatMap(([name, value]) => [`--${name}`, value]),
      { stdio: 'ignore' },
    );
    server.on('error', () => undefined);
    // It still loads what it had written: PING answers LOADING until then.
    for (const end = Date.now() + 10_000; ; await sleep(20)) {
      const answer = await Promise.race([client.ping().catch(() => undefined), sleep(500)]);
      if (answer === 'PONG') return;
      if (Date.now() > end) throw new Error(`${program} did not answer on port ${port}.`);
    }
  };
  const kill = async (): Promise<void> => {
    const dying = server;
    server = undefined;
    if (dying === undefined || dying.exitCode !== null || dying.signalCode !== null) return;
    dying.kill('SIGKILL');
    await once(dying, 'exit');
  };
  const dispose = async (): Promise<void> => {
    client.disconnect();
    await kill();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await start();
  } catch (error) {
    await dispose();
    throw error;
  }
  return { url, port, client, kill, start, [Symbol.asyncDispose]: dispose };
}
