/** The demo's own folder: one demo at a time, and nothing of an earlier one left in it. */
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { DemoProblem } from './demo-problem.ts';
import { endProcess, sameProcess, startedAt, stopDatabaseIn, type ProcessMark } from './processes.ts';
import * as wording from './wording.ts';

export interface DemoFolder {
  readonly sandbox: string;
  readonly app: string;
  readonly scratch: string;
  readonly appLog: string;
  /** Written into the lock, so that the next demo can end an App that this one could not. */
  noteApp(pid: number): Promise<void>;
  /** Gives the folder free for the next demo; the data stay until then, to be looked at. */
  release(): Promise<void>;
}

const Mark = z.object({ pid: z.number().int().positive(), startedAt: z.string() });
const Lock = z.object({ demo: Mark, app: Mark.optional() });
/** An App that lost its demo is already ending itself. */
const GRACE_MS = 8_000;
type Lock = z.infer<typeof Lock>;

/** Takes `<data>/demo`, empty. Throws `DemoProblem` when a living demo holds it; ends what a killed one left behind. */
export async function takeDemoFolder(dataFolder: string): Promise<DemoFolder> {
  const root = join(dataFolder, 'demo');
  const lockPath = join(dataFolder, 'demo.lock');
  const app = join(root, 'app');
  await mkdir(dataFolder, { recursive: true });
  const own: Lock = { demo: markOf(process.pid) };
  await takeLock(lockPath, own, app);
  await rm(root, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  const folder = { sandbox: join(root, 'sandbox'), app, scratch: join(root, 'scratch'), appLog: join(root, 'app.log') };
  for (const path of [folder.sandbox, folder.app, folder.scratch]) await mkdir(path, { recursive: true });
  return {
    ...folder,
    noteApp: async (pid) => rename(await writeBeside(lockPath, { ...own, app: markOf(pid) }), lockPath),
    release: () => rm(lockPath, { force: true }),
  };
}

async function takeLock(lockPath: string, own: Lock, appFolder: string): Promise<void> {
  for (let attempt = 0; attempt < 3; attempt += 1) {
    if (await claimed(lockPath, own)) return;
    const held = await readLock(lockPath);
    if (held && sameProcess(held.demo)) throw new DemoProblem(wording.alreadyRunning(held.demo.pid, lockPath));
    if (held?.app && sameProcess(held.app)) await endProcess(held.app, GRACE_MS);
    await stopDatabaseIn(appFolder);
    await rm(lockPath, { force: true });
  }
  throw new DemoProblem(wording.alreadyRunning(0, lockPath));
}

// The lock gets its name when it is whole: read while it is written it would look like nobody's, and a living demo's data would go.
async function claimed(lockPath: string, own: Lock): Promise<boolean> {
  const whole = await writeBeside(lockPath, own);
  try {
    await link(whole, lockPath);
    return true;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw cause;
  } finally {
    await rm(whole, { force: true });
  }
}

async function writeBeside(lockPath: string, lock: Lock): Promise<string> {
  const path = `${lockPath}.${process.pid}`;
  await writeFile(path, JSON.stringify(lock));
  return path;
}

/** A lock that cannot be read was damaged (a full disk): nobody holds it. */
async function readLock(path: string): Promise<Lock | undefined> {
  try {
    return Lock.safeParse(JSON.parse(await readFile(path, 'utf8'))).data;
  } catch {
    return undefined;
  }
}

function markOf(pid: number): ProcessMark {
  return { pid, startedAt: startedAt(pid) ?? '' };
}
