/** Changes that only an attacker makes: everything is named, nothing is obeyed, nothing runs. */
import assert from 'node:assert/strict';
import { chmodSync, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import type { MadeFile } from './made-repository.ts';
import { repositoryId, setScene } from './scene.ts';
import type { ChangedFile } from '#src/diff/changed-file.ts';
import { comparePullRequest } from '#src/git/compare-pull-request.ts';
import { openMirror } from '#src/git/mirror.ts';
import { readBlobs } from '#src/git/read-blobs.ts';

async function changed(base: readonly MadeFile[], head: readonly MadeFile[]): Promise<readonly ChangedFile[]> {
  await using scene = await setScene({ base, head });
  const mirror = await openMirror(scene.mirrors, repositoryId);
  return (await comparePullRequest(mirror, scene.remote, scene.want)).files;
}
const inGitOrder = (paths: readonly string[]): readonly string[] =>
  [...paths].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));

suite('hostile names', () => {
  const names = [
    'new\nline.py',
    'carriage\rreturn.py',
    'tab\tin.py',
    'double"quote.py',
    "single'quote.py",
    'back\\slash.py',
    'back`tick$(touch x).py',
    '-u.py',
    '--output=evil.py',
    '--config=x',
    ':(top)magic.py',
    '~home.py',
    ' leading and trailing ',
    'a b/ b/c d.py',
    'b/a',
    'dev/null',
    'emoji 😀.py',
    'bidi\u202Eyp.exe',
    'CON.py',
    'con.py',
    '%2e%2e%2fetc.py',
    '.git/config',
    '.GIT/hooks/post-checkout',
    '.git\u200D/config',
    'git~1/config',
    '../up.py',
    './here.py',
    'a/../../b.py',
    `${'n'.repeat(4000)}.py`,
    `${'deep/'.repeat(400)}x.py`,
    '@@ -1,1 +1,1 @@',
    'diff --git a/x b/x',
  ];

  test('each is listed under its own name, with its own lines', async () => {
    const keep: MadeFile = { path: 'README.md', content: '#\n' };
    const files = await changed([keep], [keep, ...names.map((path, index) => ({ path, content: `content ${index}\n` }))]);
    assert.deepEqual(inGitOrder(files.map(({ path }) => path)), inGitOrder(names));
    for (const [index, name] of names.entries()) {
      const file = files.find(({ path }) => path === name);
      assert.deepEqual([file?.status, file?.kind], ['added', 'text'], name);
      assert.deepEqual(
        file?.hunks.flatMap(({ lines }) => lines.map(({ text }) => text)),
        [`content ${index}`],
        name,
      );
    }
  });

  test('changed, renamed and deleted under hostile names', async () => {
    const content = Array.from({ length: 20 }, (_, line) => `line ${line}\n`).join('');
    const base = names.map((path, index) => ({ path, content: `${index}\n${content}` }));
    const head = names.map((path, index) => ({ path: index % 2 === 0 ? path : `moved/${index}`, content: `${index}\n${content}end\n` }));
    const files = await changed(base, head.slice(2));
    const found = new Map(files.map((file) => [file.path, file]));
    for (const [index, name] of names.entries()) {
      const file = found.get(index % 2 === 0 || index < 2 ? name : `moved/${index}`);
      assert.equal(file?.status, index < 2 ? 'deleted' : index % 2 === 0 ? 'modified' : 'renamed', name);
      if (file?.status === 'renamed') assert.equal(file.previousPath, name);
    }
  });

  test('names that are no UTF-8 stay apart, and keep their endings', async () => {
    const raw = (text: string): Buffer => Buffer.from(text, 'latin1');
    const head = ['x\xff.py', 'x\xfe.py', 'x\xc0\xaf.py', 'dir\xff/a.py', 'dir\xfe/a.py'].map((name, index) => ({
      path: raw(name),
      content: `bytes ${index}\n`,
    }));
    const files = await changed([{ path: 'README.md', content: '#\n' }], [{ path: 'README.md', content: '#\n' }, ...head]);
    assert.equal(new Set(files.map(({ path }) => path)).size, head.length);
    for (const { path } of files) assert.match(path, /\uFFFD.*\.py$/u);
    const said = files.flatMap(({ hunks }) => hunks.flatMap(({ lines }) => lines.map(({ text }) => text)));
    assert.deepEqual(
      said.toSorted(),
      head.map(({ content }) => content.trim()),
    );
  });
});

suite('strange contents', () => {
  test('symlink, submodule, LFS pointer, binary, UTF-16, empty, mode alone, type changes', async () => {
    const pointer =
      'version https://git-lfs.github.com/spec/v1\noid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393\nsize 12345\n';
    const base: readonly MadeFile[] = [
      { path: 'mode.sh', content: 'echo\n' },
      { path: 'to-link', content: 'text\n' },
      { path: 'from-link', content: '/etc/passwd', mode: '120000' },
      { path: 'to-module', content: 'text\n' },
      { path: 'module', content: 'a'.repeat(40), mode: '160000' },
    ];
    const head: readonly MadeFile[] = [
      { path: 'mode.sh', content: 'echo\n', mode: '100755' },
      { path: 'to-link', content: '/proc/self/environ', mode: '120000' },
      { path: 'from-link', content: 'text\n' },
      { path: 'to-module', content: 'b'.repeat(40), mode: '160000' },
      { path: 'module', content: 'c'.repeat(40), mode: '160000' },
      { path: 'new-link', content: '../../other-repository', mode: '120000' },
      { path: 'model.bin', content: pointer },
      { path: 'image.png', content: Buffer.from([0x89, 0x50, 0, 0, 1]) },
      { path: 'wide.py', content: Buffer.from('eval(x)\n', 'utf16le') },
      { path: 'empty.py', content: '' },
      { path: 'bare-end', content: 'no newline' },
      { path: 'long.min.js', content: `${'x'.repeat(3_000_000)}\n` },
    ];
    const files = new Map((await changed(base, head)).map((file) => [file.path, file]));
    const kinds = Object.fromEntries([...files].map(([path, { kind, status }]) => [path, `${status} ${kind}`]));
    assert.deepEqual(kinds, {
      'mode.sh': 'modified text',
      'to-link': 'type-changed symlink',
      'from-link': 'type-changed text',
      'to-module': 'type-changed submodule',
      module: 'modified submodule',
      'new-link': 'added symlink',
      'model.bin': 'added text',
      'image.png': 'added binary',
      'wide.py': 'added binary',
      'empty.py': 'added text',
      'bare-end': 'added text',
      'long.min.js': 'added text',
    });
    assert.equal(files.get('to-module')?.headBlob, undefined);
    for (const path of ['to-link', 'new-link', 'module']) assert.deepEqual(files.get(path)?.hunks, []);
  });

  test('attributes of the change hide nothing', async () => {
    const attributes = '* -diff -text binary linguist-generated filter=evil diff=evil merge=evil eol=crlf working-tree-encoding=UTF-16\n';
    const attacks = ['.gitattributes', 'src/.gitattributes'].map((path) => ({ path, content: attributes }));
    const base: readonly MadeFile[] = [{ path: 'src/app.py', content: 'a = 1\n' }];
    for (const before of [base, [...base, ...attacks]]) {
      const files = await changed(before, [{ path: 'src/app.py', content: 'a = eval(x)\n' }, ...attacks]);
      const app = files.find(({ path }) => path === 'src/app.py');
      assert.equal(app?.kind, 'text');
      assert.deepEqual(
        app?.hunks[0]?.lines.map(({ kind, text }) => `${kind} ${text}`),
        ['deleted a = 1', 'added a = eval(x)'],
      );
    }
  });

  test('a tree with one name twice lists both', async () => {
    await using scene = await setScene();
    const { origin, want } = scene;
    const entry = (content: string): Buffer =>
      Buffer.concat([Buffer.from('100644 app.py\0'), Buffer.from(origin.git(['hash-object', '-w', '--stdin'], content).trim(), 'hex')]);
    const tree = origin.git(
      ['hash-object', '-t', 'tree', '-w', '--literally', '--stdin'],
      Buffer.concat([entry('good\n'), entry('evil\n')]),
    );
    const who = 'Ada <ada@shop.example> 1700000000 +0000';
    const commit = `tree ${tree.trim()}\nparent ${want.baseSha}\nauthor ${who}\ncommitter ${who}\n\nTwice\n`;
    const headSha = origin.git(['hash-object', '-t', 'commit', '-w', '--literally', '--stdin'], commit).trim();
    origin.setRef('refs/pull/5/head', headSha);
    const mirror = await openMirror(scene.mirrors, repositoryId);
    const { files } = await comparePullRequest(mirror, scene.remote, { ...want, headSha });
    const added = files.filter(({ status }) => status === 'added');
    assert.equal(added.length, 2);
    assert.equal(new Set(added.map(({ path }) => path)).size, 2);
    assert.deepEqual(
      added.map(({ hunks }) => hunks[0]?.lines[0]?.text),
      ['good', 'evil'],
    );
  });
});

suite('nothing runs', () => {
  test('hooks, filters, diff drivers, fsmonitor, insteadOf, ext and submodules of the repository', async () => {
    const gitmodules = '[submodule "x"]\n\tpath = x\n\turl = ext::sh -c touch% canary\n\tupdate = !touch canary\n';
    const config = (canary: string): string =>
      [
        `[core]\n\tfsmonitor = touch ${canary}\n\tsshCommand = touch ${canary}\n\tgitProxy = touch ${canary}\n\tpager = touch ${canary}\n\teditor = touch ${canary}`,
        `[filter "evil"]\n\tsmudge = touch ${canary}\n\tclean = touch ${canary}\n\tprocess = touch ${canary}`,
        `[diff "evil"]\n\ttextconv = touch ${canary}; cat\n\tcommand = touch ${canary}`,
        `[diff]\n\texternal = touch ${canary}`,
        `[credential]\n\thelper = !touch ${canary}`,
        `[protocol "ext"]\n\tallow = always`,
        `[url "ext::sh -c touch% ${canary}% "]\n\tinsteadOf = http://127.0.0.1`,
      ].join('\n');
    const base: readonly MadeFile[] = [{ path: 'a.py', content: 'a\n' }];
    const head: readonly MadeFile[] = [
      { path: 'a.py', content: 'b\n' },
      { path: '.gitattributes', content: '* filter=evil diff=evil\n' },
      { path: '.gitmodules', content: gitmodules },
      { path: 'x', content: 'a'.repeat(40), mode: '160000' },
      { path: '.git/config', content: config('/tmp/never') },
      { path: '.lfsconfig', content: '[lfs]\n\turl = http://127.0.0.1:9/\n' },
    ];
    await using scene = await setScene({ base, head });
    const canary = join(scene.mirrors, 'canary');
    // The server's own settings do not travel; the mirror's are ours, and still give no command a way in.
    const mirror = await openMirror(scene.mirrors, repositoryId);
    for (const folder of [scene.origin.folder, mirror.gitDir]) {
      scene.origin.git(['config', '--file', join(folder, 'config'), 'core.bare', 'true']);
      writeFileSync(join(folder, 'config'), `[core]\n\trepositoryformatversion = 0\n\tbare = true\n${config(canary)}\n`);
    }
    for (const hook of ['reference-transaction', 'post-checkout', 'pre-auto-gc', 'post-index-change', 'fsmonitor-watchman'])
      for (const folder of [mirror.gitDir]) {
        scene.origin.git(['init', '--bare', '--quiet', folder]);
        const path = join(folder, 'hooks', hook);
        writeFileSync(path, `#!/bin/sh\ntouch ${canary}\n`);
        chmodSync(path, 0o755);
      }
    const { files } = await comparePullRequest(mirror, scene.remote, scene.want);
    assert.deepEqual(
      files.map(({ path }) => path),
      ['.git/config', '.gitattributes', '.gitmodules', '.lfsconfig', 'a.py', 'x'],
    );
    const blobs = await readBlobs(
      mirror,
      files.map(({ headBlob }) => headBlob ?? ''),
    );
    assert.equal(blobs.size, 5);
    assert.equal(existsSync(canary), false);
    assert.equal(existsSync('/tmp/never'), false);
    assert.ok(scene.server.requests.every(({ url }) => url.startsWith('/shop/store.git/')));
  });
});

suite('blobs', () => {
  test('what is no blob, too large or not there is absent; nothing but ids reaches git', async () => {
    await using scene = await setScene();
    const mirror = await openMirror(scene.mirrors, repositoryId);
    const { files } = await comparePullRequest(mirror, scene.remote, scene.want);
    const [cart = '', fresh = ''] = files.map(({ headBlob }) => headBlob);
    const odd = [scene.want.headSha, 'f'.repeat(40), '--batch-all-objects', `${cart}\n${fresh}`, 'HEAD', '', `${cart} x`];
    assert.deepEqual([...(await readBlobs(mirror, [...odd, cart, cart])).keys()], [cart]);
    assert.deepEqual([...(await readBlobs(mirror, [cart, fresh], 10)).keys()], [fresh]);
    assert.equal((await readBlobs(mirror, odd)).size, 0);
  });
});
