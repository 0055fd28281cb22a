/** A scanner that cannot be trusted is refused at start, with words for the operator. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { ScannerNotReady } from '#src/scan/scanner-not-ready.ts';
import { emptyFolder, packPath, realScanner } from './real-scanner.ts';

async function refused(options: Parameters<typeof realScanner>[0]): Promise<string> {
  const error = await realScanner(options).then(
    () => assert.fail('accepted'),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof ScannerNotReady, String(error));
  return error.message;
}

function pack(text: string): { readonly packPaths: readonly string[]; readonly file: string } {
  const folder = emptyFolder();
  writeFileSync(join(folder, 'rules.yml'), text);
  return { packPaths: [packPath, folder], file: join(folder, 'rules.yml') };
}

const rule = (more: string): string =>
  `rules:\n  - id: mine\n    severity: ERROR\n    message: m\n    ${more.replaceAll('\n', '\n    ')}\n`;
const good = 'languages: [python]\npattern: f(...)';

test('an engine that is missing, not executable, or of another version', async () => {
  assert.match(await refused({ enginePath: '/nowhere/semgrep-core' }), /missing or not executable at \/nowhere.+ensure-ready\.mjs/u);
  const path = join(emptyFolder(), 'semgrep-core');
  writeFileSync(path, '#!/bin/sh\necho "semgrep-core version: 1.181.0 (abc)"\n', { mode: 0o755 });
  assert.match(await refused({ enginePath: path }), /version 1\.181\.0 instead of 1\.182\.0/u);
  writeFileSync(path, 'not a program');
  assert.match(await refused({ enginePath: path }), /version unknown/u);
  chmodSync(path, 0o644);
  assert.match(await refused({ enginePath: path }), /not executable/u);
  assert.match(await refused({ engineSha256: '0'.repeat(64) }), /its sha256 differs/u);
});

test('a rule that the engine would skip, ignore or run on the wrong files is refused with file, line and reason', async () => {
  const cases: readonly (readonly [string, string, number, RegExp])[] = [
    ['bad YAML', 'rules:\n  - id: "x\n', 3, /.+/u],
    ['no rules', 'rule: []\n', 1, /no list `rules`/u],
    ['empty', 'rules: []\n', 1, /at least one rule/u],
    ['generic', rule('languages: [generic]\npattern: f(...)'), 2, /"generic" is not one of/u],
    ['regex', rule('languages: [regex]\npattern-regex: a'), 2, /"regex" is not one of/u],
    ['two families', rule('languages: [python, javascript]\npattern: f(...)'), 2, /more than one family/u],
    ['misspelt key', rule(`${good}\npattern-nots: g()`), 2, /pattern-nots/u],
    ['paths', rule(`${good}\npaths: {include: [a]}`), 2, /paths/u],
    ['join', rule(`${good}\nmode: join`), 2, /mode/u],
    ['future', rule(`${good}\nmin-version: 9.9.9`), 2, /min-version/u],
    ['no pattern', rule('languages: [python]'), 2, /needs exactly one of/u],
    ['two patterns', rule(`${good}\npattern-regex: a`), 2, /pattern and pattern-regex/u],
    ['taint without sinks', rule('languages: [python]\nmode: taint\npattern-sources: [{pattern: a}]'), 2, /pattern-sinks/u],
    ['severity', rule(good).replace('ERROR', 'FATAL'), 2, /severity/u],
    ['reserved id', rule(good).replace('mine', 'countersign.canary.python'), 2, /reserved/u],
    ['known id', rule(good).replace('mine', 'test-python-eval'), 2, /already used in .+python\.yml:\d+/u],
    ['pattern that does not parse', rule('languages: [python]\npattern: "f((("'), 2, /Invalid pattern/u],
  ];
  for (const [name, text, line, reason] of cases) {
    const { packPaths, file } = pack(text);
    const message = await refused({ packPaths });
    assert.ok(message.includes(`${file}:${line}: `), `${name}: ${message}`);
    assert.match(message, reason, name);
  }
});

test('every mistake of a pack is told at once; a folder without rules, or none, is refused', async () => {
  const { packPaths } = pack(`${rule('languages: [cobol]\npattern: f')}  - id: other\n    severity: ERROR\n`);
  assert.equal((await refused({ packPaths })).match(/rules\.yml:\d+/gu)?.length, 3);
  assert.match(await refused({ packPaths: [emptyFolder()] }), /no rule below/u);
  assert.match(await refused({ packPaths: ['/nowhere'] }), /cannot be read/u);
});

test('the digest names the rules: equal for equal packs, another for a changed one', async () => {
  const [one, same, other] = await Promise.all([realScanner(), realScanner(), realScanner({ packPaths: pack(rule(good)).packPaths })]);
  assert.equal(one.packDigest, same.packDigest);
  assert.notEqual(one.packDigest, other.packDigest);
  assert.deepEqual([one.ruleCount, other.ruleCount], [5, 6]);
});

test('folders that a killed process left are swept at start; those in use and of others stay', async () => {
  const workFolder = emptyFolder();
  const host = hostname()
    .toLowerCase()
    .replace(/[^0-9a-z]/gu, '-');
  for (const name of [`scan-${host}.999999999.1-dead`, `scan-${host}.${process.pid}.1-reused`, 'scan-elsewhere.1.1-theirs', 'notes'])
    mkdirSync(join(workFolder, name));
  const orphan = spawn('/bin/sleep', ['60'], { cwd: join(workFolder, `scan-${host}.999999999.1-dead`), detached: true, stdio: 'ignore' });
  const ended = once(orphan, 'exit');
  await realScanner({ workFolder });
  assert.equal((await ended)[1], 'SIGKILL', 'an engine that outlived its owner');
  assert.deepEqual(readdirSync(workFolder).toSorted(), ['notes', 'scan-elsewhere.1.1-theirs']);
});
