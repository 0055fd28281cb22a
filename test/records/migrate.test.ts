import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openDatabase } from '#src/records/database.ts';
import { migrate } from '#src/records/migrate.ts';
import { startTestDatabase } from './test-database.ts';
import type { TestDatabase } from './test-database.ts';

let stage: TestDatabase;
before(async () => void (stage = await startTestDatabase()));
after(() => stage[Symbol.asyncDispose]());

async function emptyDatabase(name: string) {
  await stage.database.query(`create database ${name}`);
  const url = new URL(stage.url);
  url.pathname = `/${name}`;
  return () => openDatabase(url.href, () => undefined);
}

test('five processes that start at once migrate once', async () => {
  const open = await emptyDatabase('five');
  const pools = Array.from({ length: 5 }, open);
  await Promise.all(pools.map((pool) => migrate(pool)));
  const { rows } = await (pools[0] ?? assert.fail()).query<{ name: string }>('select name from migrations');
  assert.equal(new Set(rows.map(({ name }) => name)).size, rows.length);
  assert.ok(rows.length > 0);
  await Promise.all(pools.map((pool) => pool.end()));
});

test('a newer database is refused, naming what it knows, and left as it is', async () => {
  const pool = (await emptyDatabase('newer'))();
  await migrate(pool);
  await pool.query(`insert into migrations (name) values ('9999-from-the-future.sql')`);
  await assert.rejects(migrate(pool), /newer version .*9999-from-the-future\.sql.* Nothing was changed/u);
  await pool.end();
});

test('a migration that fails leaves nothing behind', async () => {
  const pool = (await emptyDatabase('failing'))();
  await pool.query('create table audit (id int)');
  await assert.rejects(migrate(pool), /already exists/u);
  const { rows } = await pool.query<{ tables: string }>(
    `select count(*) as tables from information_schema.tables where table_schema = 'public'`,
  );
  assert.equal(Number(rows[0]?.tables), 1);
  await pool.end();
});
