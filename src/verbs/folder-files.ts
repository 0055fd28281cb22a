/** A folder's files as if all of them had just been added. Nothing is followed out of it, and nothing in it is obeyed. */
import { constants } from 'node:fs';
import { lstat, open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ChangedFile } from '#src/diff/changed-file.ts';

export interface FolderReading {
  readonly files: readonly ChangedFile[];
  /** Folders that hold no code of the project, by path: git's own data and installed packages. */
  readonly leftOut: readonly string[];
  /** By the blob ids of `files`; what cannot be read is absent. */
  readonly read: (ids: readonly string[]) => Promise<ReadonlyMap<string, Buffer>>;
}

const MOST_FILES = 200_000;

/** @throws when a folder cannot be listed, or holds more files than anybody's project. */
export async function readFolder(root: string, signal: AbortSignal): Promise<FolderReading> {
  const files: ChangedFile[] = [];
  const places = new Map<string, Buffer>();
  const leftOut: string[] = [];
  const walk = async (folder: Buffer, shown: string): Promise<void> => {
    signal.throwIfAborted();
    // Names are bytes: those that are no UTF-8 are shown with U+FFFD, and opened all the same.
    const entries = await readdir(folder, { withFileTypes: true, encoding: 'buffer' });
    for (const entry of entries.toSorted((a, b) => Buffer.compare(a.name, b.name))) {
      const name = entry.name.toString('utf8');
      const place = Buffer.concat([folder, Buffer.from('/'), entry.name]);
      const path = shown === '' ? name : `${shown}/${name}`;
      if (entry.isDirectory()) {
        if (name === '.git' || name === 'node_modules' || (await isVirtualEnvironment(place))) leftOut.push(path);
        else await walk(place, path);
      } else if (entry.isFile() || entry.isSymbolicLink()) {
        const id = String(files.length);
        places.set(id, place);
        files.push(asAdded(path, id, entry.isSymbolicLink(), (await lstat(place)).size));
        if (files.length > MOST_FILES) throw new Error(`there are more than ${MOST_FILES} files below it. Name a smaller folder.`);
      }
    }
  };
  await walk(Buffer.from(root), '');
  return { files, leftOut, read: async (ids) => readAll(ids, places, signal) };
}

async function readAll(
  ids: readonly string[],
  places: ReadonlyMap<string, Buffer>,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Buffer>> {
  const contents = new Map<string, Buffer>();
  for (const id of ids) {
    signal.throwIfAborted();
    const content = await readPlainFile(places.get(id) ?? Buffer.from(''));
    if (content !== undefined) contents.set(id, content);
  }
  return contents;
}

/** It may have become a link or a pipe since it was listed: neither is opened. */
async function readPlainFile(place: Buffer): Promise<Buffer | undefined> {
  try {
    // eslint-disable-next-line no-bitwise
    await using file = await open(place, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    return (await file.stat()).isFile() ? await file.readFile() : undefined;
  } catch {
    return undefined;
  }
}

async function isVirtualEnvironment(folder: Buffer): Promise<boolean> {
  return await lstat(join(folder.toString('utf8'), 'pyvenv.cfg')).then(
    (found) => found.isFile(),
    () => false,
  );
}

function asAdded(path: string, id: string, link: boolean, size: number): ChangedFile {
  return {
    path,
    status: 'added',
    kind: link ? 'symlink' : 'text',
    headBlob: id,
    headSize: size,
    baseMode: '000000',
    headMode: link ? '120000' : '100644',
    additions: 0,
    deletions: 0,
    hunks: [],
  };
}
