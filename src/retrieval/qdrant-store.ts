/** The same store on a Qdrant server, for when one machine is not enough. */
import { z } from 'zod';
import { openQdrantClient } from './qdrant-client.ts';
import type { QdrantServer } from './qdrant-client.ts';
import { toStoreError } from './qdrant-errors.ts';
import { collectionBody, collectionName, filterOf, filterOfBlobs, payloadIndexes, pointOf, queryBody } from './qdrant-requests.ts';
import { StoreError } from './store.ts';
import type { ChunkStore, FoundChunk } from './store.ts';
import { storeFailures } from './wording.ts';

export interface QdrantOptions extends QdrantServer {
  /** As of `IndexTarget`. */
  readonly generation: string;
  /** Of the embedding model's vectors; absent without one. */
  readonly dimension?: number | undefined;
  readonly timeoutMilliseconds?: number;
}

/** Points per request: sparse vectors of a long chunk take 10 kB, and a server refuses bodies over 32 MB. */
const BATCH = 256;
const OLDEST = [1, 11] as const;
const wait = true;

const Payload = z.object({ blob_id: z.string(), ordinal: z.number(), start_line: z.number(), end_line: z.number() });

/** Every function throws StoreError and nothing else. */
export function openQdrantStore({ generation, dimension, timeoutMilliseconds = 30_000, ...server }: QdrantOptions): ChunkStore {
  const client = openQdrantClient(server, timeoutMilliseconds);
  const collection = collectionName(generation);
  let ready: Promise<void> | undefined;

  async function create(): Promise<void> {
    const { version } = await client.versionInfo();
    if (isTooOld(version)) throw new StoreError(storeFailures['too-old'], { reason: 'too-old', retryable: false });
    if (!(await client.collectionExists(collection)).exists)
      // Two processes may create it at once: the second is told 409, and finds it there.
      await client.createCollection(collection, collectionBody(dimension)).catch(async (error: unknown) => {
        if (!(await client.collectionExists(collection)).exists) throw error;
      });
    for (const index of payloadIndexes) await client.createPayloadIndex(collection, { ...index, wait });
  }

  /** Runs against a collection that is there; one that somebody dropped meanwhile is made anew, once. */
  async function write<Result>(work: () => Promise<Result>): Promise<Result> {
    try {
      await (ready ??= create());
      return await work();
    } catch (error) {
      ready = undefined;
      const failure = toStoreError(error);
      if (failure.reason !== 'missing') throw failure;
    }
    try {
      await (ready = create());
      return await work();
    } catch (error) {
      ready = undefined;
      throw toStoreError(error);
    }
  }

  return {
    put: (repositoryId, chunks) =>
      write(async () => {
        if (chunks.length === 0) return;
        await client.delete(collection, { wait, filter: filterOfBlobs(repositoryId, [...new Set(chunks.map(({ blobId }) => blobId))]) });
        for (let from = 0; from < chunks.length; from += BATCH)
          await client.upsert(collection, { wait, points: chunks.slice(from, from + BATCH).map((chunk) => pointOf(repositoryId, chunk)) });
      }),
    dropBlobs: (repositoryId, blobIds) =>
      write(async () => {
        for (let from = 0; from < blobIds.length; from += 1_000)
          await client.delete(collection, { wait, filter: filterOfBlobs(repositoryId, blobIds.slice(from, from + 1_000)) });
      }),
    dropRepository: (repositoryId) =>
      write(async () => {
        await client.delete(collection, { wait, filter: filterOf(repositoryId) });
      }),
    count: (repositoryId) => write(async () => (await client.count(collection, { filter: filterOf(repositoryId), exact: true })).count),
    search: async (repositoryId, search) => {
      const body = queryBody(repositoryId, search);
      if (body === undefined) return [];
      try {
        const { points } = await client.query(collection, body);
        return points.flatMap(({ payload, score }): FoundChunk[] => {
          const { success, data } = Payload.safeParse(payload);
          return success
            ? [{ blobId: data.blob_id, ordinal: data.ordinal, startLine: data.start_line, endLine: data.end_line, score }]
            : [];
        });
      } catch (error) {
        throw toStoreError(error);
      }
    },
  };
}

/** A version that cannot be read is given the benefit of the doubt. */
function isTooOld(version: string): boolean {
  const [, major, minor] = /^(\d+)\.(\d+)/u.exec(version) ?? [];
  return major !== undefined && (Number(major) < OLDEST[0] || (Number(major) === OLDEST[0] && Number(minor) < OLDEST[1]));
}
