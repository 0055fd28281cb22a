/** The code index of this installation: its store, its search. */
import type { Config } from '#src/config.ts';
import { toSqlDatabase } from '#src/records/database.ts';
import type { Database } from '#src/records/database.ts';
import { forgetRepository, listGenerations } from '#src/retrieval/catalogue.ts';
import { openChunkPool, threadsBeside } from '#src/retrieval/chunk-pool.ts';
import type { ReadBlob } from '#src/retrieval/chunk-pool.ts';
import { openPostgresStore } from '#src/retrieval/postgres-store.ts';
import { openQdrantStore } from '#src/retrieval/qdrant-store.ts';
import { openCodeSearch } from '#src/retrieval/search-code.ts';
import type { CodeSearch, SearchEnding } from '#src/retrieval/search-code.ts';
import type { SqlDatabase } from '#src/retrieval/sql.ts';
import type { ChunkStore } from '#src/retrieval/store.ts';

export interface CodeIndex {
  readonly sql: SqlDatabase;
  /** What is built: without an embedding model the one without a name. */
  readonly generation: string;
  readonly storeOf: (generation: string) => ChunkStore;
  /** In threads of their own. */
  readonly read: ReadBlob;
  readonly search: (search: CodeSearch) => Promise<SearchEnding>;
}

export function openCodeIndex({ qdrant }: Pick<Config, 'qdrant'>, database: Database): CodeIndex {
  const sql = toSqlDatabase(database);
  const stores = new Map<string, ChunkStore>();
  const storeOf = (generation: string): ChunkStore => {
    const store =
      stores.get(generation) ?? (qdrant === undefined ? openPostgresStore(sql, generation) : openQdrantStore({ ...qdrant, generation }));
    stores.set(generation, store);
    return store;
  };
  return { sql, generation: '', storeOf, read: openChunkPool(threadsBeside()), search: openCodeSearch({ sql, storeOf }) };
}

/** Nothing of it stays, in no store. */
export async function forgetCode({ sql, storeOf }: CodeIndex, repositoryId: number): Promise<void> {
  for (const generation of await listGenerations(sql, repositoryId)) await storeOf(generation).dropRepository(repositoryId);
  await forgetRepository(sql, repositoryId);
}
