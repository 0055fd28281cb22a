/** The embedded store: exact BM25 over postings, exact cosine over vectors, per repository. */
import { openPartitions } from './postgres-partitions.ts';
import { mergeSegments } from './postgres-segments.ts';
import { invertChunks } from './invert-chunks.ts';
import type { PackedPostings } from './invert-chunks.ts';
import { findByTerms } from './find-by-terms.ts';
import type { ChunkRow } from './find-by-terms.ts';
import { fuse } from './fuse.ts';
import type { Sql, SqlDatabase } from './sql.ts';
import type { ChunkSearch, ChunkStore, FoundChunk, StoredChunk } from './store.ts';
import { findNearest } from './nearest-vectors.ts';
import { packVector } from './vector.ts';

/** @param generation as of `IndexTarget`; each has its own chunks. */
export function openPostgresStore(database: SqlDatabase, generation: string): ChunkStore {
  const partitions = openPartitions(database, generation);
  return {
    put: async (repositoryId, chunks) => {
      const partition = await partitions.of(repositoryId);
      if (chunks.length > 0) await database.transaction((sql) => addSegment(sql, partition, chunks));
      await mergeSegments(database, partition);
    },
    dropBlobs: async (repositoryId, blobIds) => {
      await database.query('delete from code_chunks where partition = $1 and blob_id = any($2)', [
        await partitions.of(repositoryId),
        blobIds,
      ]);
    },
    dropRepository: async (repositoryId) => {
      const partition = await partitions.of(repositoryId);
      await database.transaction(async (sql) => {
        for (const table of ['code_chunks', 'code_postings', 'code_segments'])
          await sql.query(`delete from ${table} where partition = $1`, [partition]);
      });
    },
    count: async (repositoryId) => {
      const { rows } = await database.query<{ chunks: number }>('select count(*)::int as chunks from code_chunks where partition = $1', [
        await partitions.of(repositoryId),
      ]);
      return rows[0]?.chunks ?? 0;
    },
    search: async (repositoryId, search) => await searchChunks(database, await partitions.of(repositoryId), search),
  };
}

async function addSegment(sql: Sql, partition: number, chunks: readonly StoredChunk[]): Promise<void> {
  // Ids and segment numbers are given out under it; two indexers of one repository wait for each other.
  await sql.query('select pg_advisory_xact_lock(hashtextextended($1, 7206494))', [`code ${partition}`]);
  const { rows } = await sql.query<{ segment: number; first: number }>(
    `select coalesce(max(segment), 0) + 1 as segment, coalesce(max(first_chunk + chunks), 1) as first from code_segments where partition = $1`,
    [partition],
  );
  const { segment, first } = rows[0] ?? { segment: 1, first: 1 };
  await sql.query('delete from code_chunks where partition = $1 and blob_id = any($2)', [
    partition,
    [...new Set(chunks.map(({ blobId }) => blobId))],
  ]);
  await sql.query(
    `insert into code_chunks (partition, id, blob_id, ordinal, start_line, end_line, content, vector)
     select $1, * from unnest($2::int[], $3::text[], $4::int[], $5::int[], $6::int[], $7::text[], $8::bytea[])`,
    [
      partition,
      chunks.map((_, index) => first + index),
      chunks.map(({ blobId }) => blobId),
      chunks.map(({ ordinal }) => ordinal),
      chunks.map(({ startLine }) => startLine),
      chunks.map(({ endLine }) => endLine),
      chunks.map(({ content }) => content),
      chunks.map(({ vector }) => (vector === undefined ? null : packVector(vector))),
    ],
  );
  await insertPostings(
    sql,
    partition,
    segment,
    invertChunks(
      chunks.map(({ terms }) => terms),
      first,
    ),
  );
  await sql.query('insert into code_segments (partition, segment, first_chunk, chunks) values ($1, $2, $3, $4)', [
    partition,
    segment,
    first,
    chunks.length,
  ]);
}

/** All lists as one value: PostgreSQL cuts it apart faster than it reads thousands. */
async function insertPostings(
  sql: Sql,
  partition: number,
  segment: number,
  { terms, starts, lengths, bytes }: PackedPostings,
): Promise<void> {
  await sql.query(
    `insert into code_postings (partition, term, segment, postings)
     select $1, term, $2, substring($3::bytea from start + 1 for length) from unnest($4::bigint[], $5::int[], $6::int[]) as row (term, start, length)`,
    [partition, segment, bytes, terms, starts, lengths],
  );
}

async function searchChunks(sql: Sql, partition: number, search: ChunkSearch): Promise<readonly FoundChunk[]> {
  const lexical = (await findByTerms(sql, partition, search)).map(({ row, score }) => toFound(row, score));
  if (search.vector === undefined) return lexical;
  return fuse([lexical, await searchVectors(sql, partition, search, search.vector)], search.limit);
}

async function searchVectors(
  sql: Sql,
  partition: number,
  { limit, content }: ChunkSearch,
  vector: readonly number[],
): Promise<readonly FoundChunk[]> {
  const nearest = await findNearest(sql, partition, { vector, content, limit });
  const { rows } = await sql.query<ChunkRow>(
    'select id, blob_id, ordinal, start_line, end_line from code_chunks where partition = $1 and id = any($2)',
    [partition, nearest.map(({ id }) => id)],
  );
  const byId = new Map(rows.map((row) => [row.id, row]));
  return nearest.flatMap(({ id, score }) => {
    const row = byId.get(id);
    return row === undefined ? [] : [toFound(row, score)];
  });
}

function toFound(row: ChunkRow, score: number): FoundChunk {
  return { blobId: row.blob_id, ordinal: row.ordinal, startLine: row.start_line, endLine: row.end_line, score };
}
