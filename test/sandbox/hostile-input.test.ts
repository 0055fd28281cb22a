import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import * as fc from 'fast-check';
import type { FileChange } from '#sandbox/state/world.ts';
import type { SmallSandbox } from './small-sandbox.ts';
import { startSmallSandbox, STORE } from './small-sandbox.ts';

let small: SmallSandbox;
before(async () => void (small = await startSmallSandbox()));
after(() => small.close());

const TEXTS = [
  'nul \0 in it',
  'lone \ud800 high',
  'lone \udc00 low',
  'new\nline\r\n',
  '"quotes\' `ticks` $(rm)',
  '-rf --upload-pack=x',
  'x'.repeat(4096),
  '\u202Etxt.exe',
  '<script>',
];

test('titles and bodies come back as they went in: over REST, and in webhooks', async () => {
  for (const text of TEXTS) {
    const title = text.slice(0, 256);
    const { data: pull } = await small.bot.rest.pulls.update({ ...STORE, pull_number: 1, title, body: text });
    assert.deepEqual([pull.title, pull.body], [title, text]);
    const { data: comment } = await small.bot.rest.issues.createComment({ ...STORE, issue_number: 1, body: text });
    assert.equal((await small.bot.rest.issues.getComment({ ...STORE, comment_id: comment.id })).data.body, text);
  }
  await small.world.deliveriesSettled();
  const bodies = small.received
    .filter((one) => one.headers['x-github-event'] === 'issue_comment')
    .map((one) => (JSON.parse(one.body) as { comment: { body: string } }).comment.body);
  assert.deepEqual(bodies, TEXTS);
});

test('a pull request that people open may have a 4 kB title', async () => {
  await small.world.pushCommit(small.author, small.repository, {
    branch: 'long',
    from: 'main',
    message: 'x',
    files: [{ path: 'l', content: 'l' }],
  });
  const title = `\0\ud800\n${'t'.repeat(4096)}`;
  const pull = await small.world.openPullRequest(small.author, small.repository, { title, head: 'long', base: 'main' });
  assert.equal((await small.bot.rest.pulls.get({ ...STORE, pull_number: pull.number })).data.title, title);
});

test('any text at all survives a comment', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 200 }), async (text) => {
      fc.pre(text.trim() !== '');
      const { data } = await small.bot.rest.issues.createComment({ ...STORE, issue_number: 1, body: text });
      assert.equal(data.body, text);
    }),
    { numRuns: 25 },
  );
});

test('hostile paths, symlinks, submodules, binaries and renames are listed, and their contents found', async () => {
  const paths = [
    'new\nline',
    'quo"te',
    "apo'strophe",
    'back\\slash',
    ' lead and trail ',
    '-rf',
    '$(touch x)',
    'tab\there',
    'dir:(glob)*?[a]',
    'ünïcode 🙂',
    `${'d'.repeat(200)}/${'e'.repeat(200)}/${'f'.repeat(200)}`,
    'diff --git a/x b/x\n@@ -1 +1 @@',
  ];
  const files: FileChange[] = [
    ...paths.map((path) => ({ path, content: `in ${JSON.stringify(path)}\n` })),
    { path: 'link', content: '/etc/passwd', mode: '120000' },
    { path: 'sub', content: small.pull.headSha, mode: '160000' },
    { path: 'blob.bin', content: new Uint8Array([0, 1, 2, 255]) },
    { path: 'fake', content: 'diff --git a/README.md b/README.md\n@@ -1,1 +1,1 @@\n-x\n+y\n' },
    { path: 'README.md', content: null },
    { path: 'LIESMICH.md', content: '# Store\n' },
    { path: 'src/cart.py', content: 'target', mode: '120000' },
    { path: 'empty', content: '' },
  ];
  await small.world.pushCommit(small.author, small.repository, { branch: 'hostile', from: 'main', message: 'x', files });
  const pull = await small.world.openPullRequest(small.author, small.repository, { title: 'Paths', head: 'hostile', base: 'main' });
  const { data: listed } = await small.bot.rest.pulls.listFiles({ ...STORE, pull_number: pull.number, per_page: 100 });
  const byName = new Map(listed.map((file) => [file.filename, file]));
  for (const path of paths) {
    assert.equal(byName.get(path)?.status, 'added', path);
    assert.equal(byName.get(path)?.patch, `@@ -0,0 +1 @@\n+in ${JSON.stringify(path)}`, path);
    const { data } = await small.bot.rest.repos
      .getContent({ ...STORE, path: encodeURIComponent(path).replaceAll('%2F', '/'), ref: 'hostile' })
      .catch(() => ({ data: null }));
    const direct = await fetch(
      `${small.sandbox.url}/api/v3/repos/shop/store/contents/${path.split('/').map(encodeURIComponent).join('/')}?ref=hostile`,
      {
        headers: { authorization: `token ${small.world.createPersonToken(small.reader.user)}`, accept: 'application/vnd.github.raw' },
      },
    );
    assert.equal(await direct.text(), `in ${JSON.stringify(path)}\n`, path);
    assert.equal(data === null || typeof data === 'object', true);
  }
  assert.deepEqual([byName.get('LIESMICH.md')?.status, byName.get('LIESMICH.md')?.previous_filename], ['renamed', 'README.md']);
  assert.equal(byName.get('blob.bin')?.patch, undefined);
  assert.match(byName.get('sub')?.patch ?? '', /\+Subproject commit /);
  assert.equal(byName.get('src/cart.py')?.status, 'changed');
  assert.equal(byName.get('fake')?.additions, 4);
  assert.equal(byName.get('empty')?.patch, undefined);
  const review = { ...STORE, pull_number: pull.number, event: 'COMMENT', body: 'x' } as const;
  await small.bot.rest.pulls.createReview({ ...review, comments: [{ path: paths.at(-1) ?? '', line: 1, body: 'here' }] });
});

test('names that git cannot hold are refused, not crashed on', async () => {
  const commit = { message: 'x', files: [{ path: 'a', content: 'a' }] };
  for (const branch of ['a\0b', 'a..b', '-x\n', 'a b', '', 'a.lock', '@{1}']) {
    await assert.rejects(small.world.pushCommit(small.author, small.repository, { ...commit, branch }), /not a name for a branch/, branch);
  }
  for (const path of ['../up', 'a/../b', '', '.git/config', 'a\0b', '/abs']) {
    await assert.rejects(
      small.world.pushCommit(small.author, small.repository, { branch: 'p', message: 'x', files: [{ path, content: 'x' }] }),
      /not a path/,
      path,
    );
  }
  for (const name of ['..', '.', 'a/b', 'a\0b', 'x.git']) {
    await assert.rejects(small.world.createRepository({ owner: 'shop', name }), /not a name/, name);
  }
});

test('branches with odd but lawful names work end to end', async () => {
  const branch = `-odd/$(x)/"quoted"/ü/${'b'.repeat(150)}`;
  await small.world.pushCommit(small.author, small.repository, {
    branch: branch.slice(1),
    from: 'main',
    message: 'a\n\nb',
    files: [{ path: 'odd', content: 'odd' }],
  });
  const pull = await small.world.openPullRequest(small.author, small.repository, { title: 'Odd', head: branch.slice(1), base: 'main' });
  const { data } = await small.bot.rest.repos.getBranch({ ...STORE, branch: branch.slice(1) });
  assert.equal(data.commit.sha, pull.headSha);
  const { data: ref } = await small.bot.rest.git.getRef({ ...STORE, ref: `heads/${branch.slice(1)}` });
  assert.equal(ref.object.sha, pull.headSha);
});

test('a repository without commits, and a pull request without common history', async () => {
  const empty = await small.world.createRepository({ owner: 'shop', name: 'empty' });
  await assert.rejects(
    small.bot.rest.repos.listCommits({ owner: 'shop', repo: 'empty' }),
    (error: { status: number }) => error.status === 409,
  );
  await assert.rejects(small.world.openPullRequest(small.maintainer, empty, { title: 'x', head: 'a', base: 'main' }), /Validation Failed/);
  await small.world.pushCommit(small.author, small.repository, { branch: 'orphan', message: 'x', files: [{ path: 'o', content: 'o' }] });
  await assert.rejects(
    small.world.openPullRequest(small.author, small.repository, { title: 'x', head: 'orphan', base: 'main' }),
    /Validation Failed/,
  );
});
