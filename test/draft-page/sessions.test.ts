/** The draft page's door: who is signed in, until when, and what another site, a copied cookie or another's number can do (T73, T74). */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createDraftPage } from '#src/draft-page/create-draft-page.ts';
import type { DraftPageOptions } from '#src/draft-page/create-draft-page.ts';
import type { DraftPagePorts, DraftView, Person, SaveRequest } from '#src/draft-page/ports.ts';
import { createSeal } from '#src/draft-page/sealed.ts';
import { createDashboard } from '#src/dashboard/create-dashboard.ts';
import type { Database } from '#src/records/database.ts';

const host = 'countersign.example';
const address = '/drafts/acme/orders/7';
const ada = { id: 11, login: 'ada' };
const eve = { id: 66, login: 'eve' };

function setPage(more: Partial<DraftPageOptions> = {}) {
  const ended = new Set<string>();
  const codes = new Map<string, Person>([
    ['code-ada', ada],
    ['code-eve', eve],
  ]);
  const looked: unknown[] = [];
  const saved: (SaveRequest & { readonly by: number })[] = [];
  /** Whom GitHub lets write now. */
  const writers = new Set([ada.id]);
  const text = { title: 'Totals', text: 'secret words of the draft' };
  const view = { pull: { number: 7, owner: 'acme', repo: 'orders', htmlUrl: 'https://github.example/acme/orders/pull/7' } };
  const ports: DraftPagePorts = {
    look: async (name, person) => {
      looked.push([name, person === 'operator' ? person : person.id]);
      if (name.repo !== 'orders' || (person !== 'operator' && !writers.has(person.id))) return undefined;
      return { ...view, state: 'open', current: text, drafted: text, offer: '', mayEdit: true, mayAccept: true } as DraftView;
    },
    readFiles: async () => [],
    save: async (_pull, person, request) => saved.push({ ...request, by: person.id }),
    readSave: async () => undefined,
    sessions: {
      end: async (id) => !ended.has(id) && ended.add(id).size > 0,
      isEnded: async (id) => ended.has(id),
    },
  };
  let now = new Date('2026-11-21T12:00:00Z');
  const app = createDraftPage({
    ports,
    signIn: {
      authorizeUrl: (state, challenge) => `https://github.example/authorize?state=${state}&code_challenge=${challenge}`,
      exchange: async (code) => {
        const person = codes.get(code);
        codes.delete(code);
        return person;
      },
    },
    seal: createSeal('a secret', () => now),
    publicUrl: `https://${host}`,
    onlyHere: false,
    onError: (error) => assert.fail(error),
    ...more,
  });
  const ask = (path: string, headers: Record<string, string> = {}, init: RequestInit = {}) =>
    app.request(path, { ...init, headers: { host, ...headers } });
  const cookieOf = (answer: Response, name: string): string =>
    answer.headers
      .getSetCookie()
      .map((one) => one.split(';', 1)[0] ?? '')
      .find((one) => one.startsWith(`${name}=`)) ?? '';
  const begin = async (back = address) => {
    const answer = await ask(`/drafts/sign-in?back=${encodeURIComponent(back)}`);
    const state = new URL(answer.headers.get('location') ?? '').searchParams.get('state') ?? '';
    return { flow: cookieOf(answer, 'countersign_sign_in'), state };
  };
  const finish = ({ flow, state }: { readonly flow: string; readonly state: string }, code: string) =>
    ask(`/drafts/callback?code=${code}&state=${state}`, { cookie: flow });
  const signIn = async (code: string): Promise<string> => cookieOf(await finish(await begin(), code), 'countersign_session');
  const post = (
    path: string,
    cookie: string,
    fields: Record<string, string>,
    headers: Record<string, string> = { origin: `https://${host}` },
  ) => ask(path, { cookie, ...headers }, { method: 'POST', body: new URLSearchParams(fields) });
  const formOf = async (cookie: string): Promise<Record<string, string>> => {
    const csrf = /name="csrf" value="([^"]+)"/u.exec(await (await ask(address, { cookie })).text())?.[1] ?? '';
    return { csrf, title: 't', text: 'x', seenTitle: 't', seenText: 'x', act: 'save' };
  };
  return {
    ask,
    begin,
    finish,
    signIn,
    post,
    formOf,
    cookieOf,
    codes,
    looked,
    saved,
    writers,
    ended,
    later: (hours: number) => (now = new Date(now.getTime() + hours * 3_600_000)),
  };
}

test('a session is a cookie of this page alone, made anew by each sign-in, and good for eight hours', async () => {
  const page = setPage();
  const planted = 'countersign_session=planted.by-somebody-else';
  const { flow, state } = await page.begin();
  const answer = await page.ask(`/drafts/callback?code=code-ada&state=${state}`, { cookie: `${flow}; ${planted}` });
  const set = answer.headers.getSetCookie().find((one) => one.startsWith('countersign_session=')) ?? '';
  assert.match(set, /; Path=\/drafts; HttpOnly; Secure; SameSite=Lax$/u);
  assert.ok(!set.startsWith(planted));
  const cookie = page.cookieOf(answer, 'countersign_session');
  page.codes.set('code-again', ada);
  assert.notEqual(await page.signIn('code-again'), cookie, 'no two sign-ins share a session');
  assert.equal((await page.ask(address, { cookie })).status, 200);
  assert.equal((await page.ask(address, { cookie: planted })).status, 401);
  page.later(8.01);
  assert.equal((await page.ask(address, { cookie })).status, 401);
});

test('a cookie that somebody copied is dead after signing out', async () => {
  const page = setPage();
  const cookie = await page.signIn('code-ada');
  const form = await page.formOf(cookie);
  // Another site cannot sign anybody out.
  assert.equal((await page.post('/drafts/sign-out', cookie, {}, { origin: 'https://evil.example' })).status, 403);
  assert.equal((await page.post('/drafts/sign-out', cookie, { csrf: 'x' })).status, 403);
  assert.equal((await page.ask(address, { cookie })).status, 200);
  assert.equal((await page.post('/drafts/sign-out', cookie, form)).status, 200);
  assert.equal((await page.ask(address, { cookie })).status, 401);
  assert.equal((await page.post(address, cookie, form)).status, 403);
  assert.equal((await page.post('/drafts/preview', cookie, form)).status, 403);
  // Nor does the form of the old session serve the new one.
  page.codes.set('code-ada', ada);
  const again = await page.signIn('code-ada');
  assert.equal((await page.post(address, again, form)).status, 403);
  assert.deepEqual(page.saved, []);
});

test('a sign-in without its state, with another’s, or used before is refused', async () => {
  const page = setPage();
  const mine = await page.begin();
  const refused = async (answer: Response | Promise<Response>): Promise<void> => {
    const { status, headers } = await answer;
    assert.equal(status, 403);
    assert.ok(!headers.getSetCookie().some((one) => /^countersign_session=.+?;/u.test(one) && !one.includes('Max-Age=0')));
  };
  await refused(page.ask('/drafts/callback?code=code-ada', { cookie: mine.flow }));
  await refused(page.ask(`/drafts/callback?code=code-ada&state=${mine.state}`));
  // Somebody else's answer in my browser would sign me in as them.
  await refused(page.finish({ flow: mine.flow, state: (await page.begin()).state }, 'code-eve'));
  await refused(page.finish(mine, ''));
  await refused(page.finish(mine, 'code-unknown'));
  const used = await page.begin();
  assert.equal((await page.finish(used, 'code-ada')).status, 303);
  page.codes.set('code-ada', ada);
  await refused(page.finish(used, 'code-ada'));
  const old = await page.begin();
  page.later(0.2);
  await refused(page.finish(old, 'code-ada'));
});

test('signing in leads to a page of ours and nowhere else', async () => {
  for (const back of [
    '//evil.example',
    'https://evil.example',
    '/\\evil.example',
    '/drafts/a/b/1/../../../x',
    'javascript:alert(1)',
    '/drafts/a/b/1?x=//evil',
    '/drafts/a/b/1\n//evil',
  ]) {
    const page = setPage();
    const answer = await page.finish(await page.begin(back), 'code-ada');
    assert.equal(answer.headers.get('location'), '/drafts', back);
  }
  const page = setPage();
  assert.equal((await page.finish(await page.begin(address), 'code-ada')).headers.get('location'), address);
});

test('a change comes from a form of this page, in this session; nothing is changed by looking', async () => {
  const page = setPage();
  const cookie = await page.signIn('code-ada');
  const form = await page.formOf(cookie);
  const own = { origin: `https://${host}` };
  for (const headers of [
    {},
    { origin: 'null' },
    { origin: 'https://evil.example' },
    { ...own, 'sec-fetch-site': 'cross-site' },
    { ...own, 'sec-fetch-site': 'same-site' },
  ])
    assert.equal((await page.post(address, cookie, form, headers)).status, 403, JSON.stringify(headers));
  page.writers.add(eve.id);
  const others = await page.formOf(await page.signIn('code-eve'));
  for (const csrf of [others['csrf'] ?? '', '', 'x', `${form['csrf']}x`])
    assert.equal((await page.post(address, cookie, { ...form, csrf })).status, 403);
  const query = new URLSearchParams(form).toString();
  for (const method of ['GET', 'HEAD']) await page.ask(`${address}?${query}`, { cookie }, { method });
  for (const method of ['PUT', 'PATCH', 'DELETE', 'OPTIONS'])
    assert.ok((await page.ask(address, { cookie, ...own }, { method })).status >= 400, method);
  assert.deepEqual(page.saved, []);
  const done = await page.post(address, cookie, form);
  assert.equal(done.headers.get('location'), `${address}?saved=1`);
  assert.deepEqual(
    page.saved.map(({ by }) => by),
    [ada.id],
  );
});

test('the right is asked for at every look and every save; what one may not see is as if it were not there', async () => {
  const page = setPage();
  const cookie = await page.signIn('code-ada');
  const form = await page.formOf(cookie);
  const absent = await page.ask('/drafts/acme/payroll/7', { cookie });
  assert.equal(absent.status, 404);
  // Her role is taken away on GitHub: the very next request knows.
  page.writers.clear();
  const gone = await page.ask(address, { cookie });
  assert.equal(gone.status, 404);
  const words = await gone.text();
  assert.equal(words, await absent.text());
  assert.doesNotMatch(words, /secret words/u);
  assert.equal((await page.post(address, cookie, form)).status, 404);
  assert.deepEqual(page.saved, []);
  for (const odd of [
    '/drafts/acme/orders/07',
    '/drafts/acme/orders/7.0',
    '/drafts/acme/..%2forders/7',
    '/drafts/acme/orders/99999999999',
    '/drafts/-x/orders/7',
  ])
    assert.equal((await page.ask(odd, { cookie })).status, 404, odd);
});

test('without sign-in the page shows only to this machine, and takes nothing', async () => {
  const page = setPage({ signIn: undefined, onlyHere: true });
  assert.equal((await page.ask(address)).status, 403);
  assert.equal((await page.ask(address, { host: '127.0.0.1:3000', 'x-forwarded-for': '10.0.0.1' })).status, 403);
  assert.equal((await page.ask(address, { host: 'evil.example' })).status, 421);
  assert.equal(page.looked.length, 0);
  assert.equal((await page.ask('/drafts/acme/r/1', { host: '127.0.0.1:3000' })).status, 404);
  assert.deepEqual(page.looked, [[{ owner: 'acme', repo: 'r', number: 1 }, 'operator']]);
  assert.equal((await page.post(address, '', {}, { host: '127.0.0.1:3000', origin: 'http://127.0.0.1:3000' })).status, 403);
  assert.equal((await page.ask('/drafts/sign-in', { host: '127.0.0.1' })).status, 404);
  // Where the network reaches the server, a host name that somebody wrote proves nothing.
  const open = setPage({ signIn: undefined, onlyHere: false });
  assert.equal((await open.ask(address, { host: '127.0.0.1:3000' })).status, 403);
  assert.equal(open.looked.length, 0);
});

test('the other pages change nothing, whatever strangers send to them', async () => {
  const asked: string[] = [];
  const database = { query: async (text: string) => (asked.push(text), { rows: [], rowCount: 0 }) } as unknown as Database;
  const app = createDashboard({
    database,
    probes: {},
    model: undefined,
    toSarif: () => ({}),
    index: { list: async () => [], switchIndex: () => assert.fail() },
  });
  const paths = ['/', '/healthz', '/readyz', '/metrics', '/waivers', '/draft-numbers', '/code', '/security/1/2.sarif', '/waivers/1/delete'];
  for (const path of paths)
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'])
      assert.equal(
        (await app.request(path, { method, headers: { host: '127.0.0.1' } })).status,
        method === 'POST' && path === '/code' ? 403 : 404,
        `${method} ${path}`,
      );
  assert.deepEqual(asked, []);
  for (const path of paths) await app.request(path, { headers: { host: '127.0.0.1' } });
  assert.ok(asked.length > 0 && asked.every((text) => /^\s*(?:select|with)\b/iu.test(text)), asked.join('\n'));
  // Elsewhere than on this machine they name nobody.
  const before = asked.length;
  for (const path of ['/waivers', '/draft-numbers', '/code'])
    for (const headers of [{ host }, { host: '127.0.0.1', 'x-forwarded-for': '10.0.0.1' }])
      assert.equal((await app.request(path, { headers })).status, 403, path);
  assert.equal(asked.length, before);
});
