import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { cloneLocal } from '#sandbox/demo/clone-local.ts';
import { DemoProblem } from '#sandbox/demo/demo-problem.ts';

const root = mkdtempSync(join(tmpdir(), 'clone-local-'));
after(() => rmSync(root, { recursive: true, force: true }));

const identity = { GIT_AUTHOR_NAME: 'A', GIT_AUTHOR_EMAIL: 'a@b', GIT_COMMITTER_NAME: 'A', GIT_COMMITTER_EMAIL: 'a@b' };

function git(folder: string, ...args: string[]): string {
  const env = { PATH: process.env['PATH'], GIT_CONFIG_GLOBAL: '/dev/null', ...identity };
  return execFileSync('git', ['-C', folder, ...args], { env, encoding: 'utf8' });
}

/** `main` with one commit, `topic` with one more, `other` at `main`, `island` with no history in common. */
function sourceRepository(name: string): string {
  const folder = join(root, name);
  mkdirSync(folder);
  git(folder, 'init', '--quiet', '--initial-branch=main');
  git(folder, 'commit', '--quiet', '--allow-empty', '-m', 'First');
  git(folder, 'branch', 'other');
  git(folder, 'switch', '--quiet', '-c', 'topic');
  writeFileSync(join(folder, 'a.txt'), 'a\n');
  git(folder, 'add', 'a.txt');
  git(folder, 'commit', '--quiet', '-m', 'Add a');
  git(folder, 'branch', 'island', git(folder, 'commit-tree', '-m', 'Alone', 'HEAD^{tree}').trim());
  return folder;
}

function scratch(): string {
  return mkdtempSync(join(root, 'scratch-'));
}

/** Every file with its size and time: nothing of it may change. */
function fingerprint(folder: string): readonly string[] {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  return paths.map((path) => `${path} ${statSync(join(folder, path)).size} ${statSync(join(folder, path)).mtimeMs}`);
}

async function problem(path: string, options: { base?: string; head?: string } = {}): Promise<string> {
  try {
    await cloneLocal({ path, base: options.base, head: options.head }, scratch());
  } catch (error) {
    assert.ok(error instanceof DemoProblem, String(error));
    return error.message;
  }
  return assert.fail('expected a problem');
}

test('copies two branches, obeys no hook and writes nothing', async () => {
  const folder = sourceRepository('my project');
  const marker = join(root, 'hook-ran');
  for (const hook of ['post-checkout', 'pre-receive', 'reference-transaction', 'fsmonitor']) {
    writeFileSync(join(folder, '.git', 'hooks', hook), `#!/bin/sh\ntouch '${marker}'\n`);
    chmodSync(join(folder, '.git', 'hooks', hook), 0o755);
  }
  git(folder, 'config', 'core.fsmonitor', join(folder, '.git', 'hooks', 'fsmonitor'));
  git(folder, 'config', 'uploadpack.packObjectsHook', join(folder, '.git', 'hooks', 'fsmonitor'));
  rmSync(marker, { force: true });
  const before = fingerprint(folder);
  const clone = await cloneLocal({ path: folder, base: undefined, head: undefined }, scratch());
  assert.deepEqual([clone.name, clone.base, clone.head, clone.title], ['my-project', 'main', 'topic', 'Add a']);
  assert.deepEqual(git(clone.gitFolder, 'for-each-ref', '--format=%(refname)').trim().split('\n'), ['refs/heads/main', 'refs/heads/topic']);
  assert.equal(git(clone.gitFolder, 'show', 'topic:a.txt'), 'a\n');
  assert.deepEqual(fingerprint(folder), before);
  assert.ok(!existsSync(marker));
});

test('what a person can set right is told', async () => {
  const folder = sourceRepository('second');
  assert.match(await problem(join(root, 'nowhere')), /not a folder/u);
  assert.match(await problem(scratch()), /not a git repository/u);
  assert.match(await problem(folder, { head: 'topci' }), /Did you mean: topic/u);
  assert.match(await problem(folder, { head: 'main' }), /both main/u);
  assert.match(await problem(folder, { head: 'other' }), /no commits that main lacks/u);
  assert.match(await problem(folder, { head: 'island' }), /no common ancestor\. Choose/u);
  const empty = join(root, 'empty');
  mkdirSync(empty);
  git(empty, 'init', '--quiet');
  assert.match(await problem(empty), /no commits/u);
});

test('a shallow clone without the common ancestor says how to get it', async () => {
  const folder = sourceRepository('deep');
  git(folder, 'switch', '--quiet', 'main');
  git(folder, 'commit', '--quiet', '--allow-empty', '-m', 'Second');
  const shallow = join(root, 'shallow');
  execFileSync('git', ['clone', '--quiet', '--depth=1', '--no-single-branch', `file://${folder}`, shallow], { stdio: 'ignore' });
  assert.match(await problem(shallow, { base: 'main', head: 'topic' }), /git fetch --unshallow/u);
});

test('several commits: the title comes from the branch', async () => {
  const folder = sourceRepository('third');
  git(folder, 'switch', '--quiet', '-c', 'feature/search_by-name');
  git(folder, 'commit', '--quiet', '--allow-empty', '-m', 'More');
  assert.equal((await cloneLocal({ path: folder, base: 'main', head: undefined }, scratch())).title, 'Search by name');
});
