/** Exact BM25 of a partition: every posting of the query's terms is added up, whatever their number. */
import { findBest } from './best-scores.ts';
import { eachPosting } from './postings.ts';
import type { Sql } from './sql.ts';
import type { ChunkSearch } from './store.ts';
import { inverseFrequency } from '#src/chunks/term-weights.ts';

export type ChunkRow = Record<'id' | 'ordinal' | 'start_line' | 'end_line', number> & { readonly blob_id: string };

export interface ScoredRow {
  readonly row: ChunkRow;
  readonly score: number;
}

/** Best first. */
export async function findByTerms(sql: Sql, partition: number, search: ChunkSearch): Promise<readonly ScoredRow[]> {
  const { limit, content } = search;
  if (search.terms.length === 0) return [];
  const scores = await scoreChunks(sql, partition, search.terms);
  const hits: ScoredRow[] = [];
  // Some of the best may be dead or of the other content: read on until there are enough.
  for (let [seen, size] = [0, 2 * limit]; hits.length < limit; size *= 2) {
    const part = findBest(scores, seen + size).slice(seen);
    if (part.length === 0) break;
    seen += part.length;
    const { rows } = await sql.query<ChunkRow>(
      `select id, blob_id, ordinal, start_line, end_line from code_chunks where partition = $1 and id = any($2) and content = $3`,
      [partition, part, content],
    );
    const byId = new Map(rows.map((row) => [row.id, row]));
    for (const id of part) {
      const row = byId.get(id);
      if (row !== undefined) hits.push({ row, score: scores[id] ?? 0 });
    }
  }
  return hits.slice(0, limit);
}

/** @returns by chunk id; 0 where none of the terms is. */
async function scoreChunks(sql: Sql, partition: number, terms: ChunkSearch['terms']): Promise<Float64Array> {
  const [{ rows }, counted] = await Promise.all([
    sql.query<{ term: number; postings: Buffer }>('select term, postings from code_postings where partition = $1 and term = any($2)', [
      partition,
      terms.map(({ id }) => id),
    ]),
    sql.query<{ chunks: number; next: number }>(
      'select coalesce(sum(chunks), 0)::int as chunks, coalesce(max(first_chunk + chunks), 0) as next from code_segments where partition = $1',
      [partition],
    ),
  ]);
  const { chunks: total, next } = counted.rows[0] ?? { chunks: 0, next: 0 };
  const byTerm = Map.groupBy(rows, ({ term }) => term);
  const scores = new Float64Array(next);
  for (const { id, weight: queryWeight } of terms) {
    const parts = byTerm.get(id) ?? [];
    let found = 0;
    for (const { postings } of parts) eachPosting(postings, () => (found += 1));
    const idf = inverseFrequency(total, found) * queryWeight;
    for (const { postings } of parts)
      eachPosting(postings, (chunk, weight) => {
        // A segment written since the ids were counted lies beyond the array, and is left out.
        scores[chunk] = (scores[chunk] ?? 0) + idf * weight;
      });
  }
  return scores;
}
