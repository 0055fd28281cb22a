/** What people said about review comments: replies by meaning, and thumbs. */
import { cleanText } from './database.ts';
import type { Queryable } from './database.ts';

export interface ThreadReplyRow {
  readonly repositoryId: number;
  readonly number: number;
  readonly commentId: number;
  readonly fingerprint: string;
  readonly kind: 'accepted' | 'rejected' | 'question' | 'note';
  readonly reason: string;
  readonly personId: number;
  readonly login: string;
}

export async function isThreadReplyKnown(database: Queryable, repositoryId: number, commentId: number): Promise<boolean> {
  const { rowCount } = await database.query('select from thread_replies where repository_id = $1 and comment_id = $2', [
    repositoryId,
    commentId,
  ]);
  return rowCount === 1;
}

/** One that is known stays as it is. */
export async function insertThreadReply(database: Queryable, row: ThreadReplyRow): Promise<void> {
  await database.query(
    `insert into thread_replies (repository_id, number, comment_id, fingerprint, kind, reason, person_id, login)
     values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing`,
    [row.repositoryId, row.number, row.commentId, row.fingerprint, row.kind, cleanText(row.reason), row.personId, cleanText(row.login)],
  );
}

export interface Thumbs {
  readonly repositoryId: number;
  readonly number: number;
  readonly commentId: number;
  readonly fingerprint: string;
  readonly up: number;
  readonly down: number;
}

export async function saveThumbs(database: Queryable, { repositoryId, number, commentId, fingerprint, up, down }: Thumbs): Promise<void> {
  await database.query(
    `insert into thread_thumbs (repository_id, number, comment_id, fingerprint, up, down) values ($1, $2, $3, $4, $5, $6)
     on conflict (repository_id, comment_id) do update set up = excluded.up, down = excluded.down, at = now()`,
    [repositoryId, number, commentId, fingerprint, up, down],
  );
}
