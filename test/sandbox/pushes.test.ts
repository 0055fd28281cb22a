import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Pull } from '#sandbox/state/pull.ts';
import type { SmallSandbox } from './small-sandbox.ts';
import { startSmallSandbox, STORE } from './small-sandbox.ts';

let small: SmallSandbox;
before(async () => void (small = await startSmallSandbox()));
after(() => small.close());

async function open(branch: string): Promise<Pull> {
  const { world, repository, author } = small;
  await world.pushCommit(author, repository, { branch, from: 'main', message: branch, files: [{ path: branch, content: branch }] });
  return world.openPullRequest(author, repository, { title: branch, head: branch, base: 'main' });
}

const actionsOf = (pull: Pull): (string | null)[] =>
  [...small.world.records.deliveries.values()]
    .filter((one) => one.event === 'pull_request' && (JSON.parse(one.body) as { number: number }).number === pull.number)
    .map((one) => one.action);

test('a prepared commit waits, then moves the head like any push', async () => {
  const { world, author, reader } = small;
  const pull = await open('prepared');
  const head = pull.headSha;
  const prepared = await world.prepareCommit(pull, 'Fix it', [{ path: 'prepared', content: 'fixed' }]);
  assert.equal(pull.headSha, head);
  await assert.rejects(world.pushPrepared(reader, pull, prepared), /write access/);
  await world.pushPrepared(author, pull, prepared);
  assert.deepEqual([pull.headSha, pull.commits, prepared.pushed], [prepared.sha, 2, true]);
  await assert.rejects(world.pushPrepared(author, pull, prepared), /pushed before/);
  assert.deepEqual(actionsOf(pull), ['opened', 'synchronize']);
});

test('a head that the base has taken up by a push is merged; a deleted head branch closes', async () => {
  const { world, repository, maintainer } = small;
  const taken = await open('taken');
  const deleted = await open('deleted');
  await world.pushBranch(maintainer, repository, 'main', taken.headSha);
  await world.pushBranch(maintainer, repository, 'deleted', null);
  assert.deepEqual([taken.merged, taken.state], [true, 'closed']);
  assert.deepEqual([deleted.merged, deleted.state], [false, 'closed']);
  assert.deepEqual(
    [actionsOf(taken), actionsOf(deleted)],
    [
      ['opened', 'closed'],
      ['opened', 'closed'],
    ],
  );
});

test('conflicts are seen when the base moves, and go when the head follows', async () => {
  const { world, repository, maintainer, author } = small;
  const pull = await open('conflict');
  await world.pushCommit(maintainer, repository, { branch: 'main', message: 'mine', files: [{ path: 'conflict', content: 'mine' }] });
  const { data: dirty } = await small.bot.rest.pulls.get({ ...STORE, pull_number: pull.number });
  assert.deepEqual([dirty.mergeable, dirty.mergeable_state], [false, 'dirty']);
  assert.equal((await world.mergeDecision(pull)).allowed, false);
  await world.pushCommit(author, repository, { branch: 'conflict', message: 'yours', files: [{ path: 'conflict', content: 'mine' }] });
  assert.equal((await world.mergeDecision(pull)).allowed, true);
});

test('a pull request from a fork: its head comes along, and pushes to the fork move it', async () => {
  const { world, repository, outsider, bot } = small;
  const fork = await world.createRepository({ owner: outsider.user.login, name: 'store', forkOf: repository });
  await world.pushCommit(outsider, fork, { branch: 'theirs', from: 'main', message: 'Theirs', files: [{ path: 'theirs', content: '1' }] });
  const pull = await world.openPullRequest(outsider, repository, { title: 'Theirs', head: 'theirs', headRepository: fork, base: 'main' });
  const { data: files } = await bot.rest.pulls.listFiles({ ...STORE, pull_number: pull.number });
  assert.deepEqual(
    files.map((file) => file.filename),
    ['theirs'],
  );
  const sha = await world.pushCommit(outsider, fork, { branch: 'theirs', message: 'More', files: [{ path: 'theirs', content: '2' }] });
  const { data: now } = await bot.rest.pulls.get({ ...STORE, pull_number: pull.number });
  assert.deepEqual([now.head.sha, now.head.repo?.full_name, now.base.repo.full_name], [sha, 'oto/store', 'shop/store']);
  const { data: run } = await bot.rest.checks.create({ ...STORE, name: 'x', head_sha: sha });
  assert.deepEqual(run.pull_requests, [], 'GitHub does not name forks there');
});

test('many operations at once lose nothing', async () => {
  const { world, repository, author } = small;
  const pull = await open('busy');
  const before = actionsOf(pull).length;
  await Promise.all(
    Array.from({ length: 8 }, (_, index) =>
      world.pushCommit(author, repository, { branch: 'busy', message: `${index}`, files: [{ path: `busy-${index}`, content: 'x' }] }),
    ),
  );
  assert.deepEqual([pull.commits, pull.changedFiles], [9, 9]);
  assert.equal(actionsOf(pull).length - before, 8);
  await world.deliveriesSettled();
  assert.equal(
    [...world.records.deliveries.values()].every((one) => one.status === 'OK'),
    true,
  );
});
