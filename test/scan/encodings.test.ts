/** What hides code from the engine must be seen before it: either it is read as the language reads it, or it is not scannable. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { found, head, outcome, realScanner } from './real-scanner.ts';

const scanner = await realScanner();
const utf16 = (text: string): Buffer => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);
const utf32 = (text: string): Buffer => {
  const points = [0xfeff, ...text].map((one) => (typeof one === 'number' ? one : (one.codePointAt(0) ?? 0)));
  const bytes = Buffer.alloc(points.length * 4);
  points.forEach((point, index) => bytes.writeUInt32LE(point, index * 4));
  return bytes;
};

const read: readonly (readonly [string, string | Buffer, string])[] = [
  ['utf16.py', utf16('# ä\neval(x)\n'), 'test-python-eval:2'],
  ['utf16.js', utf16('eval(x)\n'), 'test-script-eval:1'],
  ['utf32.js', utf32('let a;\neval(a)\n'), 'test-script-eval:2'],
  ['bom.py', '\uFEFFeval(x)\n', 'test-python-eval:1'],
  ['cr.py', 'a = 1 # c\reval(x)\nb = 2\n', 'test-python-eval:1'],
  ['cr-then-more.py', 'a = 1 # c\rb = 2\n\neval(x)\n', 'test-python-eval:3'],
  ['crlf.py', 'a = 1\r\neval(x)\r\n', 'test-python-eval:2'],
  ['fullwidth.py', '\uFF45\uFF56\uFF41\uFF4C(x)\n', 'test-python-eval:1'],
  ['mathematical.py', '\u{1D41E}val(x)\n', 'test-python-eval:1'],
  ['latin.py', Buffer.from('# -*- coding: latin-1 -*-\ns = "\xe9"\neval(s)\n', 'latin1'), 'test-python-eval:3'],
  ['escape.js', '\\u0065val(x)\n', 'test-script-eval:1'],
  ['long-escape.ts', 'ev\\u{00061}l(x)\n', 'test-script-eval:1'],
  ['separator.js', '// c\u2028eval(x)\n', 'test-script-eval:1'],
  ['damaged.js', Buffer.from('const s = "\xe9";\neval(s);\n', 'latin1'), 'test-script-eval:2'],
  ['Escape.java', 'class A { void f(Runtime r) { r.\\uu0065xec("ls"); } }\n', 'test-java-exec:1'],
  ['Latin.java', Buffer.from('class A { /* \xe9t\xe9 */ void f(Runtime r) { r.exec("ls"); } }\n', 'latin1'), 'test-java-exec:1'],
  ['script', '#!/usr/bin/env -S python3.12 -u\neval(x)\n', 'test-python-eval:2'],
  ['tool.run', '#!/usr/bin/node\neval(x)\n', 'test-script-eval:2'],
];

const refused: readonly (readonly [string, string | Buffer, RegExp])[] = [
  ['nul.py', 'a = 1\0\neval(x)\n', /NUL/u],
  ['half.py', Buffer.concat([utf16('eval(x)'), Buffer.from([0x41])]), /UTF-16/u],
  ['bare-utf16.js', Buffer.from('eval(x)', 'utf16le'), /NUL/u],
  ['utf7.py', '# coding: utf_7\n+AGUAdgBhAGw-(x)\n', /utf-7/u],
  ['second-line.py', '#!/usr/bin/python\n# vim: set fileencoding=shift_jis :\neval(x)\n', /shift-jis/u],
  ['bytes.py', Buffer.from('s = "\xe9"\n', 'latin1'), /UTF-8/u],
  ['LineEnd.java', 'class A { // \\u000a Runtime.getRuntime().exec("ls");\n}\n', /line end/u],
  ['Sjis.java', Buffer.from('class A { String s = "\x83\\"; }\n', 'latin1'), /encoding/u],
  ['pointer.py', `version https://git-lfs.github.com/spec/v1\noid sha256:${'0'.repeat(64)}\nsize 12\n`, /LFS/u],
];

test('code in unusual clothes is read as its language reads it, on the line that git counts', async () => {
  const report = await scanner.scan(read.map(([path, content]) => head(path, content)));
  for (const [path, , finding] of read) assert.deepEqual([path, outcome(report, path), ...found(report, path)], [path, 'scanned', finding]);
});

test('code that cannot be read safely is not scannable, with a reason', async () => {
  const report = await scanner.scan(refused.map(([path, content]) => head(path, content)));
  for (const [path, , reason] of refused)
    assert.match(outcome(report, path), new RegExp(`^not-scannable: .*(?:${reason.source})`, 'u'), path);
});

test('files over the size limit are not scannable; other files of that size stay outside', async () => {
  const small = await realScanner({ limits: { fileBytes: 100 } });
  const report = await small.scan([
    head('big.py', `# ${'x'.repeat(200)}\neval(x)\n`),
    head('big.csv', 'a'.repeat(200)),
    head('fine.py', 'eval(x)\n'),
  ]);
  assert.match(outcome(report, 'big.py'), /^not-scannable: it is larger/u);
  assert.equal(outcome(report, 'big.csv'), 'outside');
  assert.equal(outcome(report, 'fine.py'), 'scanned');
});
