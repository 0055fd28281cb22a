/** A repository as git would show it, in a real store: what a test writes into it can be searched. */
import { createHash } from 'node:crypto';
import { toSqlDatabase } from '#src/records/database.ts';
import type { Database } from '#src/records/database.ts';
import { openChunkPool } from '#src/chunks/chunk-pool.ts';
import { findPlaces } from '#src/retrieval/find-places.ts';
import type { Place, PlacesEnding } from '#src/retrieval/find-places.ts';
import { indexRepository } from '#src/retrieval/index-repository.ts';
import { openPostgresStore } from '#src/retrieval/postgres-store.ts';
import { openCodeSearch } from '#src/retrieval/search-code.ts';

const read = openChunkPool(1);
let lastRepository = 5_000;

export function smallRepository(database: Database) {
  const repositoryId = (lastRepository += 1);
  const sql = toSqlDatabase(database);
  const store = openPostgresStore(sql, '');
  const search = openCodeSearch({ sql, storeOf: () => store });
  const blobs = new Map<string, Buffer>();
  const readBlobs = (ids: readonly string[]): Promise<ReadonlyMap<string, Buffer>> =>
    Promise.resolve(new Map([...blobs].filter(([id]) => ids.includes(id))));
  return {
    repositoryId,
    sql,
    search,
    readBlobs,
    index: async (commitSha: string, tree: Readonly<Record<string, string>>) => {
      const files = Object.entries(tree).map(([path, text]) => {
        const blobId = createHash('sha1').update(text).digest('hex');
        blobs.set(blobId, Buffer.from(text));
        return { path, blobId, mode: '100644', bytes: Buffer.byteLength(text) };
      });
      return await indexRepository(
        { database: sql, store, read, listFiles: () => Promise.resolve(files), readBlobs },
        { repositoryId, commitSha, generation: '' },
      );
    },
    ask: (question: string, about?: Place): Promise<PlacesEnding> => findPlaces({ search, readBlobs }, repositoryId, question, about),
  };
}
