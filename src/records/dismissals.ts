/** Review findings that people do not want to hear again on a pull request. */
import { cleanText } from './database.ts';
import type { Queryable } from './database.ts';

export interface Dismissal {
  readonly fingerprint: string;
  readonly reason: string;
  readonly login: string;
}

export interface NewDismissal extends Dismissal {
  readonly repositoryId: number;
  readonly number: number;
  readonly personId: number;
  readonly commentId: number;
}

/** @returns false when it is dismissed already, by this or another comment. */
export async function insertDismissal(database: Queryable, one: NewDismissal): Promise<boolean> {
  const { rowCount } = await database.query(
    `insert into dismissals (repository_id, number, fingerprint, reason, person_id, login, comment_id) values ($1, $2, $3, $4, $5, $6, $7)
     on conflict do nothing`,
    [one.repositoryId, one.number, one.fingerprint, cleanText(one.reason), one.personId, cleanText(one.login), one.commentId],
  );
  return rowCount === 1;
}

export async function loadDismissals(database: Queryable, repositoryId: number, number: number): Promise<readonly Dismissal[]> {
  const { rows } = await database.query<{ fingerprint: string; reason: string; login: string }>(
    'select fingerprint, reason, login from dismissals where repository_id = $1 and number = $2 order by at',
    [repositoryId, number],
  );
  return rows;
}
