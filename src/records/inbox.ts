/** Accepted deliveries. Inserting one is the acknowledgement; dispatching turns it into work in the same transaction. */
import { cleanText, inTransaction, toJsonText } from './database.ts';
import type { Database, Queryable } from './database.ts';

export interface Delivery {
  readonly deliveryId: string;
  readonly event: string;
  readonly semanticKey: string;
  readonly hint: unknown;
}

export interface InboxRow {
  readonly id: number;
  readonly deliveryId: string;
  readonly event: string;
  readonly hint: unknown;
  readonly attempts: number;
}

/** A delivery that cannot be dispatched five times in a row is set aside as failed, and shown. */
const maxAttempts = 5;

/** @returns false when this delivery, or the same event under another id, is there already. */
export async function insertDelivery(database: Queryable, delivery: Delivery): Promise<boolean> {
  const { rowCount } = await database.query(
    'insert into inbox (delivery_id, event, semantic_key, hint) values ($1, $2, $3, $4) on conflict do nothing',
    [delivery.deliveryId, delivery.event, delivery.semanticKey, toJsonText(delivery.hint)],
  );
  return rowCount === 1;
}

/**
 * Takes the oldest undispatched row and settles it together with what `settle` writes, or leaves both undone.
 * @returns false when there was none.
 */
export async function dispatchOldest(
  database: Database,
  settle: (row: InboxRow, connection: Queryable) => Promise<{ readonly state: 'dispatched' | 'ignored'; readonly reason?: string }>,
): Promise<boolean> {
  const failure: { id?: number; error?: unknown } = {};
  try {
    return await inTransaction(database, async (connection) => {
      const { rows } = await connection.query<{ id: number; delivery_id: string; event: string; hint: string; attempts: number }>(
        `select id, delivery_id, event, hint, attempts from inbox where state = 'received' order by attempts, id limit 1 for update skip locked`,
      );
      const row = rows[0];
      if (row === undefined) return false;
      failure.id = row.id;
      const settled = await settle(
        { id: row.id, deliveryId: row.delivery_id, event: row.event, hint: JSON.parse(row.hint), attempts: row.attempts },
        connection,
      );
      await connection.query('update inbox set state = $2, reason = $3, settled_at = now() where id = $1', [
        row.id,
        settled.state,
        settled.reason === undefined ? null : cleanText(settled.reason),
      ]);
      return true;
    });
  } catch (error) {
    if (failure.id !== undefined) await countFailure(database, failure.id, error);
    throw error;
  }
}

async function countFailure(database: Database, id: number, error: unknown): Promise<void> {
  const reason = error instanceof Error ? cleanText(error.message) : 'unknown error';
  await database.query(
    `update inbox set attempts = attempts + 1, reason = $2, state = case when attempts + 1 >= $3 then 'failed' else state end where id = $1`,
    [id, reason, maxAttempts],
  );
}

export async function loadDelivery(
  database: Queryable,
  id: number,
): Promise<{ readonly deliveryId: string; readonly hint: unknown } | undefined> {
  const { rows } = await database.query<{ delivery_id: string; hint: string }>('select delivery_id, hint from inbox where id = $1', [id]);
  return rows[0] === undefined ? undefined : { deliveryId: rows[0].delivery_id, hint: JSON.parse(rows[0].hint) };
}
