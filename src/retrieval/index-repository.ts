/** The story of indexing: list the tree, read what is new, switch to it, forget what is gone. Killed anywhere, it continues where it was. */
import { countChunks, findKnownBlobs, forgetBlobs, saveBlobs, switchTree } from './catalogue.ts';
import type { IndexedBlob, IndexedFile } from './catalogue.ts';
import { chunkFile } from './chunk-file.ts';
import type { Outline } from './chunk-file.ts';
import { readText, skipByPath } from './choose-file.ts';
import type { TreeEntry } from './choose-file.ts';
import { beginIndexing, noteFailure, noteProgress } from './index-state.ts';
import type { SqlDatabase } from './sql.ts';
import type { ChunkStore, StoredChunk } from './store.ts';
import { weighChunk } from './term-weights.ts';

export interface IndexPorts {
  readonly database: SqlDatabase;
  /** Of the target's generation. */
  readonly store: ChunkStore;
  readonly outline: Outline;
  /** The whole tree of a commit, links and submodules as such. */
  readonly listFiles: (commitSha: string) => Promise<readonly TreeEntry[]>;
  /** Missing ones are absent. */
  readonly readBlobs: (ids: readonly string[]) => Promise<ReadonlyMap<string, Buffer>>;
  /** One vector per text, in order; absent without an embedding model. */
  /** Told after every batch. */
  readonly onProgress?: ((read: number, toRead: number) => void) | undefined;
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
  const tree = await ports.listFiles(commitSha);
  const files = tree.map((entry): IndexedFile => ({ path: entry.path, blobId: entry.blobId, skipped: skipByPath(entry) }));
  const entries = new Map(tree.filter((_, index) => files[index]?.skipped === undefined).map((entry) => [entry.blobId, entry]));
  await forgetWhatTheStoreLost(ports, target);
  const known = await findKnownBlobs(ports.database, repositoryId, generation, [...entries.keys()]);
  const missing = [...entries.values()].filter(({ blobId }) => !known.has(blobId));
  let read = 0;
  let chunks = 0;
  const toRead = missing.length;
  for (const batch of [...inBatches(missing), []]) {
    signal?.throwIfAborted();
    const next = await noteProgress(ports.database, repositoryId, { commitSha, toRead, read });
    if (next !== 'go on') return { kind: next, read, toRead };
    ports.onProgress?.(read, toRead);
    if (batch.length === 0) break;
    chunks += await readBatch(ports, target, batch);
    read += batch.length;
  }
  const gone = await switchTree(ports.database, repositoryId, { commitSha, generation, files });
  if (gone === undefined) return { kind: 'superseded', read, toRead };
  // Found by nothing any more; a kill before this line leaves them to cost room, not truth.
  if (gone.length > 0) await ports.store.dropBlobs(repositoryId, gone);
  return { kind: 'indexed', read, kept: known.size, removed: gone.length, chunks };
}

/** A store that was emptied, restored from an older backup or replaced has less than the catalogue says: then everything is read again. */
async function forgetWhatTheStoreLost({ database, store }: IndexPorts, { repositoryId, generation }: IndexTarget): Promise<void> {
  const expected = await countChunks(database, repositoryId, generation);
  if (expected > 0 && (await store.count(repositoryId)) < expected) await forgetBlobs(database, repositoryId, generation);
}

async function readBatch(ports: IndexPorts, { repositoryId, generation }: IndexTarget, batch: readonly TreeEntry[]): Promise<number> {
  const contents = await ports.readBlobs(batch.map(({ blobId }) => blobId));
  // At once: while the parser's thread is at one file, this one weighs another.
  const read = await Promise.all(batch.map((entry) => readFile(entry, contents.get(entry.blobId), ports.outline)));
  const stored = read.flatMap(({ stored }) => stored);
  const texts = read.flatMap(({ texts }) => texts);
  const vectors = texts.length === 0 ? undefined : await ports.embed?.(texts);
  await ports.store.put(
    repositoryId,
    stored.map((chunk, index) => {
      const vector = vectors?.[index];
      return vector === undefined ? chunk : { ...chunk, vector };
    }),
  );
  await saveBlobs(
    ports.database,
    repositoryId,
    generation,
    read.map(({ blob }) => blob),
  );
  return stored.length;
}

interface ReadFile {
  readonly blob: IndexedBlob;
  readonly stored: readonly StoredChunk[];
  /** What a model embeds of each chunk. */
  readonly texts: readonly string[];
}

async function readFile({ path, blobId }: TreeEntry, bytes: Buffer | undefined, outline: Outline): Promise<ReadFile> {
  const content = bytes === undefined ? { skipped: 'too large' as const } : readText(bytes);
  if ('skipped' in content) {
    const blob = { blobId, lines: 0, chunks: 0, chunkedBy: 'none', skipped: content.skipped, symbols: [] };
    return { blob, stored: [], texts: [] };
  }
  const { chunks, by } = await chunkFile(path, content.text, outline);
  const stored = chunks.map((chunk, ordinal): StoredChunk => {
    const { startLine, endLine } = chunk;
    return { blobId, path, ordinal, startLine, endLine, content: chunk.content, terms: weighChunk(chunk) };
  });
  const symbols = chunks.flatMap((chunk) => chunk.symbols);
  return {
    blob: { blobId, lines: content.text.split('\n').length, chunks: chunks.length, chunkedBy: by, skipped: undefined, symbols },
    stored,
    texts: chunks.map((chunk) => `${path}\n${chunk.enclosing}\n${chunk.text}`),
  };
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
