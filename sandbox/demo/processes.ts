/** Processes by number and start time, so that a number that was given to another program since is never mistaken. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export interface ProcessMark {
  readonly pid: number;
  /** From /proc; empty where there is none. */
  readonly startedAt: string;
}

/** The process's start in clock ticks since boot, or undefined when there is no such process (or no /proc). */
export function startedAt(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in parentheses may hold anything, so fields are counted from its end; the start time is field 22.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? undefined : fields[19];
  } catch {
    return undefined;
  }
}

/** True while exactly that process lives. */
export function sameProcess(mark: ProcessMark): boolean {
  if (mark.startedAt !== '') return startedAt(mark.pid) === mark.startedAt;
  return isAlive(mark.pid);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (cause) {
    return (cause as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** SIGTERM, and SIGKILL to it and its group when it still lives after `graceMs`. */
export async function endProcess(mark: ProcessMark, graceMs: number): Promise<void> {
  if (!sameProcess(mark)) return;
  signal(mark.pid, 'SIGTERM');
  if (await gone(mark, graceMs)) return;
  signal(-mark.pid, 'SIGKILL');
  signal(mark.pid, 'SIGKILL');
  await gone(mark, 2000);
}

async function gone(mark: ProcessMark, withinMs: number): Promise<boolean> {
  const end = Date.now() + withinMs;
  while (sameProcess(mark)) {
    if (Date.now() >= end) return false;
    await sleep(50);
  }
  return true;
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // Gone already, or not ours: both are said by `gone`.
  }
}

/** Ends a PostgreSQL that an App left behind when it was killed: the one whose own lock file lies below `folder`, and no other. */
export async function stopDatabaseIn(folder: string): Promise<void> {
  for (const dataFolder of databaseFolders(folder)) {
    const pid = Number(readText(join(dataFolder, 'postmaster.pid')).split('\n', 1)[0]);
    if (!Number.isInteger(pid) || pid <= 1) continue;
    const commandLine = readText(`/proc/${pid}/cmdline`);
    if (!commandLine.includes('postgres') || !commandLine.includes(folder)) continue;
    const mark = { pid, startedAt: startedAt(pid) ?? '' };
    // SIGINT is PostgreSQL's fast shutdown.
    signal(pid, 'SIGINT');
    if (!(await gone(mark, 5000))) signal(pid, 'SIGQUIT');
    await gone(mark, 2000);
  }
}

function databaseFolders(folder: string): readonly string[] {
  try {
    const names = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    const below = names.flatMap((entry) => [join(folder, entry.name), ...deeper(join(folder, entry.name))]);
    return below.filter((path) => readText(join(path, 'postmaster.pid')) !== '');
  } catch {
    return [];
  }
}

function deeper(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [join(folder, entry.name)] : []));
  } catch {
    return [];
  }
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
