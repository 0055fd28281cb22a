import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  claimWork,
  endLeases,
  findStrandedWork,
  finishWork,
  postponeWork,
  renewLease,
  requestWork,
  SupersededError,
  whileOwned,
} from '#src/records/work.ts';
import type { Claim, WorkKey } from '#src/records/work.ts';
import { findStuckChecks, noteClosedCheck, noteOpenCheck } from '#src/records/open-checks.ts';
import { newWork, startTestDatabase } from './test-database.ts';
import type { TestDatabase } from './test-database.ts';

let stage: TestDatabase;
before(async () => void (stage = await startTestDatabase()));
after(() => stage[Symbol.asyncDispose]());

async function claimed(key: WorkKey): Promise<Claim> {
  const claim = await claimWork(stage.database, key);
  assert.ok(claim, 'nothing to claim');
  return claim;
}
async function rowOf(key: WorkKey) {
  const { rows } = await stage.database.query('select * from work where number = $1 and kind = $2 and subject = $3', [
    key.number,
    key.kind,
    key.subject,
  ]);
  return rows[0] as { state: string; ending: string; attempts: number; epoch: number; wanted: number; wait: number };
}
const endLease = (key: WorkKey) =>
  stage.database.query(`update work set lease_until = now() - interval '1 s' where number = $1`, [key.number]);
const isStranded = async (key: WorkKey): Promise<boolean> =>
  (await findStrandedWork(stage.database, 10_000)).some(({ number, kind }) => number === key.number && kind === key.kind);

test('of twenty claims at once exactly one gets the work', async () => {
  const key = newWork();
  await requestWork(stage.database, key);
  const claims = await Promise.all(Array.from({ length: 20 }, () => claimWork(stage.database, key)));
  assert.equal(claims.filter((claim) => claim !== undefined).length, 1);
});

test('twenty requests at once are one row that wants the twentieth', async () => {
  const key = newWork();
  const wanted = await Promise.all(Array.from({ length: 20 }, () => requestWork(stage.database, key)));
  assert.deepEqual(
    wanted.toSorted((a, b) => a - b),
    Array.from({ length: 20 }, (_, index) => index + 1),
  );
  assert.equal((await claimed(key)).request, 20);
});

test('nothing that was never asked for can be claimed, and done work stays done', async () => {
  const key = newWork();
  assert.equal(await claimWork(stage.database, key), undefined);
  await requestWork(stage.database, key);
  assert.equal(await finishWork(stage.database, await claimed(key), { state: 'done', text: 'fine' }), false);
  assert.equal(await claimWork(stage.database, key), undefined);
  assert.equal(await isStranded(key), false);
});

test('a request that comes while the work runs makes it run again', async () => {
  const key = newWork();
  await requestWork(stage.database, key);
  const claim = await claimed(key);
  await requestWork(stage.database, key);
  assert.equal(await finishWork(stage.database, claim, { state: 'done', text: 'first' }), true);
  const again = await claimed(key);
  assert.deepEqual([again.request, again.attempts], [2, 1]);
});

test('a newer request takes over at once; the older run can write, renew and finish no more', async () => {
  const key = newWork();
  await requestWork(stage.database, key);
  const older = await claimed(key);
  await requestWork(stage.database, key);
  const newer = await claimed(key);
  let wrote = false;
  await assert.rejects(
    whileOwned(stage.database, older, async () => void (wrote = true)),
    SupersededError,
  );
  assert.equal(wrote, false);
  assert.equal(await renewLease(stage.database, older), false);
  assert.equal(await finishWork(stage.database, older, { state: 'failed', text: 'late' }), false);
  await postponeWork(stage.database, older, { seconds: 900, reason: 'late', counts: true });
  assert.equal((await rowOf(key)).state, 'running');
  assert.equal(await renewLease(stage.database, newer), true);
});

test('a dead worker loses its work after the lease, a live one does not', async () => {
  const key = newWork();
  await requestWork(stage.database, key);
  const dead = await claimed(key);
  assert.equal(await claimWork(stage.database, key), undefined);
  assert.equal(await isStranded(key), false);
  await endLease(key);
  assert.equal(await isStranded(key), true);
  const next = await claimed(key);
  assert.deepEqual([next.epoch, next.request, next.attempts], [dead.epoch + 1, dead.request, 2]);
});

test('a claim waits for the write under way, and no write begins after it', async () => {
  const key = newWork();
  await requestWork(stage.database, key);
  const older = await claimed(key);
  const order: string[] = [];
  const writing = Promise.withResolvers<void>();
  const begun = Promise.withResolvers<void>();
  const write = whileOwned(stage.database, older, async () => {
    begun.resolve();
    await writing.promise;
    order.push('write ended');
  });
  await begun.promise;
  await requestWork(stage.database, key);
  const claim = claimed(key).then((newer) => (order.push('claimed'), newer));
  await untilWaiting();
  assert.deepEqual(order, []);
  writing.resolve();
  await write;
  const newer = await claim;
  assert.deepEqual(order, ['write ended', 'claimed']);
  await assert.rejects(
    whileOwned(stage.database, older, () => Promise.resolve()),
    SupersededError,
  );
  assert.equal(await whileOwned(stage.database, newer, () => Promise.resolve('mine')), 'mine');
});

/** Until a connection really waits for an advisory lock. */
async function untilWaiting(): Promise<void> {
  for (;;) {
    const { rows } = await stage.database.query<{ n: number }>(
      `select count(*) as n from pg_locks where locktype = 'advisory' and not granted`,
    );
    if ((rows[0]?.n ?? 0) > 0) return;
  }
}

test('requests never wait for a slow write to GitHub', async () => {
  const key = newWork();
  await requestWork(stage.database, key);
  const claim = await claimed(key);
  await whileOwned(stage.database, claim, async () => {
    assert.equal(await requestWork(stage.database, key), 2);
    assert.equal(await renewLease(stage.database, claim), true);
  });
});

test('two writes of one run never overlap', async () => {
  const key = newWork();
  await requestWork(stage.database, key);
  const claim = await claimed(key);
  let inside = 0;
  let most = 0;
  const write = () =>
    whileOwned(stage.database, claim, async (connection) => {
      inside += 1;
      most = Math.max(most, inside);
      await connection.query('select pg_sleep(0.005)');
      inside -= 1;
    });
  await Promise.all(Array.from({ length: 8 }, write));
  assert.equal(most, 1);
});

test('a write that fails or loses its connection leaves the work free, and the process alive', async () => {
  const key = newWork();
  await requestWork(stage.database, key);
  const claim = await claimed(key);
  await assert.rejects(
    whileOwned(stage.database, claim, () => Promise.reject(new Error('GitHub said no'))),
    /GitHub said no/u,
  );
  // What PostgreSQL does to a frozen owner.
  await assert.rejects(
    whileOwned(
      stage.database,
      claim,
      async (connection) =>
        void (await stage.database.query('select pg_terminate_backend($1)', [
          (await connection.query<{ pid: number }>('select pg_backend_pid() as pid')).rows[0]?.pid,
        ])),
    ),
  );
  assert.equal(await renewLease(stage.database, claim), true);
  await endLease(key);
  const next = await claimed(key);
  await assert.rejects(
    whileOwned(stage.database, claim, () => Promise.resolve()),
    SupersededError,
  );
  assert.equal(next.attempts, 2);
});

test('postponed work waits, keeps count of real attempts only, and a new request does not wait', async () => {
  const key = newWork();
  await requestWork(stage.database, key);
  await postponeWork(stage.database, await claimed(key), { seconds: 900, reason: 'limit', counts: false });
  assert.equal(await claimWork(stage.database, key), undefined);
  assert.equal(await isStranded(key), false);
  assert.equal((await rowOf(key)).attempts, 0);
  await requestWork(stage.database, key);
  await postponeWork(stage.database, await claimed(key), { seconds: 0, reason: 'fault', counts: true });
  const next = await claimed(key);
  assert.equal(next.attempts, 2);
  await requestWork(stage.database, key);
  await postponeWork(stage.database, next, { seconds: 900, reason: 'fault', counts: true });
  assert.ok(await claimWork(stage.database, key), 'the request that came meanwhile does not wait for the older one');
});

test('endings take any text', async () => {
  const key = newWork('summary');
  await requestWork(stage.database, key);
  await finishWork(stage.database, await claimed(key), { state: 'failed', text: 'a\u0000b\uD800c\uFFFE😀' });
  assert.equal((await rowOf(key)).ending, 'a\uFFFDb\uFFFDc\uFFFE😀');
  await requestWork(stage.database, key);
  await postponeWork(stage.database, await claimed(key), { seconds: 0, reason: '\u0000', counts: true });
  assert.equal((await rowOf(key)).ending, '\uFFFD');
});

test('a start that knows it is alone frees what the process before left running', async () => {
  const key = newWork();
  await requestWork(stage.database, key);
  await claimed(key);
  await endLeases(stage.database);
  assert.equal(await isStranded(key), true);
});

test('a check that stands open although nothing works on it is found, and only then', async () => {
  const key = newWork('gate');
  const requestKey = `stuck-${key.number}`;
  const { repositoryId, number } = key;
  const isStuck = async (): Promise<boolean> => (await findStuckChecks(stage.database, 10)).some((one) => one.number === number);
  const age = (table: 'open_checks' | 'work', column: string) =>
    stage.database.query(`update ${table} set ${column} = now() - interval '11 minutes' where number = $1`, [number]);
  await requestWork(stage.database, key);
  const claim = await claimed(key);
  await noteOpenCheck(stage.database, {
    requestKey,
    githubId: 1,
    headSha: 'a'.repeat(40),
    repositoryId,
    number,
    name: 'countersign/security',
  });
  await age('open_checks', 'opened_at');
  assert.equal(await isStuck(), false, 'somebody works on it');
  await finishWork(stage.database, claim, { state: 'failed', text: 'lost' });
  assert.equal(await isStuck(), false, 'it has just ended');
  await age('work', 'updated_at');
  assert.equal(await isStuck(), true);
  assert.deepEqual(
    (await findStuckChecks(stage.database, 10)).find((one) => one.number === number),
    key,
  );
  await noteClosedCheck(stage.database, requestKey);
  assert.equal(await isStuck(), false);
});
