import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, test } from 'node:test';
import pg from 'pg';
import { startEmbeddedPostgres } from '#src/records/embedded-postgres.ts';
import { makeDataFolder } from './test-database.ts';

const holder = new URL('cluster-holder.ts', import.meta.url).pathname;
const children = new Set<ChildProcess>();
let folder: string;
before(async () => void (folder = await makeDataFolder()));
after(async () => {
  for (const child of children) child.kill('SIGKILL');
  await until(async () => (await serversOf(folder)).length === 0);
  await rm(folder, { recursive: true, force: true });
});

interface Holder {
  readonly child: ChildProcess;
  readonly lines: string[];
  /** The first line that begins so. */
  readonly line: (beginning: string) => Promise<string>;
  readonly kill: () => Promise<void>;
}

function startHolder(mode: 'hold' | 'write', at = folder): Holder {
  const child = spawn(process.execPath, [holder, at, mode], { stdio: ['ignore', 'pipe', 'inherit'] });
  children.add(child);
  const lines: string[] = [];
  const reader = createInterface({ input: child.stdout });
  reader.on('line', (line) => lines.push(line));
  const ended = once(child, 'exit');
  return {
    child,
    lines,
    line: async (beginning) => {
      for (;;) {
        const found = lines.find((line) => line.startsWith(beginning));
        if (found !== undefined) return found;
        await Promise.race([
          once(reader, 'line'),
          once(reader, 'close').then(() => assert.fail(`The holder ended without "${beginning}": ${lines.join(' | ')}`)),
        ]);
      }
    },
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
      children.delete(child);
    },
  };
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 30_000; !(await holds()); await new Promise((resolve) => setTimeout(resolve, 50)))
    assert.ok(Date.now() < end, 'It did not become true within 30 s.');
}

/** PostgreSQL processes that name this cluster. */
async function serversOf(dataFolder: string): Promise<readonly number[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/u.test(name));
  const commands = await Promise.all(
    pids.map(async (pid) => [Number(pid), await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')] as const),
  );
  return commands
    .filter(([, command]) => command.includes(join(dataFolder, 'postgres', 'cluster')) && command.includes('bin/postgres'))
    .map(([pid]) => pid);
}

async function readAll(url: string): Promise<ReadonlySet<number>> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return new Set((await client.query<{ value: string }>('select value from written')).rows.map(({ value }) => Number(value)));
  } finally {
    await client.end();
  }
}

test('a second start is refused with the PID of the first, which goes on; after kill -9 no orphan stays', async () => {
  const first = startHolder('hold');
  await first.line('ready');
  await assert.rejects(startEmbeddedPostgres(folder), new RegExp(`in use by process ${first.child.pid} .*COUNTERSIGN_DATA`, 'u'));
  assert.match(await startHolder('hold').line('refused'), new RegExp(`process ${first.child.pid} `, 'u'));
  assert.equal((await serversOf(folder)).length > 0, true);
  await first.kill();
  await until(async () => (await serversOf(folder)).length === 0);
  const again = await startEmbeddedPostgres(folder);
  await assert.rejects(startEmbeddedPostgres(folder), new RegExp(`process ${process.pid} `, 'u'));
  await again.stop();
});

test('of three that start at once exactly one gets the folder', async () => {
  const three = [startHolder('hold'), startHolder('hold'), startHolder('hold')];
  await until(() => Promise.resolve(three.every(({ lines }) => lines.length > 0)));
  const words = three.map(({ lines }) => lines[0]?.split(' ')[0] ?? '').toSorted((a, b) => a.localeCompare(b));
  assert.deepEqual(words, ['ready', 'refused', 'refused']);
  await Promise.all(three.filter(({ lines }) => lines[0]?.startsWith('ready')).map(({ kill }) => kill()));
});

test('five kills while writing: every acknowledged row is there', async () => {
  const acknowledged = new Set<number>();
  for (let round = 0; round < 5; round += 1) {
    const writer = startHolder('write');
    await writer.line('ready');
    await until(() => Promise.resolve(writer.lines.length > 5 + round * 7));
    await writer.kill();
    for (const line of writer.lines) if (line.startsWith('wrote ')) acknowledged.add(Number(line.slice(6)));
  }
  const postgres = await startEmbeddedPostgres(folder);
  try {
    const kept = await readAll(postgres.url);
    assert.deepEqual(
      [...acknowledged].filter((value) => !kept.has(value)),
      [],
    );
    assert.ok(acknowledged.size > 25);
  } finally {
    await postgres.stop();
  }
});

test('an owner file of a dead process, of a reused PID, or of nonsense does not block', async () => {
  const file = join(folder, 'postgres', 'owner.json');
  for (const text of [
    JSON.stringify({ pid: 2 ** 22 + 5, started: '1' }),
    JSON.stringify({ pid: process.ppid, started: '1' }),
    '',
    '{',
    'null',
    '{"pid":"1"}',
  ]) {
    await writeFile(file, text);
    const postgres = await startEmbeddedPostgres(folder);
    await postgres.stop();
    await assert.rejects(readFile(file), { code: 'ENOENT' });
  }
});

test('a server that ends by itself is told', async () => {
  const postgres = await startEmbeddedPostgres(folder);
  const pid = Number((await readFile(join(folder, 'postgres', 'cluster', 'postmaster.pid'), 'utf8')).split('\n')[0]);
  process.kill(pid, 'SIGQUIT');
  assert.equal(typeof (await postgres.lost), 'string');
  await postgres.stop();
  await (await startEmbeddedPostgres(folder)).stop();
});

test('what a kill left half-made is made anew, and nothing that may hold data is deleted', async () => {
  const other = await makeDataFolder();
  try {
    await mkdir(join(other, 'postgres', 'cluster.staged', 'base'), { recursive: true });
    await mkdir(join(other, 'postgres', 'cluster', 'base'), { recursive: true });
    await writeFile(join(other, 'postgres', 'cluster', 'base', 'kept'), 'kept');
    await (await startEmbeddedPostgres(other)).stop();
    const aside = (await readdir(join(other, 'postgres'))).find((name) => name.startsWith('cluster.broken-'));
    assert.equal(await readFile(join(other, 'postgres', aside ?? '', 'base', 'kept'), 'utf8'), 'kept');
    await rm(join(other, 'postgres', 'password'));
    await assert.rejects(startEmbeddedPostgres(other), /password .* is missing .* data was kept/u);
    assert.equal((await readdir(join(other, 'postgres'))).includes('owner.json'), false);
  } finally {
    await rm(other, { recursive: true, force: true });
  }
});

test('a kill in the middle of the first initdb is repaired by the next start', async () => {
  const other = await makeDataFolder();
  try {
    const first = startHolder('hold', other);
    await until(async () =>
      (await readdir(join(other, 'postgres')).catch((): string[] => [])).some((name) => name.startsWith('cluster.staged')),
    );
    await first.kill();
    await (await startEmbeddedPostgres(other)).stop();
  } finally {
    await rm(other, { recursive: true, force: true });
  }
});
