import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createDashboard } from '#src/dashboard/create-dashboard.ts';
import { saveRun } from '#src/records/runs.ts';
import { startTestDatabase } from '#test/records/test-database.ts';
import type { TestDatabase } from '#test/records/test-database.ts';

let stage: TestDatabase;
before(async () => {
  stage = await startTestDatabase();
  const run = { kind: 'gate', repositoryId: 7, number: 3, headSha: 'a'.repeat(40), conclusion: 'failure' } as const;
  await saveRun(stage.database, { ...run, outcome: { old: true } });
  await saveRun(stage.database, { ...run, outcome: { text: '<script>\u2028</script>' } });
  await saveRun(stage.database, { ...run, number: 4, outcome: { superseded: true } });
});
after(() => stage[Symbol.asyncDispose]());

async function ask(path: string, headers: Record<string, string> = {}, open = true): Promise<Response> {
  const toSarif = (outcome: unknown): object | undefined =>
    typeof outcome === 'object' && outcome !== null && 'text' in outcome ? { version: '2.1.0', outcome } : undefined;
  const app = createDashboard({ database: stage.database, probes: {}, model: undefined, ...(open ? { toSarif } : {}) });
  return await app.request(`http://127.0.0.1:3000${path}`, { headers: { host: '127.0.0.1:3000', ...headers } });
}

test('the newest security check of a pull request comes as a file, never as a page', async () => {
  const answer = await ask('/runs/7/3/sarif');
  assert.equal(answer.status, 200);
  assert.equal(answer.headers.get('content-type'), 'application/sarif+json');
  assert.equal(answer.headers.get('content-disposition'), 'attachment; filename="countersign-7-3.sarif"');
  assert.equal(answer.headers.get('x-content-type-options'), 'nosniff');
  assert.equal(answer.headers.get('cross-origin-resource-policy'), 'same-origin');
  assert.deepEqual(await answer.json(), { version: '2.1.0', outcome: { text: '<script>\u2028</script>' } });
});

test('nothing to give is 404: unknown ones, called-off ones, and what is no id', async () => {
  for (const path of [
    '/runs/7/5/sarif',
    '/runs/8/3/sarif',
    '/runs/7/4/sarif',
    '/runs/7/3',
    '/runs/0x7/3/sarif',
    '/runs/7/3%20or%201/sarif',
  ])
    assert.equal((await ask(path)).status, 404, path);
});

test('only this machine may ask: other hosts, rebound names and proxied requests are refused', async () => {
  for (const headers of [
    { host: 'countersign.example' },
    { host: '127.0.0.1.evil.example' },
    { host: 'localhost@evil.example' },
    { 'x-forwarded-for': '203.0.113.7' },
    { forwarded: 'for=203.0.113.7' },
  ] satisfies readonly Record<string, string>[]) {
    const answer = await ask('/runs/7/3/sarif', headers);
    assert.equal(answer.status, 403, JSON.stringify(headers));
    assert.equal((await answer.text()).includes('script'), false);
  }
  assert.equal((await ask('/runs/7/3/sarif', { host: '[::1]:3000' })).status, 200);
  assert.equal((await ask('/runs/7/3/sarif', {}, false)).status, 404);
});
