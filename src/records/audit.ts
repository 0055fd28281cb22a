/** Who did what, on which commit, why, until when. Append-only; each row's hash covers the row before it. */
import { createHash } from 'node:crypto';
import { inTransaction, toJsonText } from './database.ts';
import type { Database } from './database.ts';

export interface Act {
  /** GitHub's numeric id; absent for what the App does by itself. */
  readonly actorId?: number;
  readonly act: string;
  readonly repositoryId?: number;
  readonly number?: number;
  readonly headSha?: string;
  readonly reason?: string;
  readonly expiresAt?: Date;
  readonly deliveryId?: string;
  readonly detail?: Readonly<Record<string, unknown>>;
}

const lockKey = 7_206_492;

export async function appendAudit(database: Database, act: Act): Promise<void> {
  await inTransaction(database, async (connection) => {
    // One appender at a time: two rows must not name the same predecessor.
    await connection.query('select pg_advisory_xact_lock($1)', [lockKey]);
    const { rows } = await connection.query<{ hash: string }>('select hash from audit order by id desc limit 1');
    const previous = rows[0]?.hash ?? '';
    const values = [act.actorId ?? null, act.act, act.repositoryId ?? null, act.number ?? null, act.headSha ?? null, clean(act.reason), act.expiresAt?.toISOString() ?? null, act.deliveryId ?? null, toJsonText(act.detail ?? {})];
    await connection.query(
      'insert into audit (actor_id, act, repository_id, number, head_sha, reason, expires_at, delivery_id, detail, previous_hash, hash) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)',
      [...values, previous, createHash('sha256').update(toJsonText([previous, ...values])).digest('hex')],
    );
  });
}

/** NUL and lone surrogates, which a `text` column refuses, are shown as U+FFFD. */
function clean(text: string | undefined): string | null {
  return text === undefined ? null : text.replaceAll('\u0000', '\uFFFD').toWellFormed();
}
