import { eachPosting, packPostings } from './postings.ts';
import type { Posting } from './postings.ts';
import type { Sql, SqlDatabase } from './sql.ts';

/** Each term of a query is one row per segment; above this many they are merged, and dead chunks left behind. */
const MAX_SEGMENTS = 24;
/** Terms rewritten at once; bounds memory. */
const TERMS_AT_ONCE = 4_000;

/** Merges a partition's segments into one when there are more than 24. Searches go on beside it and see either state. */
export async function mergeSegments(database: SqlDatabase, partition: number): Promise<void> {
  const { rows } = await database.query<{ segments: number }>('select count(*)::int as segments from code_segments where partition = $1', [
    partition,
  ]);
  if ((rows[0]?.segments ?? 0) <= MAX_SEGMENTS) return;
  await database.transaction(async (sql) => {
    await sql.query('select pg_advisory_xact_lock(hashtextextended($1, 7206494))', [`code ${partition}`]);
    await rewrite(sql, partition);
  });
}

async function rewrite(sql: Sql, partition: number): Promise<void> {
  const { rows: alive } = await sql.query<{ id: number }>('select id from code_chunks where partition = $1', [partition]);
  const living = new Set(alive.map(({ id }) => id));
  const { rows: bounds } = await sql.query<{ segment: number; next: number }>(
    'select max(segment) as segment, max(first_chunk + chunks) as next from code_segments where partition = $1',
    [partition],
  );
  const { segment, next } = bounds[0] ?? { segment: 0, next: 1 };
  for (let after = -1; ;) {
    const { rows } = await sql.query<{ term: number; parts: Buffer[] }>(
      `select term, array_agg(postings) as parts from code_postings
       where partition = $1 and term > $2 and segment <= $3 group by term order by term limit $4`,
      [partition, after, segment, TERMS_AT_ONCE],
    );
    const last = rows.at(-1);
    if (last === undefined) break;
    after = last.term;
    const merged = rows.flatMap(({ term, parts }) => {
      const postings: Posting[] = [];
      for (const part of parts) eachPosting(part, (chunk, weight) => living.has(chunk) && postings.push({ chunk, weight }));
      postings.sort((a, b) => a.chunk - b.chunk);
      return postings.length === 0 ? [] : [{ term, bytes: packPostings(postings) }];
    });
    await sql.query(
      `insert into code_postings (partition, term, segment, postings) select $1, term, $2, postings from unnest($3::bigint[], $4::bytea[]) as row (term, postings)`,
      [partition, segment + 1, merged.map(({ term }) => term), merged.map(({ bytes }) => bytes)],
    );
  }
  await sql.query('delete from code_postings where partition = $1 and segment <= $2', [partition, segment]);
  await sql.query('delete from code_segments where partition = $1', [partition]);
  // `first_chunk + chunks` stays the next free id, `chunks` what idf counts.
  await sql.query('insert into code_segments (partition, segment, first_chunk, chunks) values ($1, $2, $3, $4)', [
    partition,
    segment + 1,
    next - living.size,
    living.size,
  ]);
}
