import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createDashboard } from '#src/dashboard/create-dashboard.ts';
import { endWaivers, insertWaiver } from '#src/records/waivers.ts';
import { startTestDatabase } from '#test/records/test-database.ts';
import type { TestDatabase } from '#test/records/test-database.ts';

let stage: TestDatabase;
before(async () => void (stage = await startTestDatabase()));
after(() => stage[Symbol.asyncDispose]());

const scope = { repositoryId: 7, baseRef: 'main', rule: 'python-sql-injection', identity: 'f'.repeat(64), path: '<b>a.py</b>' };
const waiver = (commentId: number, days: number) => ({
  ...scope,
  path: `${scope.path} ${commentId}`,
  count: 1,
  reason: '<script>alert(1)</script>',
  personId: 5,
  login: 'mia',
  number: 3,
  headSha: 'a'.repeat(40),
  commentId,
  expiresAt: new Date(Date.now() + days * 86_400_000),
});

async function ask(open: boolean, path = '/waivers', host = '127.0.0.1:3000'): Promise<Response> {
  const app = createDashboard({ database: stage.database, probes: {}, model: undefined, ...(open ? { toSarif: () => undefined } : {}) });
  return await app.request(`http://127.0.0.1:3000${path}`, { headers: { host } });
}

test('every waiver with its state; text from outside stays text', async () => {
  for (const [id, days] of [
    [1, 5],
    [2, -1],
    [3, 5],
  ] as const)
    await insertWaiver(stage.database, waiver(id, days));
  await endWaivers(stage.database, { ...scope, path: `${scope.path} 3`, commentId: 4, personId: 5 });
  const page = await (await ask(true)).text();
  assert.deepEqual(page.match(/<td>(?:in force|run out|taken back)<\/td>/gu), [
    '<td>taken back</td>',
    '<td>run out</td>',
    '<td>in force</td>',
  ]);
  assert.ok(page.includes('&lt;script&gt;alert(1)&lt;/script&gt;') && !page.includes('<script'));
  assert.match(await (await ask(true, '/')).text(), /href="\/waivers"/u);
});

test('where others than this machine can ask there is no such page', async () => {
  assert.equal((await ask(false)).status, 404);
  assert.equal((await ask(true, '/waivers', 'evil.example')).status, 403);
  assert.doesNotMatch(await (await ask(false, '/')).text(), /waivers/u);
});
