import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createDashboard } from '#src/dashboard/create-dashboard.ts';
import { claimWork, finishWork, requestWork } from '#src/records/work.ts';
import { beginIndexing, loadIndexState } from '#src/retrieval/index-state.ts';
import { startTestDatabase } from '#test/records/test-database.ts';
import type { TestDatabase } from '#test/records/test-database.ts';
import { switchIndex } from '#workers/code/pause-index.ts';

let stage: TestDatabase;
before(async () => void (stage = await startTestDatabase()));
after(() => stage[Symbol.asyncDispose]());

const page = 'http://127.0.0.1:3000';
const id = 7;

function dashboard() {
  const { database } = stage;
  const list = async () => [{ id, name: '<b>acme</b>/shop', state: (await loadIndexState(database, id))?.state ?? 'empty', details: '' }];
  return createDashboard({
    database,
    probes: {},
    model: undefined,
    index: { list, switchIndex: (repository, to) => switchIndex(database, repository, to) },
  });
}

const send = (body: string, headers: Record<string, string> = {}) =>
  dashboard().request(`${page}/code`, {
    method: 'POST',
    body,
    headers: { host: '127.0.0.1:3000', origin: page, 'content-type': 'application/x-www-form-urlencoded', ...headers },
  });
const state = async () => (await loadIndexState(stage.database, id))?.state;

test('the button pauses and resumes; resuming asks for the newest commit at once', async () => {
  await beginIndexing(stage.database, id, 'a'.repeat(40));
  const key = { kind: 'index', repositoryId: id, installationId: 1, number: 0, subject: '' } as const;
  await requestWork(stage.database, key);
  const claim = await claimWork(stage.database, key);
  assert.ok(claim);
  await finishWork(stage.database, claim, { state: 'done', text: '' });
  assert.equal(await claimWork(stage.database, key), undefined, 'nothing to do');

  const paused = await send(`repository=${id}&to=pause`);
  assert.deepEqual([paused.status, paused.headers.get('location'), await state()], [303, '/code', 'paused']);
  const shown = await (await dashboard().request(`${page}/code`, { headers: { host: '127.0.0.1:3000' } })).text();
  assert.ok(shown.includes('value="resume"') && !shown.includes('<b>'), 'a name stays text');

  assert.equal((await send(`repository=${id}&to=resume`)).status, 303);
  assert.equal(await state(), 'empty', 'nothing of it answers yet');
  assert.ok(await claimWork(stage.database, key), 'work is there again');
});

test('neither a page of the web nor another machine switches anything, and nonsense is refused', async () => {
  for (const headers of [{ origin: 'https://evil.example' }, { host: 'evil.example' }, { 'x-forwarded-for': '10.0.0.1' }])
    assert.equal((await send(`repository=${id}&to=pause`, headers)).status, 403, JSON.stringify(headers));
  for (const body of ['', 'repository=9&to=pause', `repository=${id}&to=drop`, 'repository=x&to=pause'])
    assert.equal((await send(body)).status, 400, body);
  assert.notEqual(await state(), 'paused');
});
