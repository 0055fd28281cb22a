/** Pull requests found again by the commit at their head: check events of forks name none. */
import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { startTestDatabase } from './test-database.ts';
import type { TestDatabase } from './test-database.ts';
import type { PullRequest } from '#src/pull-request.ts';
import { findPullsAtHead, notePullRequest } from '#src/records/pull-requests.ts';

const pull = (number: number, headSha: string, changes: Partial<PullRequest> = {}): PullRequest => ({
  installationId: 1,
  repositoryId: 900,
  number,
  owner: 'shop',
  repo: 'store',
  title: '',
  body: '',
  author: { id: 1, login: 'ada', kind: 'user' },
  state: 'open',
  draft: false,
  headSha,
  headRef: 'fork-branch',
  baseSha: 'a'.repeat(40),
  baseRef: 'main',
  htmlUrl: '',
  ...changes,
});

suite('pull requests at a head', () => {
  let started: TestDatabase;
  before(async () => {
    started = await startTestDatabase();
  });
  after(() => started[Symbol.asyncDispose]());

  test('all open ones of the repository that stand at this commit now, and no others', async () => {
    const { database } = started;
    const [one, two] = ['1'.repeat(40), '2'.repeat(40)];
    for (const known of [pull(2, one), pull(1, one), pull(3, two), pull(4, one, { state: 'closed' }), pull(5, one, { repositoryId: 901 })])
      await notePullRequest(database, known);
    assert.deepEqual(await findPullsAtHead(database, 900, one), [{ number: 1 }, { number: 2 }]);
    await notePullRequest(database, pull(1, two));
    assert.deepEqual(await findPullsAtHead(database, 900, one), [{ number: 2 }]);
    assert.deepEqual(await findPullsAtHead(database, 900, two), [{ number: 1 }, { number: 3 }]);
    assert.deepEqual(await findPullsAtHead(database, 900, 'f'.repeat(40)), []);
  });
});
