import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { appendAudit, verifyAudit } from '#src/records/audit.ts';
import { startTestDatabase } from './test-database.ts';
import type { TestDatabase } from './test-database.ts';

let stage: TestDatabase;
before(async () => void (stage = await startTestDatabase()));
after(() => stage[Symbol.asyncDispose]());

test('twenty appends at once make one chain, each row naming the one before it', async () => {
  await Promise.all(
    Array.from({ length: 20 }, (_, index) =>
      appendAudit(stage.database, { actorId: index + 1, act: 'accept', repositoryId: 7, number: 1, headSha: 'a'.repeat(40) }),
    ),
  );
  const { rows } = await stage.database.query<{ hash: string; previous_hash: string }>('select hash, previous_hash from audit order by id');
  assert.equal(rows.length, 20);
  for (const [index, row] of rows.entries()) assert.equal(row.previous_hash, rows[index - 1]?.hash ?? '');
  assert.deepEqual(await verifyAudit(stage.database), { kind: 'whole', rows: 20 });
});

test('every field is kept and covered, also texts that PostgreSQL refuses', async () => {
  const expiresAt = new Date('2027-01-02T03:04:05.678Z');
  await appendAudit(stage.database, {
    act: 'waive',
    actorId: 2 ** 52,
    reason: 'nul \u0000 lone \uD800 noncharacter \uFFFE 😀',
    expiresAt,
    deliveryId: 'd-1',
    detail: { odd: '\u0000\uDC00', number: 1.5, none: null },
  });
  const { rows } = await stage.database.query<{ reason: string; expires_at: Date; detail: string; actor_id: number }>(
    'select * from audit order by id desc limit 1',
  );
  assert.equal(rows[0]?.reason, 'nul \uFFFD lone \uFFFD noncharacter \uFFFE 😀');
  assert.deepEqual([rows[0]?.expires_at, rows[0]?.actor_id], [expiresAt, 2 ** 52]);
  assert.deepEqual(JSON.parse(rows[0]?.detail ?? ''), { odd: '\u0000\uDC00', number: 1.5, none: null });
  assert.equal((await verifyAudit(stage.database)).kind, 'whole');
});

test('rows cannot be changed, deleted or truncated', async () => {
  for (const statement of [`update audit set reason = 'other'`, 'delete from audit', 'truncate audit', 'delete from audit where false'])
    await assert.rejects(stage.database.query(statement), /append-only/u);
});

test('whoever gets around the trigger is found: a changed field, a moved time, a missing row', async () => {
  const { database } = stage;
  const { rows } = await database.query<{ id: number }>('select id from audit order by id');
  const middle = rows[5]?.id ?? 0;
  const tamper = async (statement: string, id = middle): Promise<unknown> => {
    const connection = await database.connect();
    try {
      await connection.query('begin');
      await connection.query('alter table audit disable trigger audit_append_only');
      await connection.query(statement, [middle]);
      const verdict = await verifyAudit(connection);
      assert.equal(verdict.kind === 'broken' ? verdict.id : 'whole', id, statement);
      return verdict;
    } finally {
      await connection.query('rollback');
      connection.release();
    }
  };
  for (const change of [
    'actor_id = 9',
    `act = 'x'`,
    'number = 2',
    `reason = ''`,
    `at = at + interval '1 s'`,
    `detail = '{"a":1}'`,
    `hash = repeat('0', 64)`,
    `delivery_id = 'd'`,
  ])
    await tamper(`update audit set ${change} where id = $1`);
  await tamper('delete from audit where id = $1', rows[6]?.id);
  assert.equal((await verifyAudit(database)).kind, 'whole');
});

test('an append that fails leaves the chain whole', async () => {
  await assert.rejects(appendAudit(stage.database, { act: 'x', actorId: 0.5 }));
  await appendAudit(stage.database, { act: 'after' });
  assert.equal((await verifyAudit(stage.database)).kind, 'whole');
});
