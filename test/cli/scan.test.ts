import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import { z } from 'zod';
import { sarifShape } from '#test/gate/sarif-shape.ts';
import { countersign, injectedShop, newFolder, newRepository, safeShop } from './run-cli.ts';

const Document = z.object({
  base: z.string().nullable(),
  merge_base_sha: z.string().nullable(),
  conclusion: z.string(),
  findings: z.array(z.object({ rule: z.string(), blocks: z.boolean(), path: z.string(), start_line: z.number() })),
  unchecked: z.array(z.object({ path: z.string() })),
  scanned: z.array(z.string()),
  outside: z.array(z.string()),
  set_aside: z.array(z.object({ path: z.string(), reason: z.string() })),
  left_out: z.array(z.string()),
  failed: z.boolean(),
});

async function scanned(args: readonly string[]) {
  const run = await countersign(['scan', ...args, '--json']);
  return { ...run, document: Document.parse(JSON.parse(run.stdout === '' ? 'null' : run.stdout)) };
}

const injected = newRepository({ 'shop/api.py': safeShop, 'old.py': injectedShop }, { 'shop/api.py': injectedShop });

suite('countersign scan', () => {
  test('a folder: every finding counts; links and pipes are not followed, installed packages are named', async () => {
    const folder = newFolder('scan');
    for (const below of ['src', '.git', 'web/node_modules/x', 'tests']) mkdirSync(join(folder, below), { recursive: true });
    writeFileSync(join(folder, 'src/api.py'), injectedShop);
    writeFileSync(join(folder, 'tests/test_api.py'), injectedShop);
    writeFileSync(join(folder, 'web/node_modules/x/a.py'), injectedShop);
    writeFileSync(join(folder, '.git/a.py'), injectedShop);
    writeFileSync(join(folder, 'notes.txt'), 'eval\n');
    symlinkSync('/etc/passwd', join(folder, 'src/latest'));
    execFileSync('mkfifo', [join(folder, 'src/pipe.py')]);
    writeFileSync(Buffer.concat([Buffer.from(`${folder}/src/x`), Buffer.from([0xff]), Buffer.from('.py')]), injectedShop);
    const { code, document, stderr } = await scanned([folder]);
    assert.equal(code, 1, stderr);
    assert.deepEqual(
      document.findings.map((one) => `${one.path}:${one.start_line} ${one.rule}`),
      ['src/api.py', 'src/x\uFFFD.py', 'tests/test_api.py'].map((path) => `${path}:11 python-sql-injection`),
    );
    assert.deepEqual(document.left_out, ['.git', 'web/node_modules']);
    assert.deepEqual(
      document.set_aside.map((one) => one.path),
      ['src/latest'],
    );
    assert.deepEqual([document.outside, document.base, document.unchecked], [['notes.txt'], null, []]);
    const shown = await countersign(['scan', folder]);
    assert.equal(shown.code, 1);
    assert.match(shown.stdout, /src\/api\.py:11 {2}error, blocks {2}python-sql-injection/u);
    assert.match(shown.stdout, /3 findings that fail, 0 worth a look; 0 files that could not be checked; 3 files scanned with \d+ rules/u);
    assert.equal((await countersign(['scan', folder, '--fail-on', 'never'])).code, 0);
  });

  test('a range: only what the branch adds, exit code by what fails, and the same as SARIF', async () => {
    const { code, document } = await scanned([injected, '--base', 'main']);
    assert.equal(code, 1);
    assert.deepEqual(
      document.findings.map((one) => [one.rule, one.path, one.blocks]),
      [['python-sql-injection', 'shop/api.py', true]],
    );
    assert.deepEqual([document.base, document.failed], ['main', true]);
    const fixed = await scanned([injected, '--base', 'topic', '--head', 'main']);
    assert.deepEqual([fixed.code, fixed.document.conclusion], [0, 'success']);
    const sarif = await countersign(['scan', injected, '--base=main', '--sarif']);
    assert.equal(sarif.code, 1);
    const ajv = new Ajv({ strict: true });
    formats.default(ajv);
    const fits = ajv.compile(sarifShape);
    assert.ok(fits(JSON.parse(sarif.stdout)), JSON.stringify(fits.errors));
    assert.match(sarif.stdout, /"ruleId": "python-sql-injection"/u);
    assert.match(sarif.stdout, /"codeFlows"/u);
  });

  test('an unscannable file fails; an empty folder does not; mistakes are told', async () => {
    const folder = newFolder('odd');
    writeFileSync(join(folder, 'A.java'), 'class A { void f() { %%% ( \n} }');
    const odd = await scanned([folder]);
    assert.deepEqual([odd.code, odd.document.unchecked], [1, [{ path: 'A.java' }]]);
    const empty = await scanned([newFolder('empty')]);
    assert.deepEqual([empty.code, empty.document.conclusion, empty.document.scanned], [0, 'success', []]);
    const mistakes: readonly (readonly [readonly string[], RegExp])[] = [
      [[join(folder, 'absent')], /There is no folder/u],
      [[folder, '--base', 'main'], /is not in a git repository/u],
      [[injected, '--base', 'mian'], /Did you mean main\?/u],
      [[folder, folder], /was not expected/u],
      [[folder, '--json', '--sarif'], /two forms of the same answer/u],
      [[folder, '--fail-on', 'all'], /--fail-on must be/u],
    ];
    for (const [args, told] of mistakes) {
      const run = await countersign(['scan', ...args]);
      assert.equal(run.code, 2, run.stdout);
      assert.match(run.stderr, told);
      assert.equal(run.stdout, '');
    }
  });
});
