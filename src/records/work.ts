/**
 * What there is to do, with a fence: every run of a piece of work has an epoch, and may write only while the row still
 * has it. A newer head, a second worker or a restart raises the epoch; the older run then learns it at its next write.
 */
import { cleanText, inTransaction } from './database.ts';
import type { Database, Queryable } from './database.ts';
import type { PullRequestAddress } from '#src/pull-request.ts';

export const workKinds = ['summary', 'review', 'gate', 'after-gate', 'command', 'answer', 'index'] as const;
export type WorkKind = (typeof workKinds)[number];

export interface WorkKey extends PullRequestAddress {
  readonly kind: WorkKind;
  readonly subject: string;
}

export interface Claim {
  readonly key: WorkKey;
  readonly epoch: number;
  readonly attempts: number;
  /** Which request this run answers; the same after a crash, another one after a new request. */
  readonly request: number;
}

/** A crashed worker's work is taken over after this long. */
export const leaseSeconds = 20;

/** Asks for work; a request for work that runs already makes it run once more. */
export async function requestWork(database: Queryable, key: WorkKey): Promise<number> {
  const { rows } = await database.query<{ wanted: number }>(
    `insert into work (kind, repository_id, number, subject, installation_id) values ($1, $2, $3, $4, $5)
     on conflict (repository_id, number, kind, subject) do update
       set wanted = work.wanted + 1, installation_id = excluded.installation_id, attempts = 0, not_before = now(), updated_at = now(),
           state = case when work.state = 'running' then 'running' else 'queued' end
     returning wanted`,
    [key.kind, key.repositoryId, key.number, key.subject, key.installationId],
  );
  return rows[0]?.wanted ?? 1;
}

/** Asks once more for work of this kind that was asked for before; the sweep brings it to the queue. */
export async function requestAgain(database: Queryable, kind: WorkKind, repositoryId: number): Promise<void> {
  await database.query(
    `update work set wanted = wanted + 1, attempts = 0, not_before = now(), updated_at = now(),
       state = case when state = 'running' then 'running' else 'queued' end
     where kind = $1 and repository_id = $2`,
    [kind, repositoryId],
  );
}

/**
 * Waits while a write of the run before is under way (`whileOwned`).
 * @returns undefined when nothing newer is wanted, or somebody else is at the newest request right now.
 */
export async function claimWork(database: Database, key: WorkKey): Promise<Claim | undefined> {
  return await inTransaction(database, async (connection) => {
    await lockWrites(connection, key);
    const { rows } = await connection.query<{ epoch: number; attempts: number; taken: number; installation_id: number }>(
      `update work set epoch = epoch + 1, attempts = attempts + 1, taken = wanted, state = 'running',
          lease_until = clock_timestamp() + make_interval(secs => $5), updated_at = now()
       where kind = $1 and repository_id = $2 and number = $3 and subject = $4 and not_before <= clock_timestamp()
         and (state = 'queued' or (state = 'running' and (lease_until < clock_timestamp() or wanted > taken)))
       returning epoch, attempts, taken, installation_id`,
      [key.kind, key.repositoryId, key.number, key.subject, leaseSeconds],
    );
    const row = rows[0];
    return row === undefined
      ? undefined
      : { key: { ...key, installationId: row.installation_id }, epoch: row.epoch, attempts: row.attempts, request: row.taken };
  });
}

/** Until the end of the transaction. Not the row itself is locked: requests must never wait for GitHub. */
async function lockWrites(connection: Queryable, key: WorkKey): Promise<void> {
  await connection.query('select pg_advisory_xact_lock(hashtextextended($1, 7206493))', [
    `${key.kind} ${key.repositoryId} ${key.number} ${key.subject}`,
  ]);
}

/** Keeps the lease. @returns false when the claim was lost. */
export async function renewLease(database: Queryable, claim: Claim): Promise<boolean> {
  const { rowCount } = await database.query(
    `update work set lease_until = clock_timestamp() + make_interval(secs => $6) where ${ownedBy}`,
    [...owner(claim), leaseSeconds],
  );
  return rowCount === 1;
}

export class SupersededError extends Error {
  override readonly name = 'SupersededError';
  constructor(key: WorkKey) {
    super(`Newer ${key.kind} work for pull request ${key.number} has begun; this run stopped without writing.`);
  }
}

/**
 * Runs one write to GitHub while claims of this work are locked out: a newer run cannot begin before the write has ended, and an
 * older run cannot begin a write at all.
 * @throws SupersededError when the claim was lost.
 */
export async function whileOwned<Result>(
  database: Database,
  claim: Claim,
  write: (connection: Queryable) => Promise<Result>,
): Promise<Result> {
  return await inTransaction(database, async (connection) => {
    // A frozen process must not hold the lock for ever: PostgreSQL ends its transaction after a minute.
    await connection.query(`set local idle_in_transaction_session_timeout = '60s'`);
    await lockWrites(connection, claim.key);
    const { rowCount } = await connection.query(`select 1 from work where ${ownedBy}`, owner(claim));
    if (rowCount !== 1) throw new SupersededError(claim.key);
    const result = await write(connection);
    await connection.query(`update work set lease_until = clock_timestamp() + make_interval(secs => $6) where ${ownedBy}`, [
      ...owner(claim),
      leaseSeconds,
    ]);
    return result;
  });
}

/** Ends every lease: for a start that knows that nobody else works on this database. */
export async function endLeases(database: Queryable): Promise<void> {
  await database.query(`update work set lease_until = now() where state = 'running' and lease_until > now()`);
}

/** Ends a run. A request that came meanwhile leaves the row queued. @returns true when it has to run again. */
export async function finishWork(
  database: Queryable,
  claim: Claim,
  ending: { readonly state: 'done' | 'failed'; readonly text: string },
): Promise<boolean> {
  const { rows } = await database.query<{ state: string }>(
    `update work set state = case when wanted > taken then 'queued' else $6 end, ending = $7, updated_at = now(), lease_until = now(), attempts = case when $6 = 'done' then 0 else attempts end
     where ${ownedBy} returning state`,
    [...owner(claim), ending.state, cleanText(ending.text)],
  );
  return rows[0]?.state === 'queued';
}

/** Puts a run back for later. What is nobody's fault (a rate limit, a restart) does not count as an attempt. */
export async function postponeWork(
  database: Queryable,
  claim: Claim,
  { seconds, reason, counts }: { readonly seconds: number; readonly reason: string; readonly counts: boolean },
): Promise<void> {
  await database.query(
    `update work set state = 'queued', not_before = case when wanted > taken then now() else now() + make_interval(secs => $6) end, ending = $7, updated_at = now(), lease_until = now(),
        attempts = greatest(attempts - $8::integer, 0) where ${ownedBy}`,
    [...owner(claim), seconds, cleanText(reason), counts ? 0 : 1],
  );
}

/** Work that should run now and does not: never enqueued, lost by the queue, or its worker died. */
export async function findStrandedWork(
  database: Queryable,
  limit = 200,
): Promise<readonly (WorkKey & { readonly wanted: number; readonly epoch: number })[]> {
  const { rows } = await database.query<{
    kind: WorkKind;
    repository_id: number;
    number: number;
    subject: string;
    installation_id: number;
    wanted: number;
    epoch: number;
  }>(
    `select kind, repository_id, number, subject, installation_id, wanted, epoch from work
     where (state = 'queued' and not_before <= now()) or (state = 'running' and lease_until < now())
     order by not_before limit $1`,
    [limit],
  );
  return rows.map((row) => ({
    kind: row.kind,
    repositoryId: row.repository_id,
    number: row.number,
    subject: row.subject,
    installationId: row.installation_id,
    wanted: row.wanted,
    epoch: row.epoch,
  }));
}

const ownedBy = 'kind = $1 and repository_id = $2 and number = $3 and subject = $4 and epoch = $5';
function owner(claim: Claim): unknown[] {
  return [claim.key.kind, claim.key.repositoryId, claim.key.number, claim.key.subject, claim.epoch];
}
