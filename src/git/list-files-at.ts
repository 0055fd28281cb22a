/** Names of files in a few folders of one commit. */
import type { Mirror } from './mirror.ts';
import { runGit } from './run-git.ts';

/** Folders deeper than this are not opened. */
const DEEPEST = 3;
/** A folder with more entries is none that somebody keeps by hand. */
const MOST = 5_000;

/**
 * The top folder, and every folder below it that `isOpened` (path without a trailing slash) lets in.
 * @returns paths of plain files; `undefined` when the mirror does not have the commit.
 */
export async function listFilesAt(
  mirror: Mirror,
  commit: string,
  isOpened: (folder: string) => boolean,
  signal?: AbortSignal,
): Promise<readonly string[] | undefined> {
  if (!/^[0-9a-f]{40}(?:[0-9a-f]{24})?$/u.test(commit)) return undefined;
  const known = await runGit(['cat-file', '--batch-check=%(objecttype)'], { gitDir: mirror.gitDir, input: `${commit}\n`, signal });
  if (!known.toString('utf8').startsWith('commit')) return undefined;
  const files: string[] = [];
  let wanted: readonly string[] = [''];
  for (let depth = 0; depth < DEEPEST && wanted.length > 0; depth += 1) {
    const entries = (await Promise.all(wanted.map((folder) => listFolder(mirror, commit, folder, signal)))).flat();
    files.push(...entries.filter(({ mode }) => mode === '100644' || mode === '100755').map(({ path }) => path));
    wanted = entries.filter(({ mode, path }) => mode === '040000' && isOpened(path)).map(({ path }) => path);
  }
  return files;
}

async function listFolder(
  mirror: Mirror,
  commit: string,
  folder: string,
  signal: AbortSignal | undefined,
): Promise<readonly { readonly mode: string; readonly path: string }[]> {
  const output = await runGit(['ls-tree', '-z', `${commit}:${folder}`], { gitDir: mirror.gitDir, signal });
  const lines = output.toString('utf8').split('\0', MOST + 1);
  if (lines.length > MOST) return [];
  return lines.flatMap((line) => {
    const [, mode, name] = /^(\d{6}) \w+ [0-9a-f]+\t([^]+)$/u.exec(line) ?? [];
    return mode === undefined || name === undefined ? [] : [{ mode, path: folder === '' ? name : `${folder}/${name}` }];
  });
}
