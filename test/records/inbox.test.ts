import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { countStates } from '#src/records/counts.ts';
import { loadDraftRecord, saveDraftRecord } from '#src/records/drafts.ts';
import { dispatchBatch, dispatchOldest, insertDelivery, loadDelivery } from '#src/records/inbox.ts';
import type { InboxRow } from '#src/records/inbox.ts';
import { findPullsAtHead, notePullRequest } from '#src/records/pull-requests.ts';
import { loadRepositoryName, noteRepository } from '#src/records/repositories.ts';
import { loadLastRun, saveRun } from '#src/records/runs.ts';
import { claimWork, requestWork } from '#src/records/work.ts';
import type { PullRequest } from '#src/pull-request.ts';
import { newWork, startTestDatabase } from './test-database.ts';
import type { TestDatabase } from './test-database.ts';

let stage: TestDatabase;
before(async () => void (stage = await startTestDatabase()));
after(() => stage[Symbol.asyncDispose]());
beforeEach(() => stage.database.query('delete from inbox'));

const odd = 'nul \u0000 lone \uD800 noncharacter \uFFFE 😀';
const insert = (deliveryId: string, semanticKey = deliveryId, hint: unknown = {}) =>
  insertDelivery(stage.database, { deliveryId, event: 'pull_request', semanticKey, hint });
const states = async () =>
  (await stage.database.query<{ delivery_id: string; state: string; attempts: number; reason: string }>('select * from inbox order by id'))
    .rows;

test('one row per delivery id and per event, however many arrive at once', async () => {
  const same = await Promise.all(Array.from({ length: 10 }, () => insert('a-1', 'k-1')));
  const replayed = await Promise.all(Array.from({ length: 10 }, (_, index) => insert(`b-${index}`, 'k-1')));
  assert.equal([...same, ...replayed].filter(Boolean).length, 1);
  assert.equal((await states()).length, 1);
});

test('hints come back exactly, whatever they hold', async () => {
  const hint = JSON.parse(
    `{"__proto__": {"x": 1}, "text": ${JSON.stringify(odd)}, "deep": ${'['.repeat(500)}${']'.repeat(500)}}`,
  ) as unknown;
  await insert('c-1', 'c-1', hint);
  const id = (await stage.database.query<{ id: number }>('select id from inbox')).rows[0]?.id ?? 0;
  assert.equal(JSON.stringify((await loadDelivery(stage.database, id))?.hint), JSON.stringify(hint));
  assert.equal(await loadDelivery(stage.database, id + 1), undefined);
});

test('a row and what it asked for are settled together, or both not', async () => {
  await insert('d-1');
  const key = newWork();
  await assert.rejects(
    dispatchOldest(stage.database, async (_row, connection) => {
      await requestWork(connection, key);
      throw new Error('killed here');
    }),
    /killed here/u,
  );
  assert.equal(await claimWork(stage.database, key), undefined);
  assert.deepEqual(
    (await states()).map(({ state, attempts }) => [state, attempts]),
    [['received', 1]],
  );
  const found = await dispatchOldest(stage.database, async (_row, connection) => {
    await requestWork(connection, key);
    return { state: 'dispatched' };
  });
  assert.equal(found, true);
  assert.ok(await claimWork(stage.database, key));
  assert.equal(await dispatchOldest(stage.database, () => Promise.reject(new Error('not reached'))), false);
});

test('five dispatchers at once settle each row once', async () => {
  for (let index = 0; index < 25; index += 1) await insert(`e-${index}`);
  const seen: string[] = [];
  const drain = async (): Promise<void> => {
    while (await dispatchOldest(stage.database, async (row) => (seen.push(row.deliveryId), { state: 'ignored', reason: odd }))) {
      // Until nothing is left.
    }
  };
  await Promise.all(Array.from({ length: 5 }, drain));
  assert.deepEqual(seen.toSorted(), Array.from({ length: 25 }, (_, index) => `e-${index}`).toSorted());
  assert.equal(
    (await states()).every(({ state, reason }) => state === 'ignored' && reason === odd.replace('\u0000', '\uFFFD').toWellFormed()),
    true,
  );
});

test('a poison row lets the others pass and is set aside after five attempts', async () => {
  await insert('poison-1');
  await insert('good-1');
  const settle = async (row: InboxRow) => {
    if (row.deliveryId === 'poison-1') throw new Error(`cannot ${odd}`);
    return { state: 'dispatched' as const };
  };
  const outcomes: unknown[] = [];
  for (let turn = 0; turn < 7; turn += 1) outcomes.push(await dispatchOldest(stage.database, settle).catch(() => 'failed'));
  assert.deepEqual(outcomes, ['failed', true, 'failed', 'failed', 'failed', 'failed', false]);
  assert.deepEqual(
    (await states()).map(({ state, attempts }) => [state, attempts]),
    [
      ['failed', 5],
      ['dispatched', 0],
    ],
  );
  assert.deepEqual(
    (await countStates(stage.database)).filter(({ table }) => table === 'inbox').map(({ state, count }) => [state, count]),
    [
      ['dispatched', 1],
      ['failed', 1],
    ],
  );
});

test('a row whose text is no JSON any more is poison, not the end of dispatching', async () => {
  await insert('f-1');
  await stage.database.query(`update inbox set hint = '{'`);
  await assert.rejects(dispatchOldest(stage.database, () => Promise.resolve({ state: 'dispatched' })));
  assert.equal((await states())[0]?.attempts, 1);
});

test('odd texts are stored and come back in every table', async () => {
  const { database } = stage;
  const shown = odd.replace('\u0000', '\uFFFD').toWellFormed();
  await noteRepository(database, { id: 9, owner: odd, repo: odd });
  assert.deepEqual(await loadRepositoryName(database, 9), { id: 9, owner: shown, repo: shown });
  await saveDraftRecord(database, 9, 1, { odd });
  assert.deepEqual(await loadDraftRecord(database, 9, 1), { odd });
  await saveRun(database, { kind: 'gate', repositoryId: 9, number: 1, headSha: 'f'.repeat(40), conclusion: odd, outcome: { odd } });
  const run = await loadLastRun(database, 'gate', 9, 1);
  assert.deepEqual([run?.conclusion, run?.outcome], [shown, { odd }]);
});

test('open pull requests are found by their newest head', async () => {
  const pull: PullRequest = {
    installationId: 5,
    repositoryId: 9,
    number: 3,
    owner: 'o',
    repo: 'r',
    title: odd,
    body: odd,
    author: { id: 1, login: 'a', kind: 'user' },
    state: 'open',
    draft: false,
    headSha: '1'.repeat(40),
    headRef: odd,
    baseSha: '2'.repeat(40),
    baseRef: odd,
    htmlUrl: '',
  };
  await notePullRequest(stage.database, pull);
  assert.deepEqual(await findPullsAtHead(stage.database, 9, pull.headSha), [{ number: 3 }]);
  assert.deepEqual(await findPullsAtHead(stage.database, 8, pull.headSha), []);
  await notePullRequest(stage.database, { ...pull, headSha: '3'.repeat(40) });
  assert.deepEqual(await findPullsAtHead(stage.database, 9, pull.headSha), []);
  await notePullRequest(stage.database, { ...pull, state: 'closed' });
  assert.deepEqual(await findPullsAtHead(stage.database, 9, pull.headSha), []);
});

test('a batch is settled in one go; the row at fault is found, counted and does not hold the others', async () => {
  for (let index = 0; index < 6; index += 1) await insert(`batch-${index}`);
  const seen: string[] = [];
  const settle = (row: InboxRow) => {
    seen.push(row.deliveryId);
    return row.deliveryId === 'batch-2' ? Promise.reject(new Error('poison')) : Promise.resolve({ state: 'ignored' as const });
  };
  // The first try fails as a whole; what it leaves is taken one by one until the row at fault is the oldest.
  assert.equal((await dispatchBatch(stage.database, 50, settle)).length, 1);
  assert.equal((await dispatchBatch(stage.database, 50, settle)).length, 1);
  await assert.rejects(dispatchBatch(stage.database, 50, settle), /poison/u);
  assert.deepEqual(
    (await states()).map(({ state }) => state),
    ['ignored', 'ignored', 'received', 'received', 'received', 'received'],
  );
  for (let round = 0; round < 20; round += 1) await dispatchBatch(stage.database, 50, settle).catch(() => undefined);
  assert.deepEqual(
    (await states()).map(({ state }) => state),
    ['ignored', 'ignored', 'failed', 'ignored', 'ignored', 'ignored'],
  );
  assert.deepEqual(await dispatchBatch(stage.database, 50, settle), []);
});

test('while one process settles a batch another takes none of it', async () => {
  for (let index = 0; index < 4; index += 1) await insert(`alone-${index}`);
  const entered = Promise.withResolvers<void>();
  const leave = Promise.withResolvers<void>();
  const first = dispatchBatch(stage.database, 2, async () => {
    entered.resolve();
    await leave.promise;
    return { state: 'dispatched' };
  });
  await entered.promise;
  assert.deepEqual(await dispatchBatch(stage.database, 2, () => Promise.resolve({ state: 'ignored' })), []);
  leave.resolve();
  assert.equal((await first).length, 2);
  assert.equal((await dispatchBatch(stage.database, 50, () => Promise.resolve({ state: 'ignored' }))).length, 2);
});
