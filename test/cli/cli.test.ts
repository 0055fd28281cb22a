import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { nearNames } from '#src/verbs/near-names.ts';
import { countersign, newFolder, root, runProgram } from './run-cli.ts';

suite('countersign', () => {
  test('--help tells the verbs, and each verb its options', async () => {
    const overall = await countersign(['--help']);
    assert.equal(overall.code, 0);
    const verbs = [...overall.stdout.matchAll(/^ {2}(\w+) {2,}/gmu)].map((match) => match[1] ?? '');
    assert.deepEqual(verbs, ['doctor', 'review', 'scan', 'index', 'ask', 'notes', 'audit', 'eval', 'demo']);
    for (const verb of verbs) {
      const run = await countersign([verb, '--help']);
      assert.equal(run.code, 0, run.stderr);
      assert.match(run.stdout, verb === 'demo' ? /--repo/u : new RegExp(`^usage: countersign ${verb}`, 'u'));
    }
  });

  test('an unknown verb, and none at all: the nearest is named, exit code 2', async () => {
    const typo = await countersign(['reveiw', '--repo', '.']);
    assert.deepEqual([typo.code, typo.stdout], [2, '']);
    assert.match(typo.stderr, /does not know "reveiw"\. Did you mean review\?/u);
    assert.equal((await countersign([])).code, 2);
    assert.equal((await countersign(['constructor'])).code, 2);
  });

  test('near names', () => {
    assert.deepEqual(nearNames('docter', ['doctor', 'review', 'demo']), ['doctor']);
    assert.deepEqual(nearNames('x', ['doctor', 'review']), []);
    assert.deepEqual(nearNames('feature', ['main', 'feature/login', 'feature/search']), ['feature/login', 'feature/search']);
  });

  test('the program works through a link, from any folder, and passes the exit code on', async () => {
    const { bin } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { bin: { countersign: string } };
    const link = join(newFolder('bin'), 'countersign');
    symlinkSync(join(root, bin.countersign), link);
    const elsewhere = newFolder('elsewhere');
    const help = await runProgram(link, ['review', '--help'], { cwd: elsewhere });
    assert.equal(help.code, 0, help.stderr);
    assert.match(help.stdout, /^usage: countersign review/u);
    assert.equal(help.stderr, '');
    const wrong = await runProgram(link, ['review', '--nope'], { cwd: elsewhere });
    assert.equal(wrong.code, 2);
    // It is the file that any Node has to read.
    assert.equal(execFileSync(process.execPath, ['--check', join(root, bin.countersign)], { encoding: 'utf8' }), '');
  });
});
