import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Pull } from '#sandbox/state/pull.ts';
import { startSmallSandbox } from './small-sandbox.ts';
import type { SmallSandbox } from './small-sandbox.ts';

let small: SmallSandbox;
before(async () => {
  small = await startSmallSandbox();
  small.world.protectBranch(small.repository, { branch: 'main', requiredChecks: [{ context: 'gate', appId: small.app.appId }] });
});
after(() => small.close());

async function open(branch: string, path: string): Promise<Pull> {
  const { world, author, repository } = small;
  await world.pushCommit(author, repository, { branch, from: 'main', message: branch, files: [{ path, content: `${branch}\n` }] });
  return world.openPullRequest(author, repository, { title: branch, body: '', head: branch, base: 'main' });
}

/** What the check says of a commit, and the queue after it has done what follows. */
async function report(sha: string, conclusion: 'success' | 'failure'): Promise<void> {
  const { world, app, repository } = small;
  world.createCheckRun(app.app, repository, sha, 'gate', { status: 'completed', conclusion });
  await world.exclusively(() => Promise.resolve());
}

const tip = () => small.world.resolveCommit(small.repository, 'heads/main');

test('groups stand on each other; the first is merged when its own check passes, and not before', async () => {
  const { world, maintainer, repository } = small;
  const [one, two] = [await open('one', 'one.txt'), await open('two', 'two.txt')];
  const [first, second] = [await world.enqueue(maintainer, one), await world.enqueue(maintainer, two)];
  assert.equal(first.baseSha, await tip());
  assert.equal(second.baseSha, first.headSha);
  await assert.rejects(world.enqueue(maintainer, one), /already in the merge queue/);
  await assert.rejects(world.enqueue(small.reader, two), /write access/);
  await report(one.headSha, 'success');
  await report(second.headSha, 'success');
  assert.deepEqual([one.merged, two.merged], [false, false], 'the head is not the group, and the second waits for the first');
  await report(first.headSha, 'success');
  assert.deepEqual([one.merged, two.merged, one.mergeCommitSha, await tip()], [true, true, first.headSha, second.headSha]);
  assert.deepEqual(world.mergeGroupsOf(repository, 'waiting'), []);
});

test('what fails leaves, and what stood on it is built anew and asked for again', async () => {
  const { world, maintainer, received } = small;
  const [bad, good] = [await open('bad', 'bad.txt'), await open('good', 'good.txt')];
  const [failing, behind] = [await world.enqueue(maintainer, bad), await world.enqueue(maintainer, good)];
  const before = behind.headSha;
  await report(failing.headSha, 'failure');
  assert.deepEqual([failing.state, /"gate" is failing/.test(failing.reason), bad.state], ['removed', true, 'open']);
  assert.notEqual(behind.headSha, before);
  assert.equal(behind.baseSha, await tip());
  await report(behind.headSha, 'success');
  assert.equal(good.merged, true);
  await world.deliveriesSettled();
  const told = received
    .filter((one) => one.headers['x-github-event'] === 'merge_group')
    .map((one) => JSON.parse(one.body) as { action: string; reason?: string; merge_group: { head_sha: string } })
    .filter((one) => [before, failing.headSha, behind.headSha].includes(one.merge_group.head_sha))
    .map((one) => [one.action, one.reason].filter(Boolean).join(' '));
  assert.deepEqual(told, [
    'checks_requested',
    'checks_requested',
    'destroyed invalidated',
    'destroyed invalidated',
    'checks_requested',
    'destroyed merged',
  ]);
});

test('a push, a close or another base takes the pull request out', async () => {
  const { world, author, maintainer, repository } = small;
  const changes: readonly (readonly [string, (pull: Pull) => Promise<unknown>])[] = [
    ['push', () => world.pushCommit(author, repository, { branch: 'q-push', message: 'More', files: [{ path: 'more', content: 'm' }] })],
    ['close', (pull) => world.editPull(author, pull, { state: 'closed' })],
    ['retarget', (pull) => world.editPull(author, pull, { base: 'feature' })],
    ['edit of the title', (pull) => world.editPull(author, pull, { title: 'Same code' })],
  ];
  for (const [name, change] of changes) {
    const pull = await open(`q-${name.replaceAll(' ', '-')}`, `${name}.txt`);
    const group = await world.enqueue(maintainer, pull);
    await change(pull);
    await world.exclusively(() => Promise.resolve());
    assert.equal(group.state, name.startsWith('edit') ? 'waiting' : 'removed', name);
  }
});
