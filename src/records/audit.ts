/** Who did what, on which commit, why, until when. Append-only; each row's hash covers the row before it. */
import { createHash } from 'node:crypto';
import { cleanText, inTransaction, toJsonText } from './database.ts';
import type { Database, Queryable } from './database.ts';

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
  await inTransaction(database, (connection) => appendAuditIn(connection, act));
}

/** Inside a transaction: the row stands or falls with what it tells of. */
export async function appendAuditIn(connection: Queryable, act: Act): Promise<void> {
  // One appender at a time: two rows must not name the same predecessor.
  await connection.query('select pg_advisory_xact_lock($1)', [lockKey]);
  // The database's clock, and no finer than what a hash can be made of again.
  const { rows } = await connection.query<{ hash: string | null; at: Date }>(
    `select date_trunc('milliseconds', clock_timestamp()) as at, (select hash from audit order by id desc limit 1) as hash`,
  );
  const { at, hash: previous } = rows[0] ?? { at: new Date(), hash: null };
  const values = [
    at.toISOString(),
    act.actorId ?? null,
    cleanText(act.act),
    act.repositoryId ?? null,
    act.number ?? null,
    clean(act.headSha),
    clean(act.reason),
    act.expiresAt?.toISOString() ?? null,
    clean(act.deliveryId),
    toJsonText(act.detail ?? {}),
    previous ?? '',
  ];
  await connection.query(`insert into audit (${columns}, hash) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`, [
    ...values,
    hashOf(values),
  ]);
}

const columns = 'at, actor_id, act, repository_id, number, head_sha, reason, expires_at, delivery_id, detail, previous_hash';

export type AuditVerdict =
  | { readonly kind: 'whole'; readonly rows: number }
  | { readonly kind: 'broken'; readonly id: number; readonly reason: 'changed' | 'row missing before it' };

/**
 * Computes every hash again. Finds rows that were changed, put in or taken out; not the loss of the newest rows, which
 * only a copy of the last hash kept elsewhere can show.
 */
export async function verifyAudit(database: Queryable): Promise<AuditVerdict> {
  let previous = '';
  let count = 0;
  for (let after = 0; ;) {
    const { rows } = await database.query<AuditRow>(`select id, ${columns}, hash from audit where id > $1 order by id limit 1000`, [after]);
    for (const row of rows) {
      const { id, hash, ...values } = row;
      if (hash !== hashOf(Object.values(values).map((value) => (value instanceof Date ? value.toISOString() : value))))
        return { kind: 'broken', id, reason: 'changed' };
      if (row.previous_hash !== previous) return { kind: 'broken', id, reason: 'row missing before it' };
      previous = hash;
      after = id;
      count += 1;
    }
    if (rows.length === 0) return { kind: 'whole', rows: count };
  }
}

type AuditRow = { readonly id: number; readonly previous_hash: string; readonly hash: string } & Readonly<Record<string, unknown>>;

/** Over all columns in their order, the predecessor's hash last. */
function hashOf(values: readonly unknown[]): string {
  return createHash('sha256').update(toJsonText(values)).digest('hex');
}

function clean(text: string | undefined): string | null {
  return text === undefined ? null : cleanText(text);
}
