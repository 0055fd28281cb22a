/** A process of its own that starts the embedded cluster, writes rows and tells each acknowledged one; for tests that kill it. */
import pg from 'pg';
import { startEmbeddedPostgres } from '#src/records/embedded-postgres.ts';

const [folder = '', mode = 'hold'] = process.argv.slice(2);
try {
  const postgres = await startEmbeddedPostgres(folder);
  const client = new pg.Client({ connectionString: postgres.url });
  client.on('error', () => undefined);
  await client.connect();
  await client.query('create table if not exists written (value bigint primary key)');
  const { rows } = await client.query<{ last: string | null }>('select max(value) as last from written');
  console.log(`ready ${rows[0]?.last ?? 0}`);
  const next = Number(rows[0]?.last ?? 0) + 1;
  for (let value = next; value < (mode === 'write' ? Infinity : next); value += 1) {
    await client.query('insert into written (value) values ($1)', [value]);
    console.log(`wrote ${value}`);
  }
  // Whoever started this process ends it.
  setInterval(() => undefined, 60_000);
} catch (error) {
  console.log(`refused ${error instanceof Error ? error.message : String(error)}`);
  process.exit(3);
}
