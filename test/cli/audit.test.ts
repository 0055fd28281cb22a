import assert from 'node:assert/strict';
import { test } from 'node:test';
import { appendAudit } from '#src/records/audit.ts';
import { startTestDatabase } from '#test/records/test-database.ts';
import { countersign } from './run-cli.ts';

test('the audit log is verified: whole, then broken at the row that somebody changed', async () => {
  await using stage = await startTestDatabase();
  const env = { DATABASE_URL: stage.url };
  for (const act of ['waive', 'revoke', 'accept']) await appendAudit(stage.database, { actorId: 1, act, repositoryId: 7 });
  const whole = await countersign(['audit', 'verify'], { env });
  assert.deepEqual([whole.code, whole.stdout], [0, 'The audit log is whole: 3 rows.\n'], whole.stderr);
  const { rows } = await stage.database.query<{ id: number }>('select id from audit order by id');
  await stage.database.query('alter table audit disable trigger audit_append_only');
  await stage.database.query(`update audit set reason = 'other' where id = $1`, [rows[1]?.id]);
  const broken = await countersign(['audit', 'verify'], { env });
  assert.deepEqual([broken.code, broken.stdout], [1, '']);
  assert.match(broken.stderr, new RegExp(`broken at row ${rows[1]?.id}: changed`, 'u'));
  const document = await countersign(['audit', 'verify', '--json'], { env });
  assert.deepEqual([document.code, JSON.parse(document.stdout)], [1, { kind: 'broken', id: rows[1]?.id, reason: 'changed' }]);
});

test('wrong usage and an unreachable database are told, and are not "whole"', async () => {
  const mistakes: readonly (readonly [readonly string[], Record<string, string>, RegExp])[] = [
    [['audit'], {}, /countersign audit verify/u],
    [['audit', 'mend'], {}, /countersign audit verify/u],
    [['audit', 'verify'], { DATABASE_URL: 'postgres://nobody:x@127.0.0.1:9/none' }, /Not done:/u],
  ];
  for (const [args, env, told] of mistakes) {
    const run = await countersign(args, { env });
    assert.deepEqual([run.code, run.stdout], [2, '']);
    assert.match(run.stderr, told);
  }
});
