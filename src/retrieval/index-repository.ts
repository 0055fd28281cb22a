/** The story of indexing: list the tree, read what is new, switch to it, forget what is gone. Killed anywhere, it continues where it was. */
import { countKnown, findKnownBlobs, forgetBlobs, saveBlobs, switchTree } from './catalogue.ts';
import type { IndexedBlob, IndexedFile, Made } from './catalogue.ts';
import { skipByPath } from '#src/chunks/choose-file.ts';
import type { TreeEntry } from '#src/chunks/choose-file.ts';
import type { ReadBlob } from '#src/chunks/chunk-pool.ts';
import { beginIndexing, noteFailure, noteProgress } from './index-state.ts';
import type { ReadContent } from '#src/chunks/read-content.ts';
import { READER } from '#src/chunks/reader.ts';
import type { SqlDatabase } from './sql.ts';
import type { ChunkStore, StoredChunk } from './store.ts';

export interface IndexPorts {
  readonly database: SqlDatabase;
  /** Of the target's generation. */
  readonly store: ChunkStore;
  /** `openChunkPool`. */
  readonly read: ReadBlob;
  /** Which reader `read` is: `READER` unless told. What another one read is read again. */
  readonly reader?: string;
  /** The whole tree of a commit, links and submodules as such. */
  readonly listFiles: (commitSha: string) => Promise<readonly TreeEntry[]>;
  /** Missing ones are absent. */
  readonly readBlobs: (ids: readonly string[]) => Promise<ReadonlyMap<string, Buffer>>;
  /** Told after every batch. */
  readonly onProgress?: ((read: number, toRead: number) => void) | undefined;
  /** One vector per text, in order; absent without an embedding model. */
  readonly embed?: ((texts: readonly string[]) => Promise<readonly (readonly number[] | undefined)[]>) | undefined;
}

export interface IndexTarget {
  readonly repositoryId: number;
  readonly commitSha: string;
  /** Name of the embedding model and its dimension; '' without one. A new one reads every blob again, beside the one that answers, and takes over when it is whole; the old one can be gone back to. */
  readonly generation: string;
}

export type IndexEnding =
  | { readonly kind: 'indexed'; readonly read: number; readonly kept: number; readonly removed: number; readonly chunks: number }
  /** What was read stays; the answering commit is as before. */
  | { readonly kind: 'paused' | 'superseded'; readonly read: number; readonly toRead: number };

/** Blobs and bytes in memory at once. */
const BATCH_FILES = 200;
const BATCH_BYTES = 8 * 1024 * 1024;

/** @throws what a port throws, after noting it; also the signal's reason. The answering commit stays as it was. */
export async function indexRepository(ports: IndexPorts, target: IndexTarget, signal?: AbortSignal): Promise<IndexEnding> {
  const { repositoryId, commitSha } = target;
  await beginIndexing(ports.database, repositoryId, commitSha);
  try {
    return await readTree(ports, target, signal);
  } catch (error) {
    if (signal?.aborted !== true) await noteFailure(ports.database, repositoryId, error instanceof Error ? error.message : String(error));
    throw error;
  }
}

async function readTree(ports: IndexPorts, target: IndexTarget, signal: AbortSignal | undefined): Promise<IndexEnding> {
  const { repositoryId, commitSha, generation } = target;
  const made = { generation, reader: ports.reader ?? READER };
  const tree = await ports.listFiles(commitSha);
  const files = tree.map((entry): IndexedFile => ({ path: entry.path, blobId: entry.blobId, skipped: skipByPath(entry) }));
  const entries = new Map(tree.filter((_, index) => files[index]?.skipped === undefined).map((entry) => [entry.blobId, entry]));
  await agreeWithTheStore(ports, target);
  const known = await findKnownBlobs(ports.database, repositoryId, made, [...entries.keys()]);
  const missing = [...entries.values()].filter(({ blobId }) => !known.has(blobId));
  const progress = { read: 0, chunks: 0 };
  const toRead = missing.length;
  const goesOn = async (): Promise<'go on' | 'paused' | 'superseded'> => {
    signal?.throwIfAborted();
    ports.onProgress?.(progress.read, toRead);
    return await noteProgress(ports.database, repositoryId, { commitSha, toRead, read: progress.read });
  };
  // While one batch is written, the threads read the next; never more than two are in memory.
  let writing: Promise<void> = Promise.resolve();
  let next = await goesOn();
  try {
    for (const batch of inBatches(missing)) {
      if (next !== 'go on') break;
      const files = await readBatch(ports, batch);
      await writing;
      next = await goesOn();
      if (next === 'go on')
        writing = writeBatch(ports, repositoryId, made, files).then((chunks) => {
          progress.read += batch.length;
          progress.chunks += chunks;
        });
      writing.catch(() => undefined);
    }
    await writing;
    if (next === 'go on') next = await goesOn();
  } finally {
    await writing.catch(() => undefined);
  }
  const { read, chunks } = progress;
  if (next !== 'go on') return { kind: next, read, toRead };
  const gone = await switchTree(ports.database, repositoryId, { commitSha, ...made, files });
  if (gone === undefined) return { kind: 'superseded', read, toRead };
  // Found by nothing any more; a kill before this line leaves them to cost room, not truth.
  if (gone.length > 0) await ports.store.dropBlobs(repositoryId, gone);
  return { kind: 'indexed', read, kept: known.size, removed: gone.length, chunks };
}

/**
 * A store that was emptied, restored from an older backup or replaced has less than the catalogue says: then everything is read
 * again. Where the catalogue knows nothing (a new database beside an old store), what the store has is nobody's.
 */
async function agreeWithTheStore({ database, store }: IndexPorts, { repositoryId, generation }: IndexTarget): Promise<void> {
  const { blobs, chunks } = await countKnown(database, repositoryId, generation);
  const stored = await store.count(repositoryId);
  if (stored < chunks) await forgetBlobs(database, repositoryId, generation);
  if (blobs === 0 && stored > 0) await store.dropRepository(repositoryId);
}

interface ReadFile {
  readonly path: string;
  readonly blobId: string;
  readonly content: ReadContent;
}

async function readBatch(ports: IndexPorts, batch: readonly TreeEntry[]): Promise<readonly ReadFile[]> {
  const contents = await ports.readBlobs(batch.map(({ blobId }) => blobId));
  const withTexts = ports.embed !== undefined;
  return await Promise.all(
    batch.map(async ({ path, blobId }): Promise<ReadFile> => {
      const bytes = contents.get(blobId);
      const content =
        bytes === undefined ? ({ kind: 'skipped', reason: 'too large' } as const) : await ports.read({ path, bytes, withTexts });
      return { path, blobId, content };
    }),
  );
}

async function writeBatch(ports: IndexPorts, repositoryId: number, made: Made, files: readonly ReadFile[]): Promise<number> {
  const read = files.flatMap(({ path, blobId, content }) =>
    content.kind === 'read' ? content.chunks.map((chunk, ordinal) => ({ path, blobId, ordinal, ...chunk })) : [],
  );
  const vectors = read.length === 0 ? undefined : await ports.embed?.(read.map(({ text = '' }) => text));
  await ports.store.put(
    repositoryId,
    read.map(({ blobId, path, ordinal, startLine, endLine, content, terms }, index): StoredChunk => {
      const chunk = { blobId, path, ordinal, startLine, endLine, content, terms };
      const vector = vectors?.[index];
      return vector === undefined ? chunk : { ...chunk, vector };
    }),
  );
  await saveBlobs(ports.database, repositoryId, made, files.map(toIndexedBlob));
  return read.length;
}

function toIndexedBlob({ blobId, content }: ReadFile): IndexedBlob {
  if (content.kind === 'skipped') return { blobId, lines: 0, chunks: 0, chunkedBy: 'none', skipped: content.reason, symbols: [] };
  const { lines, chunks, by, symbols } = content;
  return { blobId, lines, chunks: chunks.length, chunkedBy: by, skipped: undefined, symbols };
}

function* inBatches(entries: readonly TreeEntry[]): Generator<readonly TreeEntry[]> {
  let batch: TreeEntry[] = [];
  let bytes = 0;
  for (const entry of entries) {
    if (batch.length >= BATCH_FILES || (batch.length > 0 && bytes + entry.bytes > BATCH_BYTES)) {
      yield batch;
      [batch, bytes] = [[], 0];
    }
    batch.push(entry);
    bytes += entry.bytes;
  }
  if (batch.length > 0) yield batch;
}
