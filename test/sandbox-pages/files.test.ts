import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { FileChange } from '#sandbox/state/world.ts';
import { startPages, type PagesFixture } from './pages-fixture.ts';
import { visitAs } from './visitor.ts';

let fixture: PagesFixture;
before(async () => {
  fixture = await startPages();
});
after(() => fixture.close());

async function openWith(branch: string, files: readonly FileChange[]): Promise<string> {
  const { world, repository } = fixture;
  await world.pushCommit(world.person('ada'), repository, { branch, from: 'main', message: branch, files });
  const pull = await world.openPullRequest(world.person('ada'), repository, { title: branch, head: branch, base: 'main' });
  return new URL(fixture.pathOf(pull)).pathname;
}

test('400 files: the page comes in under a second, collapsed files load alone', async () => {
  const text = Array.from({ length: 40 }, (_, line) => `line ${line}`).join('\n');
  const path = await openWith(
    'many',
    Array.from({ length: 400 }, (_, n) => ({ path: `src/generated/file-${n}.ts`, content: `${text}\n${n}\n` })),
  );
  const ada = visitAs(fixture, 'ada');
  await ada.get(`${path}/files`);
  const started = performance.now();
  const page = await ada.get(`${path}/files`);
  const elapsed = performance.now() - started;
  assert.equal(page.status, 200);
  assert.equal(page.text.match(/data-testid="file"/g)?.length, 400);
  assert.ok(elapsed < 1_000, `${Math.round(elapsed)} ms`);
  assert.ok(page.text.length < 3_000_000, String(page.text.length));
  assert.match(page.text, new RegExp(`data-load="${path}/files/399"`));
  const one = await ada.get(`${path}/files/399`);
  assert.match(one.text, /line 39/);
  assert.match((await ada.get(`${path}/files?file=399`)).text, /id="file-399-R1"/);
  assert.equal((await ada.get(`${path}/files/400`)).status, 404);
});

test('binary, renamed, deleted, linked, submodule and empty files are named for what they are', async () => {
  const path = await openWith('kinds', [
    { path: 'logo.bin', content: new Uint8Array([0, 1, 2, 255, 0]) },
    { path: 'old/notes.md', content: null },
    { path: 'new/notes.md', content: 'one\ntwo\nthree\nfour\nfive\n' },
    { path: 'gone.txt', content: null },
    { path: 'link', content: '/etc/passwd', mode: '120000' },
    { path: 'vendor/lib', content: 'a'.repeat(40), mode: '160000' },
    { path: 'empty.txt', content: '' },
    { path: 'run.sh', content: 'echo hi', mode: '100755' },
  ]);
  const { text } = await visitAs(fixture, 'ada').get(`${path}/files`);
  const section = (name: string): string =>
    text.split('data-testid="file"').find((part) => part.includes(`data-path="${name}"`)) ?? assert.fail(name);
  assert.match(section('logo.bin'), />Binary<.*there is nothing to show line by line/s);
  assert.match(section('new/notes.md'), /old\/notes\.md<\/bdi> → <bdi>new\/notes\.md.*>Renamed</s);
  assert.match(section('gone.txt'), />Deleted</);
  assert.match(section('link'), />Symbolic link</);
  assert.match(section('vendor/lib'), />Submodule</);
  assert.match(section('empty.txt'), /No lines changed/);
  assert.doesNotMatch(section('run.sh'), /Symbolic link|Submodule/);
});

test('hostile names of files and long lines are shown as text', async () => {
  const names = [
    'a"><img src=x onerror=alert(1)>.ts',
    'new\nline.txt',
    '-rf',
    '--upload-pack=x',
    '\u202eexe.txt',
    'tab\there',
    'quote\'"`.md',
    `${'long'.repeat(50)}.txt`,
  ];
  const path = await openWith('names', [
    ...names.map((name) => ({ path: name, content: 'x\n' })),
    { path: 'wide.txt', content: `${'w'.repeat(100_000)}\u001b[31m\0\n` },
    { path: 'ansi.txt', content: 'a\u001b[31mb\u202ec<script>\n' },
  ]);
  const ada = visitAs(fixture, 'ada');
  const { text } = await ada.get(`${path}/files`);
  assert.equal(text.match(/data-testid="file"/g)?.length, names.length + 2);
  for (const raw of ['<img ', '<script>', '\u202e', '\u001b']) assert.ok(!text.includes(raw), raw);
  assert.match(text, /new⏎line\.txt/);
  assert.match(text, /a⟦U\+001B⟧\[31mb⟦U\+202E⟧c&lt;script&gt;/);
});

test('a pull request without changes says so', async () => {
  const { world, repository } = fixture;
  await world.pushCommit(world.person('ada'), repository, { branch: 'same', from: 'main', message: 'nothing', files: [] });
  const pull = await world.openPullRequest(world.person('ada'), repository, { title: 'same', head: 'same', base: 'main' });
  const page = await visitAs(fixture, 'ada').get(`${new URL(fixture.pathOf(pull)).pathname}/files`);
  assert.match(page.text, /does not change any file/);
});

test('a thread, and the form for a new one, stand under their line; a line outside of the diff is refused in words', async () => {
  const path = await openWith('thread', [{ path: 'src/orders.py', content: 'import db\n\nprint(1)\n' }]);
  const ada = visitAs(fixture, 'ada');
  const form = await ada.get(`${path}/files?file=0&side=RIGHT&line=3`);
  assert.match(form.text, /data-testid="line-comment"/);
  const fields = { path: 'src/orders.py', side: 'RIGHT', file: '0', body: 'Why **this**?' };
  const answer = await ada.post(`${path}/line-comment`, { ...fields, line: '3' });
  assert.equal(answer.status, 303);
  const page = await ada.get(`${path}/files`);
  assert.match(page.text, /id="file-0-R3".*?<tr class="under">.*?data-testid="thread".*?Why <strong>this<\/strong>\?/s);
  const refused = await ada.post(`${path}/line-comment`, { ...fields, line: '300' });
  assert.equal(refused.status, 422);
  assert.match(refused.text, /Why \*\*this\*\*\?/);
  assert.deepEqual(fixture.errors, []);
});
