/** What is kept no longer: everything about a repository that was taken away from the App, and what has become old. */
import { inTransaction } from './database.ts';
import type { Database, Queryable } from './database.ts';

/**
 * Notes which of the repositories we know were found by a look through every installation. Only a complete look may come here:
 * an installation that could not be listed would make its repositories look taken away.
 */
export async function noteReach(database: Queryable, reached: readonly number[]): Promise<void> {
  await database.query(
    `update repositories set missing_since = case when id = any ($1::bigint[]) then null else coalesce(missing_since, now()) end
     where (missing_since is null) <> (id = any ($1::bigint[]))`,
    [reached],
  );
}

/** Repositories that no look of the last `minutes` has found. */
export async function findLost(database: Queryable, minutes: number): Promise<readonly number[]> {
  const { rows } = await database.query<{ id: number }>(
    'select id from repositories where missing_since < now() - make_interval(mins => $1) order by id',
    [minutes],
  );
  return rows.map(({ id }) => id);
}

/** The log of decisions outlives what was decided on. */
const kept = ['audit'];

/**
 * Deletes every row of a repository (its code index apart, which may lie in another store), in every table that says whose its rows are (`repository_id`), so that a table added later
 * is not forgotten. The audit log stays: it holds who decided what, and no code.
 */
export async function forgetRepository(database: Database, repositoryId: number): Promise<void> {
  await inTransaction(database, async (connection) => {
    await connection.query('delete from waiver_uses using waivers where waiver_id = waivers.id and repository_id = $1', [repositoryId]);
    for (const table of await tablesByRepository(connection))
      await connection.query(`delete from ${table} where repository_id = $1`, [repositoryId]);
    // A hint is written from its schema, so the key order is ours; quotes inside a text are escaped and cannot look like this.
    await connection.query('delete from inbox where hint like $1', [`%"repository":{"id":${repositoryId},%`]);
    await connection.query('delete from repositories where id = $1', [repositoryId]);
  });
}

async function tablesByRepository(connection: Queryable): Promise<readonly string[]> {
  const { rows } = await connection.query<{ name: string }>(
    `select quote_ident(table_name) as name from information_schema.columns join information_schema.tables using (table_schema, table_name)
     where table_schema = current_schema() and column_name = 'repository_id' and table_type = 'BASE TABLE' order by table_name`,
  );
  return rows.map(({ name }) => name).filter((name) => !kept.includes(name));
}

/** What holds words or code of a closed pull request. Decisions that outlive it (waivers, dismissals, pauses) and bare numbers stay. */
const ofPullRequests = [
  'runs',
  'drafts',
  'draft_edits',
  'thread_replies',
  'thread_thumbs',
  'work',
  'open_checks',
  'asks',
  'command_uses',
  'pull_requests',
];
/** What is only good for a time, whatever became of its pull request. */
const ofATime: Readonly<Record<string, string>> = { merge_groups: 'seen_at', explanations: 'made_at', token_uses: 'at' };

/**
 * Deletes settled deliveries, and what we keep of pull requests that were closed, once they are older than `days`.
 * @returns how many pull requests were forgotten.
 */
export async function forgetOld(database: Database, days: number): Promise<number> {
  return await inTransaction(database, async (connection) => {
    await connection.query(`delete from inbox where state <> 'received' and received_at < now() - make_interval(days => $1)`, [days]);
    for (const [table, at] of Object.entries(ofATime))
      await connection.query(`delete from ${table} where ${at} < now() - make_interval(days => $1)`, [days]);
    await connection.query(
      `create temporary table old_pulls on commit drop as
       select repository_id, number from pull_requests where state = 'closed' and updated_at < now() - make_interval(days => $1)`,
      [days],
    );
    for (const table of ofPullRequests)
      await connection.query(
        `delete from ${table} using old_pulls where ${table}.repository_id = old_pulls.repository_id and ${table}.number = old_pulls.number`,
      );
    const { rows } = await connection.query<{ count: number }>('select count(*)::integer as count from old_pulls');
    return rows[0]?.count ?? 0;
  });
}

/** Pull requests of a repository whose commits somebody may still want to see. */
export async function openNumbers(database: Queryable, repositoryId: number): Promise<readonly number[]> {
  const { rows } = await database.query<{ number: number }>(
    `select number from pull_requests where repository_id = $1 and (state = 'open' or updated_at > now() - interval '1 day')`,
    [repositoryId],
  );
  return rows.map(({ number }) => number);
}

export async function listRepositoryIds(database: Queryable): Promise<readonly number[]> {
  const { rows } = await database.query<{ id: number }>('select id from repositories order by id');
  return rows.map(({ id }) => id);
}
