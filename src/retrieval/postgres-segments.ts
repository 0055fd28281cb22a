import { mergePostings } from './postings.ts';
import type { Sql, SqlDatabase } from './sql.ts';

/** Each term of a query is one row per segment; above this many they are merged, and dead chunks left behind. */
const MAX_SEGMENTS = 24;
/** Lists rewritten at once: a term may be in one chunk or in two million. */
const BYTES_AT_ONCE = 4 * 1024 * 1024;
const MOST_TERMS_AT_ONCE = 4_000;
const FEWEST_TERMS_AT_ONCE = 50;
/** Ids read at once. */
const IDS_AT_ONCE = 100_000;

interface Segment {
  readonly segment: number;
  readonly chunks: number;
  /** The id after its last. */
  readonly next: number;
}

/**
 * Merges the newest of a partition's segments when there are more than 24: as many as are together at least half of the
 * next older one, so that each posting is written a few times and not once for every few pushes. Searches go on beside it
 * and see either state.
 */
export async function mergeSegments(database: SqlDatabase, partition: number): Promise<void> {
  if ((await listSegments(database, partition)).length <= MAX_SEGMENTS) return;
  await database.transaction(async (sql) => {
    await sql.query('select pg_advisory_xact_lock(hashtextextended($1, 7206494))', [`code ${partition}`]);
    const segments = await listSegments(sql, partition);
    if (segments.length > MAX_SEGMENTS) await rewrite(sql, partition, segments);
  });
}

/** Newest first. */
async function listSegments(sql: Sql, partition: number): Promise<readonly Segment[]> {
  const { rows } = await sql.query<{ segment: number; chunks: number; next: number }>(
    'select segment, chunks, first_chunk + chunks as next from code_segments where partition = $1 order by segment desc',
    [partition],
  );
  return rows;
}

function countMerged(segments: readonly Segment[]): number {
  let together = 0;
  for (const [at, { chunks }] of segments.entries()) {
    if (at >= 2 && chunks > 2 * together) return at;
    together += chunks;
  }
  return segments.length;
}

async function rewrite(sql: Sql, partition: number, segments: readonly Segment[]): Promise<void> {
  const count = countMerged(segments);
  const oldest = segments[count - 1]?.segment ?? 0;
  const { segment, next } = segments[0] ?? { segment: 0, next: 1 };
  // Ids are given out in the order of the segments.
  const { living, isAlive } = await readLiving(sql, partition, { from: segments[count]?.next ?? 0, next });
  for (let [after, limit] = [-1, FEWEST_TERMS_AT_ONCE]; ;) {
    const { rows } = await sql.query<{ term: number; parts: Buffer[] }>(
      `select term, array_agg(postings order by segment) as parts from code_postings
       where partition = $1 and term > $2 and segment between $3 and $4 group by term order by term limit $5`,
      [partition, after, oldest, segment, limit],
    );
    const last = rows.at(-1);
    if (last === undefined) break;
    after = last.term;
    const merged = rows.map(({ term, parts }) => ({ term, bytes: mergePostings(parts, isAlive) })).filter(({ bytes }) => bytes.length > 0);
    await sql.query(
      `insert into code_postings (partition, term, segment, postings) select $1, term, $2, postings from unnest($3::bigint[], $4::bytea[]) as row (term, postings)`,
      [partition, segment + 1, merged.map(({ term }) => term), merged.map(({ bytes }) => bytes)],
    );
    const written = merged.reduce((sum, { bytes }) => sum + bytes.length, 0);
    limit = written > BYTES_AT_ONCE ? Math.max(FEWEST_TERMS_AT_ONCE, limit >> 1) : Math.min(MOST_TERMS_AT_ONCE, limit << 1);
  }
  for (const table of ['code_postings', 'code_segments'])
    await sql.query(`delete from ${table} where partition = $1 and segment between $2 and $3`, [partition, oldest, segment]);
  // `first_chunk + chunks` stays the next free id, `chunks` what idf counts.
  await sql.query('insert into code_segments (partition, segment, first_chunk, chunks) values ($1, $2, $3, $4)', [
    partition,
    segment + 1,
    next - living,
    living,
  ]);
}

/** Of the ids of a range: a byte each, and never all rows at once. */
async function readLiving(
  sql: Sql,
  partition: number,
  { from, next }: { readonly from: number; readonly next: number },
): Promise<{ readonly living: number; readonly isAlive: (chunk: number) => boolean }> {
  const alive = new Uint8Array(Math.max(0, next - from));
  let living = 0;
  for (let first = from; first < next; first += IDS_AT_ONCE) {
    const { rows } = await sql.query<{ id: number }>('select id from code_chunks where partition = $1 and id >= $2 and id < $3', [
      partition,
      first,
      Math.min(next, first + IDS_AT_ONCE),
    ]);
    for (const { id } of rows) alive[id - from] = 1;
    living += rows.length;
  }
  return { living, isAlive: (chunk) => alive[chunk - from] === 1 };
}
