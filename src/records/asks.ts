/** Parts that somebody asked for by name, until the work that they are for has ended. */
import type { Queryable } from './database.ts';

export interface Ask {
  readonly repositoryId: number;
  readonly number: number;
  readonly kind: 'summary' | 'review';
}

export async function noteAsk(database: Queryable, { repositoryId, number, kind }: Ask, commentId: number): Promise<void> {
  await database.query(
    `insert into asks (repository_id, number, kind, comment_id) values ($1, $2, $3, $4)
     on conflict (repository_id, number, kind) do update set comment_id = greatest(asks.comment_id, excluded.comment_id)`,
    [repositoryId, number, kind, commentId],
  );
}

/** @returns the comment that asked last. */
export async function loadAsk(database: Queryable, { repositoryId, number, kind }: Ask): Promise<number | undefined> {
  const { rows } = await database.query<{ comment_id: number }>(
    'select comment_id from asks where repository_id = $1 and number = $2 and kind = $3',
    [repositoryId, number, kind],
  );
  return rows[0]?.comment_id;
}

/** What was asked for meanwhile stays. */
export async function endAsk(database: Queryable, { repositoryId, number, kind }: Ask, commentId: number): Promise<void> {
  await database.query('delete from asks where repository_id = $1 and number = $2 and kind = $3 and comment_id <= $4', [
    repositoryId,
    number,
    kind,
    commentId,
  ]);
}
