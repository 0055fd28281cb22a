import type { Sql } from './sql.ts';

export interface Partitions {
  /** The only place where a repository becomes what the store's tables know: nothing reads or writes without it. */
  readonly of: (repositoryId: number) => Promise<number>;
}

/** Numbers are given once and never change; the few thousand of a process are kept. */
export function openPartitions(sql: Sql, generation: string): Partitions {
  const known = new Map<number, number>();
  return {
    of: async (repositoryId) => {
      const before = known.get(repositoryId);
      if (before !== undefined) return before;
      await sql.query('insert into code_partitions (repository_id, generation) values ($1, $2) on conflict do nothing', [
        repositoryId,
        generation,
      ]);
      const { rows } = await sql.query<{ partition: number }>(
        'select partition from code_partitions where repository_id = $1 and generation = $2',
        [repositoryId, generation],
      );
      const partition = rows[0]?.partition;
      if (partition === undefined)
        throw new Error(`The code index has no place for repository ${repositoryId}. Nothing was written; try again.`);
      known.set(repositoryId, partition);
      return partition;
    },
  };
}
