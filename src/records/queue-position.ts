import type { Queryable } from './database.ts';

/** How many pull requests wait before this one, per kind of work that it waits for. */
export async function loadQueuePositions(database: Queryable, repositoryId: number, number: number): Promise<ReadonlyMap<string, number>> {
  const { rows } = await database.query<{ kind: string; before: number }>(
    `select mine.kind, (select count(*) from work other where other.kind = mine.kind and other.state = 'queued'
        and other.not_before <= clock_timestamp() and other.updated_at < mine.updated_at) as before
     from work mine where mine.repository_id = $1 and mine.number = $2 and mine.subject = '' and mine.state = 'queued'`,
    [repositoryId, number],
  );
  return new Map(rows.map(({ kind, before }) => [kind, before]));
}
