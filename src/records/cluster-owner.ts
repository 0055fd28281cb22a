/** One process per embedded cluster. The owner's start time guards against a reused PID. */
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

interface Owner {
  readonly pid: number;
  readonly started: string | undefined;
}

/**
 * Takes the folder for this process; a dead owner's is taken over.
 * @returns how to give it back.
 * @throws when a live process has it, naming its PID.
 */
export async function takeOwnership(folder: string): Promise<() => Promise<void>> {
  const file = join(folder, 'owner.json');
  const mine = `${file}.${process.pid}`;
  await writeFile(mine, JSON.stringify({ pid: process.pid, started: await startTimeOf(process.pid) } satisfies Owner));
  try {
    for (let turn = 0; turn < 20; turn += 1) {
      if (await linked(mine, file)) return () => rm(file, { force: true });
      const text = await readFile(file, 'utf8').catch(() => undefined);
      if (text === undefined) continue;
      const owner = parseOwner(text);
      if (owner !== undefined && owner.started !== undefined && (await startTimeOf(owner.pid)) === owner.started)
        throw new Error(inUse(owner.pid, folder));
      await putAside(file, text);
    }
    throw new Error(`The data folder is fought over by several processes (${folder}). Nothing was changed. Start one at a time.`);
  } finally {
    await rm(mine, { force: true });
  }
}

const inUse = (pid: number, folder: string): string =>
  `The data folder is in use by process ${pid} (${folder}). Nothing was changed. Stop that process first, or set COUNTERSIGN_DATA to another folder.`;

/** Unlike a write, a link never replaces: of two processes that start at once only one gets it. */
async function linked(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Takes a dead owner's file away, unless somebody quicker has put a live one there meanwhile: that one goes back. */
async function putAside(file: string, judged: string): Promise<void> {
  const aside = `${file}.stale.${process.pid}`;
  try {
    await rename(file, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  if ((await readFile(aside, 'utf8')) !== judged) await linked(aside, file);
  await rm(aside, { force: true });
}

function parseOwner(text: string): Owner | undefined {
  try {
    const value = JSON.parse(text) as Partial<Owner> | null;
    return typeof value?.pid === 'number' ? { pid: value.pid, started: value.started } : undefined;
  } catch {
    return undefined;
  }
}

/** Clock ticks since boot at which the process started; undefined when there is no such process. */
async function startTimeOf(pid: number): Promise<string | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
  // A zombie has ended; only its parent has not asked yet.
  return fields?.[0] === 'Z' ? undefined : fields?.[19];
}
