/** Numbered SQL files, each applied once, under one lock, in one transaction. Modeled on graphile-worker's `sql/`. */
import { readdir, readFile } from 'node:fs/promises';
import { inTransaction } from './database.ts';
import type { Database } from './database.ts';

const folder = new URL('migrations/', import.meta.url);
// Any fixed number: it only has to be the same for every process that migrates.
const lockKey = 7_206_491;

/**
 * Brings the database to this version's tables. Safe when several processes start at once.
 * @throws when the database was migrated by a newer version.
 */
export async function migrate(database: Database): Promise<void> {
  const files = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  await inTransaction(database, async (connection) => {
    await connection.query('select pg_advisory_xact_lock($1)', [lockKey]);
    await connection.query('create table if not exists migrations (name text primary key, applied_at timestamptz not null default now())');
    const { rows } = await connection.query<{ name: string }>('select name from migrations');
    const applied = new Set(rows.map((row) => row.name));
    const unknown = [...applied].filter((name) => !files.includes(name));
    if (unknown.length > 0)
      throw new Error(
        `The database belongs to a newer version of Countersign (it knows ${unknown.join(', ')}). Nothing was changed. Start that version, or restore an older backup.`,
      );
    for (const name of files.filter((file) => !applied.has(file))) {
      await connection.query(await readFile(new URL(name, folder), 'utf8'));
      await connection.query('insert into migrations (name) values ($1)', [name]);
    }
  });
}
