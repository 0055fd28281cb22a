/** GitHub's answer about a person, whatever it is (T56, T60, T64). */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { GitHubError } from '#src/github/github-error.ts';
import { readPermission } from '#src/github/permission.ts';
import type { Repository } from '#src/github/repository.ts';

const ada = { id: 7, login: 'ada' };

/** One answer of GET /repos/{owner}/{repo}/collaborators/{username}/permission, as GitHub documents it. */
function answering(answer: () => object): Repository {
  const getCollaboratorPermissionLevel = () => Promise.resolve().then(() => ({ data: answer() }));
  return {
    owner: 'o',
    repo: 'r',
    id: 1,
    installationId: 1,
    octokit: { rest: { repos: { getCollaboratorPermissionLevel } } } as unknown as Repository['octokit'],
  };
}
const failing = (status: number): Repository =>
  answering(() => {
    throw new GitHubError('no', { status, retryable: false, ambiguous: false, cause: undefined });
  });

suite('a person’s permission', () => {
  test('each role by its own name; a custom role as the one that it is built on', async () => {
    const cases: readonly (readonly [string, string, string])[] = [
      ['read', 'read', 'read'],
      ['read', 'triage', 'triage'],
      ['write', 'write', 'write'],
      ['write', 'maintain', 'maintain'],
      ['admin', 'admin', 'admin'],
      ['none', 'none', 'none'],
      ['write', 'security-lead', 'write'],
      ['read', 'Administrator', 'read'],
      ['a level of next year', 'a role of next year', 'none'],
    ];
    for (const [permission, role_name, expected] of cases)
      assert.equal(
        await readPermission(
          answering(() => ({ permission, role_name, user: { id: 7 } })),
          ada,
        ),
        expected,
        role_name,
      );
  });

  test('a login that somebody else has now, a ghost, a suspended or deleted person: none', async () => {
    assert.equal(
      await readPermission(
        answering(() => ({ permission: 'admin', role_name: 'admin', user: { id: 8 } })),
        ada,
      ),
      'none',
    );
    assert.equal(
      await readPermission(
        answering(() => ({ permission: 'admin', role_name: 'admin', user: null })),
        ada,
      ),
      'none',
    );
    assert.equal(await readPermission(failing(404), ada), 'none');
  });

  test('any other failure is no answer: whoever asks denies', async () => {
    for (const status of [401, 403, 429, 500, 502]) await assert.rejects(readPermission(failing(status), ada), `${status}`);
  });
});
