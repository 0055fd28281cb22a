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

export type Settle = (
  row: InboxRow,
  connection: Queryable,
) => Promise<{ readonly state: 'dispatched' | 'ignored'; readonly reason?: string }>;

/**
 * Takes the oldest undispatched row and settles it together with what `settle` writes, or leaves both undone.
 * @returns false when there was none.
 */
export async function dispatchOldest(database: Database, settle: Settle): Promise<boolean> {
  const taken: number[] = [];
  try {
    return (await settleRows(database, { limit: 1, alone: false, taken }, settle)).length > 0;
  } catch (error) {
    for (const id of taken) await countFailure(database, id, error);
    throw error;
  }
}

/**
 * The same for up to `limit` rows in one transaction: a commit for each would cost more than all the rest. When one of them
 * cannot be settled, only the oldest is taken, so that the one at fault is found and counted in its turn.
 * @returns the ids of the rows that are settled now; none when there is none, or another process is at it.
 */
export async function dispatchBatch(database: Database, limit: number, settle: Settle): Promise<readonly number[]> {
  try {
    return await settleRows(database, { limit, alone: true, taken: [] }, settle);
  } catch {
    let oldest: number | undefined;
    await dispatchOldest(database, async (row, connection) => {
      const settled = await settle(row, connection);
      oldest = row.id;
      return settled;
    });
    return oldest === undefined ? [] : [oldest];
  }
}

// Two batches at once would lock the same repositories and work in different orders.
const batchLockKey = 7_206_492;

interface Taking {
  readonly limit: number;
  /** Whether to leave everything to another process that settles a batch now. */
  readonly alone: boolean;
  /** Gets the ids of the rows, also when settling them fails. */
  readonly taken: number[];
}

async function settleRows(database: Database, { limit, alone, taken }: Taking, settle: Settle): Promise<readonly number[]> {
  return await inTransaction(database, async (connection) => {
    if (alone) {
      const { rows } = await connection.query<{ locked: boolean }>('select pg_try_advisory_xact_lock($1) as locked', [batchLockKey]);
      if (rows[0]?.locked !== true) return [];
    }
    const { rows } = await connection.query<{ id: number; delivery_id: string; event: string; hint: string; attempts: number }>(
      `select id, delivery_id, event, hint, attempts from inbox where state = 'received' order by attempts, id limit $1 for update skip locked`,
      [limit],
    );
    if (rows.length === 0) return [];
    const ids = rows.map(({ id }) => id);
    taken.push(...ids);
    const states: string[] = [];
    const reasons: (string | null)[] = [];
    for (const row of rows) {
      const settled = await settle(
        { id: row.id, deliveryId: row.delivery_id, event: row.event, hint: JSON.parse(row.hint), attempts: row.attempts },
        connection,
      );
      states.push(settled.state);
      reasons.push(settled.reason === undefined ? null : cleanText(settled.reason));
    }
    await connection.query(
      `update inbox set state = settled.state, reason = settled.reason, settled_at = now()
       from unnest($1::bigint[], $2::text[], $3::text[]) as settled (id, state, reason) where inbox.id = settled.id`,
      [ids, states, reasons],
    );
    return ids;
  });
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
): Promise<{ readonly deliveryId: string; readonly event: string; readonly hint: unknown; readonly receivedAt: Date } | undefined> {
  const { rows } = await database.query<{ delivery_id: string; event: string; hint: string; received_at: Date }>(
    'select delivery_id, event, hint, received_at from inbox where id = $1',
    [id],
  );
  const [row] = rows;
  if (row === undefined) return undefined;
  return { deliveryId: row.delivery_id, event: row.event, hint: JSON.parse(row.hint), receivedAt: row.received_at };
}
