/** Folders for scans: named by their owner, removed after use, and swept at start when their owner is gone. */
import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readlink, realpath, rm, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { killGroup } from './process-group.ts';

const NAME = /^scan-([0-9a-z-]+)\.(\d+)\.(\d*)-/u;
/** Folders of other machines that share the disk cannot be asked whether they are in use. */
const FOREIGN_MS = 24 * 60 * 60 * 1000;

/** A new, empty folder below `parent` that only this user can read. */
export async function makeFolder(parent: string): Promise<string> {
  await mkdir(parent, { recursive: true, mode: 0o700 });
  return mkdtemp(join(parent, `scan-${host()}.${process.pid}.${startedAt(process.pid) ?? ''}-`));
}

export async function removeFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true, maxRetries: 3 });
}

/** Removes what a killed process left. Ends with the number of folders removed. */
export async function sweepFolders(parent: string, now: number): Promise<number> {
  await mkdir(parent, { recursive: true, mode: 0o700 });
  const folder = await realpath(parent);
  let removed = 0;
  for (const name of await readdir(folder)) {
    const [, madeBy, pid, started] = NAME.exec(name) ?? [];
    if (madeBy === undefined || pid === undefined) continue;
    const made = (await stat(join(folder, name)).catch(() => undefined))?.mtimeMs ?? now;
    const inUse = madeBy === host() ? startedAt(Number(pid)) === started : now - made < FOREIGN_MS;
    if (inUse) continue;
    await endProcessesIn(join(folder, name));
    await removeFolder(join(folder, name));
    removed += 1;
  }
  return removed;
}

/** An engine whose owner was killed works on in its folder, for nobody. */
async function endProcessesIn(folder: string): Promise<void> {
  const pids = await readdir('/proc').catch(() => []);
  for (const pid of pids.filter((name) => /^\d+$/u.test(name))) {
    if ((await readlink(`/proc/${pid}/cwd`).catch(() => '')) === folder) killGroup(Number(pid));
  }
}

function host(): string {
  return (
    hostname()
      .toLowerCase()
      .replace(/[^0-9a-z]/gu, '-') || 'host'
  );
}

/** Start time of a process in clock ticks; a number alone may belong to another process by now. */
function startedAt(pid: number): string | undefined {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return fields.slice(fields.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    return undefined;
  }
}
