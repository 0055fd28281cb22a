/** Removes what a killed git leaves in a mirror: locks that would block for ever, and halves of packs that only fill the disk. */
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Git holds a lock for moments, and writes a pack for at most as long as a fetch may take. */
const lockAgeMilliseconds = 15_000;
const packAgeMilliseconds = 2 * 3_600_000;

export async function tidyMirror(gitDir: string, now = Date.now()): Promise<void> {
  await removeOld(gitDir, (name) => name.endsWith('.lock'), now - lockAgeMilliseconds);
  await removeOld(join(gitDir, 'objects/pack'), (name) => name.startsWith('tmp_'), now - packAgeMilliseconds);
}

/** The object folders are left out: there are many, and no lock stands in them. */
async function removeOld(folder: string, fits: (name: string) => boolean, before: number): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true }).catch(() => [])) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (entry.name !== 'objects') await removeOld(path, fits, before);
    } else if (fits(entry.name) && (await changedAt(path)) < before) await rm(path, { force: true });
  }
}

async function changedAt(path: string): Promise<number> {
  return await stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => Infinity,
  );
}
