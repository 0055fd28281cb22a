import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { textVersion } from '#sandbox/pages/comment-card.ts';
import { startPages, type PagesFixture } from './pages-fixture.ts';
import { buildScene, type Scene } from './scene.ts';
import { visitAs } from './visitor.ts';

let fixture: PagesFixture;
let scene: Scene;
let path: string;

before(async () => {
  fixture = await startPages();
  scene = await buildScene(fixture);
  path = new URL(fixture.pathOf(scene.pull)).pathname;
});
after(() => fixture.close());

test('an outsider sees nothing of a private repository, and cannot tell that it is there', async () => {
  const otto = visitAs(fixture, 'otto');
  const list = await otto.get('/');
  assert.doesNotMatch(list.text, /orders-api/);
  for (const wanted of [
    path,
    `${path}/files`,
    `${path}/checks`,
    `${path}/version`,
    '/shop/orders-api/pulls',
    '/shop/orders-api/queue',
    '/shop/orders-api/queue/version',
  ]) {
    const answer = await otto.get(wanted);
    assert.equal(answer.status, 404, wanted);
    assert.doesNotMatch(answer.text, /customer name/);
  }
  assert.equal((await otto.post(`${path}/comment`, { body: 'hello' })).status, 404);
});

test('a reader is offered comment and reply, but no edit, merge, push or re-run; posting them is refused in words', async () => {
  const reni = visitAs(fixture, 'reni');
  const page = await reni.get(path);
  assert.match(page.text, /data-testid="new-comment"/);
  for (const absent of [/data-testid="edit"/, /data-testid="merge-form"/, /data-task=/, /\/push"/, /Close pull request/])
    assert.doesNotMatch(page.text, absent);
  assert.doesNotMatch((await reni.get(`${path}/checks`)).text, />Re-run</);

  const target = { kind: 'issue_comment', target: String(scene.draft.id), version: textVersion(scene.draft.body) };
  const tries: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
    ['merge', { sha: scene.pull.headSha }],
    ['enqueue', { sha: scene.pull.headSha }],
    ['dequeue', {}],
    ['base', { base: 'main' }],
    ['push', { target: String(scene.fix.id) }],
    ['edit', { ...target, body: 'mine now' }],
    ['task', { ...target, index: '0', checked: 'true' }],
    ['delete', target],
    ['title', { newTitle: 'mine now' }],
    ['state', { state: 'closed' }],
    ['resolve', { thread: String(fixture.world.threadsOf(scene.pull)[0]?.id), resolved: 'true' }],
    ['rerun', { run: String(scene.security.id) }],
    ['action', { run: String(scene.security.id), identifier: 'waive' }],
  ];
  const before = JSON.stringify([scene.pull.title, scene.pull.headSha, scene.pull.state, scene.draft.body]);
  for (const [action, fields] of tries) {
    const answer = await reni.post(`${path}/${action}`, fields);
    assert.equal(answer.status, 403, action);
    assert.match(answer.text, /Not done\. .*You act as reni\. Nothing was changed/s, action);
  }
  assert.equal(JSON.stringify([scene.pull.title, scene.pull.headSha, scene.pull.state, scene.draft.body]), before);
});

test('nobody approves their own work', async () => {
  const answer = await visitAs(fixture, 'ada').post(`${path}/review`, { event: 'APPROVE', body: '' });
  assert.equal(answer.status, 403);
  assert.match(answer.text, /Nobody can approve/);
});

test('a merge is refused with the reasons while the gate is red, and nothing is merged', async () => {
  const answer = await visitAs(fixture, 'maria').post(`${path}/merge`, { sha: scene.pull.headSha });
  assert.equal(answer.status, 405);
  assert.match(answer.text, /countersign\/security/);
  assert.equal(scene.pull.merged, false);
});

test('changes from other sites, and from nowhere, are refused before anything happens', async () => {
  const maria = visitAs(fixture, 'maria');
  const count = fixture.world.commentsOf(scene.pull).length;
  const foreign: readonly Readonly<Record<string, string>>[] = [
    {},
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: fixture.url, 'sec-fetch-site': 'cross-site' },
    { origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' },
    { origin: fixture.url.replace(/:\d+$/, ':1'), 'sec-fetch-site': 'same-site' },
  ];
  for (const headers of foreign)
    assert.equal((await maria.post(`${path}/comment`, { body: 'x' }, headers)).status, 403, JSON.stringify(headers));
  assert.equal(fixture.world.commentsOf(scene.pull).length, count);
});

test('every answer carries the security headers', async () => {
  const maria = visitAs(fixture, 'maria');
  for (const wanted of ['/', path, `${path}/files`, '/-/style.css', '/-/pages.js', '/nothing/here/at/all', `${path}99999`]) {
    const { headers } = await maria.get(wanted);
    const policy = headers.get('content-security-policy') ?? '';
    for (const part of [
      "default-src 'none'",
      "style-src 'self'",
      "script-src 'self'",
      "img-src 'self' data:",
      "form-action 'self'",
      "frame-ancestors 'none'",
    ])
      assert.ok(policy.includes(part), `${wanted}: ${part}`);
    assert.doesNotMatch(policy, /unsafe|\*/);
    assert.equal(headers.get('x-content-type-options'), 'nosniff', wanted);
  }
});

test('the person is chosen by a strict cookie, and the way back never leaves the pages', async () => {
  const maria = visitAs(fixture, 'maria');
  const reni = String(fixture.world.person('reni').user.id);
  for (const [back, wanted] of [
    [path, path],
    ['//evil.example/', '/'],
    ['/\\evil.example', '/'],
    ['https://evil.example', '/'],
    ['/\t/evil.example', '/'],
  ] as const) {
    const answer = await maria.post('/-/acting-as', { person: reni, back });
    assert.equal(answer.status, 303);
    assert.equal(new URL(answer.location ?? '', fixture.url).origin, fixture.url, back);
    if (wanted !== '/') assert.equal(answer.location, wanted);
    assert.match(answer.headers.get('set-cookie') ?? '', new RegExp(`acting_as=${reni};.*HttpOnly; SameSite=Strict`));
  }
  assert.equal((await maria.post('/-/acting-as', { person: '999999', back: '/' })).headers.get('set-cookie'), null);
});

test('a text that was edited meanwhile is neither ticked nor overwritten, and what was written is shown again', async () => {
  const maria = visitAs(fixture, 'maria');
  const target = { kind: 'issue_comment', target: String(scene.draft.id), version: 'old' };
  assert.equal((await maria.post(`${path}/task`, { ...target, index: '0', checked: 'true' })).status, 409);
  const answer = await maria.post(`${path}/edit`, { ...target, body: 'my long & careful text' });
  assert.equal(answer.status, 409);
  assert.match(answer.text, /<textarea id="kept"[^>]*>\nmy long &amp; careful text<\/textarea>/);
});

test('texts of another pull request cannot be reached through this one', async () => {
  const other = await fixture.open({ title: 'Other', files: { 'b.txt': 'b\n' } });
  const foreign = fixture.world.comment(fixture.bot, other, 'theirs');
  const answer = await visitAs(fixture, 'maria').post(`${path}/edit`, {
    kind: 'issue_comment',
    target: String(foreign.id),
    version: textVersion('theirs'),
    body: 'x',
  });
  assert.equal(answer.status, 404);
  assert.equal(foreign.body, 'theirs');
});

test('incomplete, empty and oversized forms are refused with what to do', async () => {
  const maria = visitAs(fixture, 'maria');
  assert.equal((await maria.post(`${path}/comment`, {})).status, 422);
  assert.equal((await maria.post(`${path}/comment`, { body: ' \n' })).status, 422);
  assert.equal((await maria.post(`${path}/comment`, { body: 'x'.repeat(70_000) })).status, 422);
  assert.equal((await maria.post(`${path}/comment`, { body: 'x'.repeat(1_100_000) })).status, 422);
  // Answered while the rest is still being sent: some clients see the answer, some a closed connection.
  const flood = await maria.post(`${path}/comment`, { body: 'x'.repeat(5_000_000) }).then(
    (answer) => answer.status,
    () => 'closed',
  );
  assert.ok(flood === 413 || flood === 'closed', String(flood));
  assert.equal((await maria.post(`${path}/react`, { kind: 'pull', target: String(scene.pull.id), content: 'skull' })).status, 422);
  assert.equal((await maria.post(`${path}/nonsense`, {})).status, 404);
  assert.deepEqual(fixture.errors, []);
});
