/** The bodies of Qdrant's requests, pure. Shapes: the OpenAPI of Qdrant 1.11 and newer. */
import { createHash } from 'node:crypto';
import type { Schemas } from '@qdrant/js-client-rest';
import type { ChunkSearch, StoredChunk } from './store.ts';

/** Names of the two vectors of a point. */
const TERMS = 'terms';
const DENSE = 'dense';

/** One collection per embedding generation, so that a new model is built beside the old one. */
export function collectionName(generation: string): string {
  return `countersign-code-${createHash('sha256').update(generation).digest('hex').slice(0, 16)}`;
}

/** @param dimension of the embedding model; undefined without one. */
export function collectionBody(dimension: number | undefined): Omit<Schemas['CreateCollection'], 'init_from'> {
  return {
    vectors: dimension === undefined ? {} : { [DENSE]: { size: dimension, distance: 'Cosine' } },
    sparse_vectors: { [TERMS]: { modifier: 'idf' } },
  };
}

/** `is_tenant`, of Qdrant 1.11, keeps the points of a repository together on disk. */
export const payloadIndexes: readonly { readonly field_name: string; readonly field_schema: Schemas['PayloadFieldSchema'] }[] = [
  { field_name: 'repository_id', field_schema: { type: 'keyword', is_tenant: true } },
  { field_name: 'path', field_schema: 'keyword' },
  { field_name: 'blob_id', field_schema: 'keyword' },
  { field_name: 'content', field_schema: 'keyword' },
];

/** The only place that makes a filter: nothing reads or deletes points without naming their repository. */
export function filterOf(repositoryId: number, ...further: readonly Schemas['FieldCondition'][]): Schemas['Filter'] {
  return { must: [{ key: 'repository_id', match: { value: String(repositoryId) } }, ...further] };
}

export function filterOfBlobs(repositoryId: number, blobIds: readonly string[]): Schemas['Filter'] {
  return filterOf(repositoryId, { key: 'blob_id', match: { any: [...blobIds] } });
}

export function pointOf(repositoryId: number, chunk: StoredChunk): Schemas['PointStruct'] {
  const terms = { indices: [...chunk.terms.ids], values: [...chunk.terms.weights] };
  return {
    id: pointId(repositoryId, chunk),
    vector: { [TERMS]: terms, ...(chunk.vector === undefined ? {} : { [DENSE]: [...chunk.vector] }) },
    payload: {
      repository_id: String(repositoryId),
      path: chunk.path,
      blob_id: chunk.blobId,
      content: chunk.content,
      ordinal: chunk.ordinal,
      start_line: chunk.startLine,
      end_line: chunk.endLine,
    },
  };
}

/** The same chunk gets the same id, so that a repeated write replaces. No part of it comes from a path. */
function pointId(repositoryId: number, { blobId, ordinal }: StoredChunk): string {
  const hash = createHash('sha256').update(`${repositoryId} ${blobId} ${ordinal}`).digest('hex');
  return [hash.slice(0, 8), hash.slice(8, 12), `5${hash.slice(13, 16)}`, `8${hash.slice(17, 20)}`, hash.slice(20, 32)].join('-');
}

/** One request for all legs; undefined when nothing is asked. Without a vector the scores are BM25's, with one those of the fusion. */
export function queryBody(repositoryId: number, { terms, vector, content, limit }: ChunkSearch): Schemas['QueryRequest'] | undefined {
  const filter = filterOf(repositoryId, { key: 'content', match: { value: content } });
  const sparse = { indices: terms.map(({ id }) => id), values: terms.map(({ weight }) => weight) };
  const legs: Schemas['Prefetch'][] = [];
  if (terms.length > 0) legs.push({ query: sparse, using: TERMS, filter, limit });
  if (vector !== undefined) legs.push({ query: [...vector], using: DENSE, filter, limit });
  const [only] = legs;
  if (only === undefined) return undefined;
  const body = legs.length === 1 ? only : { prefetch: legs, query: { fusion: 'rrf' as const }, filter, limit };
  return { ...body, with_payload: ['blob_id', 'ordinal', 'start_line', 'end_line'], with_vector: false };
}
