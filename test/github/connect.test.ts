/** The manners of every call: deadlines that hold, repeats only where nothing can happen twice, tokens for one repository. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { startSmallApp, timeoutMilliseconds } from './small-app.ts';
import { STORE } from '#test/sandbox/small-sandbox.ts';
import { GitHubError, isGone } from '#src/github/github-error.ts';
import { readPermission } from '#src/github/permission.ts';
import { readPullRequest } from '#src/github/read-pull-request.ts';
import { openRepository } from '#src/github/repository.ts';

suite('calls to GitHub', () => {
  test('a call that is never answered ends at its deadline, is sent again, and can be called off', async () => {
    await using app = await startSmallApp();
    app.setFault({ method: 'GET', path: '/repos/*/*/pulls/*', effect: { kind: 'hang' }, times: 1 });
    const begun = Date.now();
    assert.equal((await readPullRequest(app.repository, 1)).number, 1);
    assert.ok(Date.now() - begun < timeoutMilliseconds * 8);
    app.setFault({ method: 'GET', path: '/repos/*/*/pulls/*', effect: { kind: 'hang' } });
    const called = new AbortController();
    setTimeout(() => called.abort(new Error('Called off.')), 100);
    const request = { signal: called.signal };
    await assert.rejects(app.repository.octokit.rest.pulls.get({ ...STORE, pull_number: 1, request }), /Called off/u);
    await assert.rejects(readPullRequest(app.repository, 1), (error: unknown) => {
      return error instanceof GitHubError && error.status === undefined && error.retryable && error.ambiguous;
    });
  });

  test('reads are sent again after a passing fault, and not after a refusal', async () => {
    await using app = await startSmallApp();
    app.setFault({ method: 'GET', path: '/repos/*/*/pulls/*', effect: { kind: 'status', status: 502 }, times: 2 });
    assert.equal((await readPullRequest(app.repository, 1)).number, 1);
    app.setFault({ method: 'GET', path: '/repos/*/*/pulls/*', effect: { kind: 'status', status: 410 }, times: 1 });
    app.sent();
    await assert.rejects(readPullRequest(app.repository, 1), (error: unknown) => isGone(error) && !(error as GitHubError).retryable);
    assert.equal(app.sent().length, 1);
  });

  test('a JSON body that broke off is no answer', async () => {
    await using app = await startSmallApp();
    const headers = { 'content-type': 'application/json; charset=utf-8' };
    app.setFault({
      method: 'GET',
      path: '/repos/*/*/pulls/*',
      effect: { kind: 'status', status: 200, headers, body: '{"number": 1, "tit' },
      times: 1,
    });
    assert.equal((await readPullRequest(app.repository, 1)).title, 'Cart');
  });

  test('minting fails for a moment, and for good: the call it was for is neither gone nor in doubt', async () => {
    await using app = await startSmallApp();
    const minting = { method: 'POST', path: '/app/installations/*/access_tokens' };
    app.setFault({ ...minting, effect: { kind: 'status', status: 503 }, times: 2 });
    assert.equal((await readPullRequest(await app.reopen(), 1)).number, 1);
    app.setFault({ ...minting, effect: { kind: 'status', status: 404 } });
    await assert.rejects(
      app.reopen(),
      (error: unknown) => error instanceof GitHubError && !isGone(error) && !error.retryable && !error.ambiguous,
    );
  });

  test('a token reaches its repository alone', async () => {
    await using app = await startSmallApp();
    await app.small.world.createRepository({ owner: 'shop', name: 'other', private: true });
    await assert.rejects(app.repository.octokit.rest.repos.get({ owner: 'shop', repo: 'other' }), isGone);
    const git = await app.github.gitToken(app.small.installation.id, app.small.repository.id);
    const headers = { authorization: `token ${git}` };
    const made = await fetch(`${app.small.sandbox.url}/api/v3/repos/shop/store/issues/1/comments`, {
      method: 'POST',
      headers,
      body: '{"body":"x"}',
    });
    assert.equal(made.status, 403);
  });

  test('a repository under a name that is not its own is found by its id', async () => {
    await using app = await startSmallApp();
    const other = await app.small.world.createRepository({ owner: 'shop', name: 'other' });
    assert.notEqual(other.id, app.repository.id);
    for (const repo of ['other', 'gone']) {
      const opened = await openRepository(app.github, app.small.installation.id, app.repository.id, { owner: 'shop', repo });
      assert.equal(opened.repo, 'store');
    }
    await assert.rejects(openRepository(app.github, app.small.installation.id, 424_242, undefined), GitHubError);
  });

  test('permission is of the person with this id, and a failed look-up is no permission', async () => {
    await using app = await startSmallApp();
    const { maintainer, reader, outsider } = app.small;
    assert.equal(await readPermission(app.repository, maintainer.user), 'admin');
    assert.equal(await readPermission(app.repository, reader.user), 'read');
    assert.equal(await readPermission(app.repository, { id: outsider.user.id, login: maintainer.user.login }), 'none');
    assert.equal(await readPermission(app.repository, { id: 1, login: 'nobody-here' }), 'none');
    app.setFault({ method: 'GET', path: '/repos/*/*/collaborators/*/permission', effect: { kind: 'status', status: 403 } });
    await assert.rejects(readPermission(app.repository, maintainer.user), GitHubError);
  });
});
