/** What a browser's cookie may no longer be used for, although its own time has not run out. */
import type { Queryable } from './database.ts';

/** @returns false when it was ended before. */
export async function endSession(database: Queryable, id: string, seconds: number): Promise<boolean> {
  await database.query('delete from ended_sessions where until < now()');
  const { rowCount } = await database.query(
    'insert into ended_sessions (id, until) values ($1, now() + make_interval(secs => $2)) on conflict do nothing',
    [id, seconds],
  );
  return rowCount === 1;
}

export async function isSessionEnded(database: Queryable, id: string): Promise<boolean> {
  const { rows } = await database.query('select 1 from ended_sessions where id = $1', [id]);
  return rows.length > 0;
}
