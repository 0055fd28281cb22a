/** Rules that an operator adds: by path, by path and digest, exchanged while the scanner runs. */
import assert from 'node:assert/strict';
import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { rulePlacesOf } from '#src/policy/gate-policy.ts';
import { parsePolicy } from '#src/policy/policy.ts';
import { combine } from '#src/policy/repository-file.ts';
import { createReloadingScanner } from '#src/scan/reloading-scanner.ts';
import { readRuleFolder } from '#src/scan/rule-folder.ts';
import { misbehaving } from './misbehaving-engine.ts';
import { emptyFolder, enginePath, found, head, outcome, packPath, realScanner } from './real-scanner.ts';

const rule = (id: string, pattern: string): string =>
  `rules:\n  - {id: ${id}, languages: [python], severity: ERROR, message: m, pattern: "${pattern}"}\n`;

test('a folder or a file; mounted links are followed, hidden names left out; nothing is silently missing', async () => {
  const folder = emptyFolder();
  mkdirSync(join(folder, '..data'));
  writeFileSync(join(folder, '..data/mounted.yml'), rule('mounted', 'f(...)'));
  symlinkSync('..data/mounted.yml', join(folder, 'mounted.YML'));
  mkdirSync(join(folder, 'deep'));
  writeFileSync(join(folder, 'deep/b.yaml'), rule('deep', 'g(...)'));
  writeFileSync(join(folder, 'notes.txt'), 'no rules');
  const { files, digest } = await readRuleFolder(folder);
  assert.deepEqual(
    files.map(({ file }) => file),
    [join(folder, 'deep/b.yaml'), join(folder, 'mounted.YML')],
  );
  const moved = join(emptyFolder(), 'elsewhere');
  renameSync(folder, moved);
  assert.equal((await readRuleFolder(moved)).digest, digest, 'the digest names the rules, not their place');
  assert.equal((await readRuleFolder(join(moved, 'deep/b.yaml'))).files.length, 1);
  symlinkSync('gone.yml', join(moved, 'lost.yml'));
  await assert.rejects(readRuleFolder(moved), /cannot be read/u, 'a link to nothing is a rule that is missing');
  await assert.rejects(readRuleFolder(join(moved, '..data/none')), /cannot be read/u);
  await assert.rejects(readRuleFolder(emptyFolder()), /There is no rule below/u);
});

test('by digest: exactly these rules, or a refusal that names both digests', async () => {
  const folder = emptyFolder();
  writeFileSync(join(folder, 'a.yml'), rule('mine', 'f(...)'));
  const { digest } = await readRuleFolder(folder);
  const scanner = await realScanner({ packPaths: [packPath, `${folder}@sha256:${digest}`] });
  assert.deepEqual(scanner.packs[1], { path: folder, digest, ruleCount: 1 });
  assert.deepEqual(found(await scanner.scan([head('a.py', 'f(1)\neval(x)\n')]), 'a.py'), ['mine:1', 'test-python-eval:2']);
  writeFileSync(join(folder, 'a.yml'), rule('mine', 'never(...)'));
  await assert.rejects(
    realScanner({ packPaths: [packPath, `${folder}@sha256:${digest}`] }),
    new RegExp(`not the pinned ones: their sha256 is [0-9a-f]{64} instead of ${digest}`, 'u'),
  );
});

test('exchanged while it runs: good rules are taken once they rest, bad ones refused with line and reason, the last good ones stay', async () => {
  const folder = emptyFolder();
  const file = join(folder, 'a.yml');
  writeFileSync(file, rule('first', 'f(...)'));
  const scanner = await createReloadingScanner({ enginePath, packPaths: [packPath, folder], workFolder: emptyFolder() });
  const first = scanner.packDigest;
  const find = async (): Promise<readonly string[]> => found(await scanner.scan([head('a.py', 'f(1)\n')]), 'a.py');
  assert.deepEqual(await scanner.reload(), { kind: 'same' });

  writeFileSync(file, 'rules:\n  - {id: second, languages: [python], severity: ERROR, message: m, patern: "f(...)"}\n');
  assert.deepEqual(await scanner.reload(), { kind: 'changing' });
  const refused = await scanner.reload();
  assert.ok(
    refused.kind === 'refused' && refused.reason.includes(`${file}:2: rule second:`) && /patern/u.test(refused.reason),
    JSON.stringify(refused),
  );
  assert.deepEqual([await find(), scanner.packDigest, scanner.ruleCount], [['first:1'], first, 6]);
  assert.deepEqual(await scanner.reload(), { kind: 'same' }, 'told once');

  rmSync(file);
  assert.equal((await scanner.reload()).kind, 'changing');
  assert.equal((await scanner.reload()).kind, 'refused', 'rules that vanish are no weaker gate');
  assert.deepEqual(await find(), ['first:1']);

  writeFileSync(file, rule('second', 'f(...)'));
  assert.equal((await scanner.reload()).kind, 'changing');
  const taken = await scanner.reload();
  assert.deepEqual([taken.kind, await find(), scanner.packDigest === first], ['taken', ['second:1'], false]);
});

test('a rule that never ends on a file: the engine gives it up at its limit, and the file is incomplete, its neighbor not', async () => {
  const at = '{"line":1,"col":1,"offset":0}';
  const timeout = `{"error_type":"Timeout","message":"m","rule_id":"slow","location":{"path":"h00001.py","start":${at},"end":${at}}}`;
  const engine = misbehaving(`exec "${enginePath}" "$@" | sed 's/"errors":\\[\\]/"errors":[${timeout}]/'`);
  const scanner = await realScanner({ enginePath: engine.path });
  engine.misbehave();
  const report = await scanner.scan([head('slow.py', 'eval(x)\n'), head('fine.py', 'eval(y)\n')]);
  assert.deepEqual([outcome(report, 'slow.py'), outcome(report, 'fine.py')], ['incomplete: a rule took too long on this file', 'scanned']);
  assert.equal(found(report, 'slow.py').length, 1, 'what other rules found is told');
});

test('the operator names them, relative to the project or absolute; no repository does', () => {
  const operator = parsePolicy('gate:\n  rules: [more, "/etc/rules@sha256:aa"]\n', 'policies/default.yml');
  assert.deepEqual(rulePlacesOf(operator, '/app'), ['/app/policies/semgrep', '/app/more', '/etc/rules@sha256:aa']);
  const { configuration, mistakes } = combine(operator, 'gate:\n  rules: []\n');
  assert.deepEqual(configuration.value('gate.rules'), ['more', '/etc/rules@sha256:aa']);
  assert.match(mistakes[0]?.text ?? '', /only the operator sets it/u);
});
