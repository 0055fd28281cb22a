/** The code index of this installation: its store, its vectors, its search. */
import { openEmbedder } from './embedder.ts';
import type { QueryEmbedder } from './embedder.ts';
import type { Config } from '#src/config.ts';
import { toSqlDatabase } from '#src/records/database.ts';
import type { Database } from '#src/records/database.ts';
import { forgetRepository, listGenerations } from '#src/retrieval/catalogue.ts';
import { openChunkPool, threadsBeside } from '#src/chunks/chunk-pool.ts';
import type { ReadBlob } from '#src/chunks/chunk-pool.ts';
import { nameGeneration, readGeneration, WORDS_ONLY } from '#src/retrieval/generation.ts';
import { indexRepository } from '#src/retrieval/index-repository.ts';
import type { IndexEnding, IndexPorts, IndexTarget } from '#src/retrieval/index-repository.ts';
import { loadAnsweringCommit } from '#src/retrieval/index-state.ts';
import { openPostgresStore } from '#src/retrieval/postgres-store.ts';
import { openQdrantStore } from '#src/retrieval/qdrant-store.ts';
import { openCodeSearch } from '#src/retrieval/search-code.ts';
import type { CodeSearch, SearchEnding } from '#src/retrieval/search-code.ts';
import type { SqlDatabase } from '#src/retrieval/sql.ts';
import type { ChunkStore } from '#src/retrieval/store.ts';

export interface CodeIndex {
  readonly sql: SqlDatabase;
  readonly storeOf: (generation: string) => ChunkStore;
  /** In threads of their own. */
  readonly read: ReadBlob;
  readonly embedder: QueryEmbedder | undefined;
  readonly search: (search: CodeSearch) => Promise<SearchEnding>;
}

export function openCodeIndex({ qdrant, embedding }: Pick<Config, 'qdrant' | 'embedding'>, database: Database): CodeIndex {
  const sql = toSqlDatabase(database);
  const stores = new Map<string, ChunkStore>();
  const openStore = (generation: string): ChunkStore =>
    qdrant === undefined
      ? openPostgresStore(sql, generation)
      : openQdrantStore({ ...qdrant, generation, dimension: readGeneration(generation)?.dimension });
  const storeOf = (generation: string): ChunkStore => {
    const store = stores.get(generation) ?? openStore(generation);
    stores.set(generation, store);
    return store;
  };
  const embedder = embedding === undefined ? undefined : openEmbedder(embedding);
  const search = openCodeSearch({ sql, storeOf, ...(embedder === undefined ? {} : { embedQuery: embedder.embedQuery }) });
  return { sql, storeOf, read: openChunkPool(threadsBeside()), embedder, search };
}

/**
 * Reads a commit: by words at once, so that no search waits for a model; then with the vectors of the model that is set,
 * beside what answers, which they replace when they are whole. @throws what `indexRepository` throws, and EmbeddingError
 */
export async function readCommit(
  { sql, storeOf, read, embedder }: CodeIndex,
  ports: Pick<IndexPorts, 'listFiles' | 'readBlobs' | 'onProgress'>,
  { repositoryId, commitSha }: Omit<IndexTarget, 'generation'>,
  signal?: AbortSignal,
): Promise<IndexEnding> {
  const run = async (generation: string, embed?: IndexPorts['embed']): Promise<IndexEnding> =>
    await indexRepository(
      { database: sql, store: storeOf(generation), read, ...ports, embed },
      { repositoryId, commitSha, generation },
      signal,
    );
  if (embedder === undefined) return await run(WORDS_ONLY);
  const answering = await loadAnsweringCommit(sql, repositoryId);
  if (answering?.commitSha !== commitSha) {
    const ending = await run(WORDS_ONLY);
    if (ending.kind !== 'indexed') return ending;
  }
  const { model } = embedder;
  const generation = nameGeneration({ model, dimension: await embedder.dimension(signal) });
  return await run(generation, (texts) => embedder.embed(texts, signal));
}

/** Nothing of it stays, in no store. */
export async function forgetCode({ sql, storeOf }: CodeIndex, repositoryId: number): Promise<void> {
  const generations = new Set([WORDS_ONLY, ...(await listGenerations(sql, repositoryId))]);
  for (const generation of generations) await storeOf(generation).dropRepository(repositoryId);
  await forgetRepository(sql, repositoryId);
}
