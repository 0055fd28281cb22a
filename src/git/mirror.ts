/** A bare mirror per repository. Code, diffs and history come from here, without REST's limits; there is never a work tree. */
import { mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { oneAtATime } from './one-at-a-time.ts';
import { runGit } from './run-git.ts';

export interface Mirror {
  readonly gitDir: string;
}

/** Opens the mirror of a repository below `folder`, made on first use; one that a crash left half-made is made anew. */
export async function openMirror(folder: string, repositoryId: number): Promise<Mirror> {
  const gitDir = join(folder, `${repositoryId}.git`);
  await oneAtATime(gitDir, async () => {
    if (!(await isWhole(gitDir))) await makeAnew(gitDir);
  });
  return { gitDir };
}

/** Damage that making anew does not mend comes from elsewhere; a large repository must not be fetched whole for it again and again. */
const renewAgainAfterMilliseconds = 600_000;
const renewedAt = new Map<string, number>();

/**
 * Drops a damaged mirror, which is only a cache, and begins an empty one. Others that read from it find their commits
 * missing, and fetch them again.
 * @returns false when that was done moments ago: then the damage may be mended by now, and is not looked for twice.
 */
export async function renewMirror({ gitDir }: Mirror, now = Date.now()): Promise<boolean> {
  return await oneAtATime(gitDir, async () => {
    if (now - (renewedAt.get(gitDir) ?? -Infinity) < renewAgainAfterMilliseconds) return false;
    renewedAt.set(gitDir, now);
    await makeAnew(gitDir);
    return true;
  });
}

let made = 0;

/** A mirror appears by one rename, so it is whole or not there. */
async function makeAnew(gitDir: string): Promise<void> {
  const mine = `${gitDir}.${process.pid}-${(made += 1)}`;
  await rename(gitDir, `${mine}.dropped`).catch(ignoreMissing);
  await mkdir(`${mine}.staged`, { recursive: true });
  await runGit(['init', '--bare', '--quiet', '--template='], { gitDir: `${mine}.staged` });
  // Another process may have been quicker; its mirror is as good.
  await rename(`${mine}.staged`, gitDir).catch(async (error: unknown) => {
    if (!(await isWhole(gitDir))) throw error;
  });
  await removeLeftovers(gitDir, mine);
}

const leftoverAgeMilliseconds = 3_600_000;

/** Ours at once; those of others when they have stood for so long that whoever made them was killed. */
async function removeLeftovers(gitDir: string, mine: string): Promise<void> {
  const before = Date.now() - leftoverAgeMilliseconds;
  for (const name of await readdir(dirname(gitDir))) {
    if (!name.startsWith(`${basename(gitDir)}.`)) continue;
    const path = join(dirname(gitDir), name);
    const old = await stat(path).then(
      ({ mtimeMs }) => mtimeMs < before,
      () => false,
    );
    if (old || path.startsWith(`${mine}.`)) await rm(path, { recursive: true, force: true, maxRetries: 3 });
  }
}

function ignoreMissing(error: unknown): void {
  if ((error as { readonly code?: string }).code !== 'ENOENT') throw error;
}

async function isWhole(gitDir: string): Promise<boolean> {
  const head = await readFile(join(gitDir, 'HEAD'), 'utf8').catch(() => '');
  return head.startsWith('ref: ') && (await isFolder(join(gitDir, 'objects'))) && (await isFolder(join(gitDir, 'refs')));
}

async function isFolder(path: string): Promise<boolean> {
  return await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}
