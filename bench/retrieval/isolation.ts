/** Does any search answer from another repository? Twenty with identical code; only the folder tells whose a path is. */
import { createHash } from 'node:crypto';
import { openChunkPool } from '#src/chunks/chunk-pool.ts';
import { indexRepository } from '#src/retrieval/index-repository.ts';
import { openPostgresStore } from '#src/retrieval/postgres-store.ts';
import { openQdrantStore } from '#src/retrieval/qdrant-store.ts';
import { readQuery } from '#src/retrieval/query.ts';
import { openCodeSearch } from '#src/retrieval/search-code.ts';
import { toSqlDatabase } from '#src/records/database.ts';
import type { StoreTarget } from './searchers.ts';

const REPOSITORIES = 20;
const FILES = 60;
const WORDS =
  'cart order price total tax discount ship user login token session cache parse print route page query index merge branch commit review'.split(
    ' ',
  );

export interface Isolation {
  readonly queries: number;
  readonly results: number;
  readonly foreign: number;
}

export async function judgeIsolation({ database, qdrantUrl }: StoreTarget, queries: number): Promise<Isolation> {
  const sql = toSqlDatabase(database);
  const store = qdrantUrl === undefined ? openPostgresStore(sql, '') : openQdrantStore({ url: qdrantUrl, generation: 'isolation' });
  const random = randomOf(7);
  const pick = (): string => WORDS[Math.floor(random() * WORDS.length)] ?? '';
  const texts = Array.from(
    { length: FILES },
    () => `export function ${pick()}_${pick()}() {\n  return ${pick()}(${pick()}, ${pick()});\n}\n`,
  );
  const blobs = new Map(texts.map((text) => [createHash('sha1').update(text).digest('hex'), Buffer.from(text)]));
  for (let repositoryId = 1; repositoryId <= REPOSITORIES; repositoryId += 1) {
    const files = [...blobs].map(([blobId, { length }], at) => ({
      path: `repo${repositoryId}/f${at}.ts`,
      blobId,
      mode: '100644',
      bytes: length,
    }));
    await indexRepository(
      {
        database: sql,
        store,
        read: openChunkPool(2),
        listFiles: () => Promise.resolve(files),
        readBlobs: (ids) => Promise.resolve(new Map([...blobs].filter(([id]) => ids.includes(id)))),
      },
      { repositoryId, commitSha: 'a'.repeat(40), generation: '' },
    );
  }
  const search = openCodeSearch({ sql, storeOf: () => store });
  let [results, foreign] = [0, 0];
  for (let query = 0; query < queries; query += 1) {
    const repositoryId = 1 + Math.floor(random() * REPOSITORIES);
    // Others' paths are asked for by name.
    const text = `${pick()} ${pick()} repo${1 + Math.floor(random() * REPOSITORIES)}/f${Math.floor(random() * FILES)}.ts`;
    const found = await search({ repositoryId, query: readQuery(text), content: 'code', limit: 20 });
    const paths = found.kind === 'found' ? found.files.map(({ path }) => path) : [];
    results += paths.length;
    foreign += paths.filter((path) => !path.startsWith(`repo${repositoryId}/`)).length;
  }
  return { queries, results, foreign };
}

/** Mulberry32: the same run every time. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d_2b_79_f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
