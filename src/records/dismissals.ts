/** Review findings that people do not want to hear again: remembered in the whole repository, for exactly this code. */
import { cleanText } from './database.ts';
import type { Queryable } from './database.ts';

export interface Dismissal {
  readonly fingerprint: string;
  readonly reason: string;
  readonly login: string;
  /** The pull request on which it was dismissed. */
  readonly number: number;
  /** Absent for those of older versions. */
  readonly path?: string;
  readonly title?: string;
  readonly at: Date;
}

export interface NewDismissal extends Omit<Dismissal, 'at'> {
  readonly repositoryId: number;
  readonly personId: number;
  readonly commentId: number;
}

/** A review looks at no more than these, the newest. */
const MOST = 5000;

/** @returns false when it is dismissed already, by this or another comment. */
export async function insertDismissal(database: Queryable, one: NewDismissal): Promise<boolean> {
  const { rowCount } = await database.query(
    `insert into dismissals (repository_id, number, fingerprint, reason, person_id, login, comment_id, path, title)
     select $1, $2, $3, $4, $5, $6, $7, $8, $9
     where not exists (select 1 from dismissals where repository_id = $1 and fingerprint = $3) on conflict do nothing`,
    [
      one.repositoryId,
      one.number,
      one.fingerprint,
      cleanText(one.reason),
      one.personId,
      cleanText(one.login),
      one.commentId,
      one.path === undefined ? null : cleanText(one.path),
      one.title === undefined ? null : cleanText(one.title),
    ],
  );
  return rowCount === 1;
}

/** Newest first. */
export async function loadDismissals(database: Queryable, repositoryId: number): Promise<readonly Dismissal[]> {
  const { rows } = await database.query<Omit<Dismissal, 'path' | 'title'> & { path: string | null; title: string | null }>(
    'select fingerprint, reason, login, number, path, title, at from dismissals where repository_id = $1 order by at desc, comment_id desc limit $2',
    [repositoryId, MOST],
  );
  return rows.map(({ path, title, ...rest }) => ({ ...rest, ...(path === null ? {} : { path }), ...(title === null ? {} : { title }) }));
}

/** @param beginning of the fingerprint, as people write it. @returns what was forgotten. */
export async function forgetDismissals(database: Queryable, repositoryId: number, beginning: string): Promise<readonly string[]> {
  const { rows } = await database.query<{ fingerprint: string }>(
    'delete from dismissals where repository_id = $1 and starts_with(fingerprint, $2) returning fingerprint',
    [repositoryId, beginning],
  );
  return [...new Set(rows.map(({ fingerprint }) => fingerprint))];
}
