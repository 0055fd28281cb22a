/** Who paused drafts and reviews, where. The newest comment decides, not the order in which comments were worked on. */
import { cleanText } from './database.ts';
import type { Queryable } from './database.ts';

/** In place of a pull request's number: the whole repository. */
export const WHOLE_REPOSITORY = 0;

export interface PauseChange {
  readonly repositoryId: number;
  readonly number: number;
  readonly commentId: number;
  readonly paused: boolean;
  readonly personId: number;
  readonly login: string;
}

/** @returns true when this comment made a difference: the first time, and with another state before it. */
export async function changePause(connection: Queryable, change: PauseChange): Promise<boolean> {
  const { rows } = await connection.query<{ paused: boolean }>(
    'select paused from pauses where repository_id = $1 and number = $2 and comment_id < $3 order by comment_id desc limit 1',
    [change.repositoryId, change.number, change.commentId],
  );
  const { rowCount } = await connection.query(
    `insert into pauses (repository_id, number, comment_id, paused, person_id, login) values ($1, $2, $3, $4, $5, $6) on conflict do nothing`,
    [change.repositoryId, change.number, change.commentId, change.paused, change.personId, cleanText(change.login)],
  );
  return rowCount === 1 && (rows[0]?.paused ?? false) !== change.paused;
}

export interface StandingPause {
  readonly scope: 'pull' | 'repository';
  readonly login: string;
  readonly since: Date;
}

/** The pauses that concern this pull request; its own first. */
export async function loadPauses(database: Queryable, repositoryId: number, number: number): Promise<readonly StandingPause[]> {
  const { rows } = await database.query<{ number: number; login: string; at: Date }>(
    `select number, login, at from (
       select distinct on (number) number, paused, login, at from pauses where repository_id = $1 and number in ($2, $3)
       order by number, comment_id desc) newest
     where paused order by number desc`,
    [repositoryId, number, WHOLE_REPOSITORY],
  );
  return rows.map(({ number, login, at }) => ({ scope: number === WHOLE_REPOSITORY ? 'repository' : 'pull', login, since: at }));
}
