/** Exact nearest vectors of a partition that never has to be in memory as a whole. */
import type { Sql } from './sql.ts';
import { cosine } from './vector.ts';

export interface NearChunk {
  readonly id: number;
  /** Cosine. */
  readonly score: number;
}

/** Chunks read at once: of a model with 1,024 numbers about 16 MB. */
const AT_ONCE = 4_000;

/** Best first. */
export async function findNearest(
  sql: Sql,
  partition: number,
  { vector, content, limit }: { readonly vector: readonly number[]; readonly content: 'code' | 'text'; readonly limit: number },
): Promise<readonly NearChunk[]> {
  let best: readonly NearChunk[] = [];
  for (let after = 0; ;) {
    const { rows } = await sql.query<{ id: number; vector: Buffer }>(
      `select id, vector from code_chunks where partition = $1 and id > $2 and content = $3 and vector is not null order by id limit $4`,
      [partition, after, content, AT_ONCE],
    );
    best = [...best, ...rows.map((row) => ({ id: row.id, score: cosine(row.vector, vector) }))]
      .sort((a, b) => b.score - a.score || a.id - b.id)
      .slice(0, limit);
    const last = rows.at(-1);
    if (last === undefined || rows.length < AT_ONCE) return best;
    after = last.id;
  }
}
