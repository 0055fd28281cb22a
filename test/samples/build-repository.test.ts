import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { git } from '#sandbox/git/run-git.ts';
import { buildRepository } from '#sandbox/samples/build-repository.ts';
import { samplePulls, sampleRepositories } from '#sandbox/samples/catalog.ts';
import { lineOf } from '#sandbox/samples/file-tree.ts';

const folder = await mkdtemp(join(tmpdir(), 'samples-'));

async function gitText(gitFolder: string, args: readonly string[]): Promise<string> {
  return (await git(gitFolder, args)).toString('utf8');
}

after(() => rm(folder, { recursive: true, force: true }));

for (const sample of sampleRepositories) {
  test(`${sample.name} is a sound git repository of believable size`, async () => {
    const { gitFolder, plan } = await buildRepository(sample, samplePulls, folder);
    await gitText(gitFolder, ['fsck', '--strict', '--no-dangling']);
    const log = (await gitText(gitFolder, ['log', '--format=%an', 'main'])).trim().split('\n');
    assert.ok(log.length >= 6 && log.length <= 12, `${log.length} commits`);
    assert.ok(new Set(log).size >= 3, 'several authors');
    const files = [...(plan.trees.get('main')?.keys() ?? [])].filter((path) => !path.includes('/message/'));
    assert.ok(files.length >= 15 && files.length <= 40, `${files.length} files written by hand`);
    assert.ok(files.includes('README.md') && files.some((path) => path.startsWith('.github/')));
    assert.ok(files.some((path) => /test/iu.test(path)));
  });

  test(`${sample.name} has the same SHAs every time`, async () => {
    const again = await mkdtemp(join(folder, 'again-'));
    const refs = async (gitFolder: string) => gitText(gitFolder, ['for-each-ref', '--format=%(refname) %(objectname)']);
    const second = await buildRepository(sample, samplePulls, again);
    assert.equal(await refs(second.gitFolder), await refs(join(folder, `${sample.name}.git`)));
  });
}

for (const pull of samplePulls) {
  test(`${pull.key}: every expected line and name is in the pull request`, async () => {
    const sample = sampleRepositories.find((candidate) => candidate.name === pull.repository);
    assert.ok(sample);
    const { gitFolder, plan } = await buildRepository(sample, samplePulls, await mkdtemp(join(folder, 'lines-')));
    const tree = plan.trees.get(pull.branch);
    assert.ok(tree);
    const changed = (await gitText(gitFolder, ['diff', '-z', '--name-only', '--no-renames', `main...${pull.branch}`])).split('\0');
    for (const path of pull.expected.named) assert.ok(changed.includes(path), path);
    for (const { path, text } of pull.expected.annotations) {
      const shown = await gitText(gitFolder, ['show', `${pull.branch}:${path}`]);
      assert.match(shown.split('\n')[lineOf(tree, path, text) - 1] ?? '', new RegExp(text.replace(/[()]/gu, String.raw`\$&`), 'u'));
    }
  });
}

test('the large pull request changes exactly 400 files', async () => {
  const large = samplePulls.find((pull) => pull.key === 'four-hundred-files');
  assert.ok(large);
  const changed = await gitText(join(folder, 'payments.git'), ['diff', '--name-only', `main...${large.branch}`]);
  assert.equal(changed.trim().split('\n').length, 400);
});
