/** The story with the real scanner and the real search for secrets: what hides from one must not turn the check green. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkSecurity } from '#src/gate/check-security.ts';
import { routeFile } from '#src/scan/route-file.ts';
import { realScanner } from '#test/scan/real-scanner.ts';
import { changed, pull, stage } from './fixtures.ts';

const scanner = await realScanner();
const bad = 'eval(x)\n';

async function conclude(
  path: string,
  before: string | Buffer | undefined,
  after: string | Buffer,
  more: Parameters<typeof changed>[3] = {},
) {
  const file = changed(path, before?.toString('latin1'), after.toString('latin1'), more);
  const contents = { [`head ${path}`]: after, ...(before === undefined ? {} : { [`base ${path}`]: before }) };
  const on = stage([file], contents, { scan: scanner.scan, languageOf: (name) => routeFile(name, Buffer.alloc(0))?.language.name });
  await checkSecurity(pull, on.ports, {
    policy: { blockAt: 'error', submodules: 'block' },
    signal: new AbortController().signal,
    now: () => new Date(0),
  });
  const last = on.checks.at(-1);
  return { conclusion: last?.conclusion, annotations: last?.output.annotations ?? [], title: last?.output.title };
}

test('a new finding is red on its line; the known one beside it stays quiet; the fixed version is green', async () => {
  const red = await conclude('shop/api.py', bad, `import os\n${bad}eval(y)\n`);
  assert.equal(red.conclusion, 'failure');
  assert.deepEqual(
    red.annotations.map((one) => [one.path, one.startLine, one.title]),
    [['shop/api.py', 3, 'test-python-eval']],
  );
  assert.deepEqual(await conclude('shop/api.py', bad, `import os\n${bad}int(y)\n`), {
    conclusion: 'success',
    annotations: [],
    title: 'No new finding in 1 scanned file',
  });
});

const padding = '# nothing to see here\n'.repeat(60_000);
const evasions: readonly (readonly [string, string, string | Buffer])[] = [
  ['a suppression', 'a.py', 'eval(x)  # nosemgrep\n'],
  ['a suppression of one rule', 'a.py', '# nosem: test-python-eval\neval(x)\n'],
  ['a test folder', 'tests/test_a.py', bad],
  ['a vendored folder', 'vendor/node_modules/dist/a.py', bad],
  ['a file of more than a megabyte', 'a.py', padding + bad],
  ['upper case', 'A.PY', bad],
  ['another ending', 'a.pyw', bad],
  ['no ending', 'deploy', `#!/usr/bin/env python3\n${bad}`],
  ['a byte order mark', 'a.py', `\uFEFF${bad}`],
  ['UTF-16', 'a.py', Buffer.from(`\uFEFF${bad}`, 'utf16le')],
  ['UTF-16 without a mark', 'a.py', Buffer.from(bad, 'utf16le')],
  ['a lone carriage return', 'a.py', `# comment\r${bad}`],
  ['full-width letters', 'a.py', '\uFF45\uFF56\uFF41\uFF4C(x)\n'],
  ['UTF-7', 'a.py', '# coding: utf-7\n+AGUAdgBhAGw-(x)\n'],
  ['a NUL byte', 'a.py', `a = "\0"\n${bad}`],
  ['damage that stops the parser', 'a.java', `class A { void f() { %%% ( \n} }`],
  ['a pointer to elsewhere', 'a.py', `version https://git-lfs.github.com/spec/v1\noid sha256:${'1'.repeat(64)}\nsize 8\n`],
  ['a binary head', 'a.py', Buffer.concat([Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 1]), Buffer.from(`\n${bad}`)])],
  ['a hostile name', '--config=x;$(touch y)\n".py', bad],
];

for (const [name, path, content] of evasions) {
  test(`not green: ${name}`, async () => {
    assert.equal((await conclude(path, undefined, content)).conclusion, 'failure');
  });
}

test('what git calls binary by an attribute of the pull request is scanned all the same', async () => {
  assert.equal((await conclude('a.py', undefined, bad, { kind: 'binary', hunks: [] })).conclusion, 'failure');
});
