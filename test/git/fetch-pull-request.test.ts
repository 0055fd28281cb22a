/** Commits come into the mirror from servers that are strict, rewritten, renamed, empty or broken. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { suite, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { gitIn } from './made-repository.ts';
import { startGitServer } from './git-server.ts';
import { after, before, repositoryId, setScene, token } from './scene.ts';
import type { Scene } from './scene.ts';
import { comparePullRequest } from '#src/git/compare-pull-request.ts';
import { fetchPullRequest } from '#src/git/fetch-pull-request.ts';
import type { WantedCommits } from '#src/git/fetch-pull-request.ts';
import { GitError } from '#src/git/git-error.ts';
import type { GitFailure } from '#src/git/git-error.ts';
import { openMirror } from '#src/git/mirror.ts';

const paths = async (scene: Scene, want: WantedCommits = scene.want): Promise<readonly string[]> =>
  (await comparePullRequest(await openMirror(scene.mirrors, repositoryId), scene.remote, want)).files.map(({ path }) => path);
const fails = (reason: GitFailure) => (error: unknown) => error instanceof GitError && error.reason === reason && error.retryable;

suite('a server that hands out ids', () => {
  test('both commits come in one fetch, and are not fetched again', async () => {
    await using scene = await setScene();
    assert.deepEqual(await paths(scene), ['src/cart.py', 'src/new.py']);
    const { length } = scene.server.requests;
    assert.deepEqual(await paths(scene), ['src/cart.py', 'src/new.py']);
    assert.equal(scene.server.requests.length, length);
  });

  test('the base was replaced by a force push: its commit still counts while the server has it', async () => {
    await using scene = await setScene();
    scene.origin.setRef('refs/heads/main', scene.origin.commit([{ path: 'other.py', content: 'x\n' }]));
    assert.deepEqual(await paths(scene), ['src/cart.py', 'src/new.py']);
  });

  test('a pull request without changes has no files', async () => {
    await using scene = await setScene();
    const same = scene.origin.commit(before, [scene.want.baseSha]);
    scene.origin.setRef('refs/pull/5/head', same);
    assert.deepEqual(await paths(scene, { ...scene.want, headSha: same }), []);
    assert.deepEqual(await paths(scene, { ...scene.want, headSha: scene.want.baseSha }), []);
  });

  test('unrelated histories: everything is new', async () => {
    await using scene = await setScene();
    const alone = scene.origin.commit(after);
    scene.origin.setRef('refs/pull/5/head', alone);
    assert.deepEqual(await paths(scene, { ...scene.want, headSha: alone }), ['README.md', 'src/cart.py', 'src/new.py']);
  });
});

suite('a server that hands out only what it advertises', () => {
  const strict = async (): Promise<Scene> => {
    const scene = await setScene();
    scene.server.manners = { onlyAdvertised: true };
    return scene;
  };

  test('the head by the ref of the pull request, the base by its branch', async () => {
    await using scene = await strict();
    scene.origin.setRef('refs/heads/main', scene.origin.commit(before, [scene.want.baseSha], 'Moved on'));
    assert.deepEqual(await paths(scene), ['src/cart.py', 'src/new.py']);
  });

  test('a head that has moved on is found below the new one', async () => {
    await using scene = await strict();
    scene.origin.setRef('refs/pull/5/head', scene.origin.commit(before, [scene.want.headSha], 'Undo'));
    assert.deepEqual(await paths(scene), ['src/cart.py', 'src/new.py']);
  });

  test('a head that a force push replaced is an error that passes, and the mirror stays usable', async () => {
    await using scene = await strict();
    const replaced = scene.origin.commit(after, [scene.want.baseSha], 'Instead');
    scene.origin.setRef('refs/pull/5/head', replaced);
    await assert.rejects(paths(scene), fails('not-offered'));
    assert.deepEqual(await paths(scene, { ...scene.want, headSha: replaced }), ['src/cart.py', 'src/new.py']);
  });

  test('a base that a force push swept away: the branch as it is now takes its place', async () => {
    await using scene = await strict();
    const root = scene.origin.git(['rev-parse', `${scene.want.baseSha}^`]).trim();
    scene.origin.setRef('refs/heads/main', scene.origin.commit([{ path: 'README.md', content: '# New\n' }], [root], 'Rewritten'));
    // Fetched as part of the head's history, it would still be there.
    const apart = scene.origin.commit(after, [root], 'On the old root');
    scene.origin.setRef('refs/pull/5/head', apart);
    assert.deepEqual(await paths(scene, { ...scene.want, headSha: apart }), ['src/cart.py', 'src/new.py']);
    const mirror = await openMirror(scene.mirrors, repositoryId);
    const { baseSha } = await fetchPullRequest(mirror, scene.remote, { ...scene.want, headSha: apart });
    assert.equal(baseSha, scene.origin.git(['rev-parse', 'main']).trim());
  });

  test('a branch whose name git would never make is not asked for', async () => {
    await using scene = await strict();
    scene.origin.setRef('refs/heads/main', undefined);
    for (const baseRef of ['', 'a b', 'main:refs/heads/evil', '-u', '--upload-pack=touch x', '../../x', 'a*', 'x\ny', '@{-1}', 'é"\'$(id)'])
      await assert.rejects(paths(scene, { ...scene.want, number: 6, headSha: 'c'.repeat(40), baseRef }), fails('not-offered'), baseRef);
    assert.equal(gitIn((await openMirror(scene.mirrors, repositoryId)).gitDir, ['for-each-ref']).includes('evil'), false);
  });
});

suite('a server that is not itself', () => {
  test('a repository without commits, and one that was emptied', async () => {
    await using scene = await setScene();
    await paths(scene);
    scene.origin.setRef('refs/pull/5/head', undefined);
    scene.origin.setRef('refs/heads/main', undefined);
    scene.origin.git(['reflog', 'expire', '--expire=now', '--all']);
    scene.origin.git(['prune', '--expire=now']);
    await assert.rejects(paths(scene, { ...scene.want, headSha: 'd'.repeat(40) }), fails('not-offered'));
    // What the mirror has already is still good.
    assert.deepEqual(await paths(scene), ['src/cart.py', 'src/new.py']);
  });

  for (const [status, reason] of [
    [404, 'no-repository'],
    [410, 'no-repository'],
    [401, 'unreachable'],
    [403, 'unreachable'],
    [503, 'unreachable'],
  ] as const)
    test(`answers ${status}, and later the commits`, async () => {
      await using scene = await setScene();
      scene.server.manners = { status };
      await assert.rejects(paths(scene), fails(reason));
      scene.server.manners = {};
      assert.deepEqual(await paths(scene), ['src/cart.py', 'src/new.py']);
    });

  test('a redirect is not followed, so the token goes nowhere else', async () => {
    await using scene = await setScene();
    await using elsewhere = await startGitServer(scene.origin.folder);
    scene.server.manners = { status: 301, location: `${elsewhere.url}/info/refs?service=git-upload-pack` };
    await assert.rejects(paths(scene), (error: unknown) => error instanceof GitError && error.retryable);
    assert.equal(elsewhere.requests.length, 0);
    const [request] = scene.server.requests;
    assert.equal(request?.authorization, `Basic ${Buffer.from(`x-access-token:${token}`).toString('base64')}`);
  });

  test('the pack breaks off: the next attempt has everything', async () => {
    await using scene = await setScene();
    scene.server.manners = { pack: { bytes: 120, ending: 'hang-up' } };
    await assert.rejects(paths(scene), fails('unreachable'));
    scene.server.manners = {};
    assert.deepEqual(await paths(scene), ['src/cart.py', 'src/new.py']);
  });

  test('it stands still: the fetch ends in time, and no process is left', async () => {
    await using scene = await setScene();
    scene.server.manners = { pack: { bytes: 120, ending: 'stand-still' } };
    const mirror = await openMirror(scene.mirrors, repositoryId);
    await assert.rejects(fetchPullRequest(mirror, { ...scene.remote, stallSeconds: 1 }, scene.want), fails('unreachable'));
    await assert.rejects(fetchPullRequest(mirror, { ...scene.remote, fetchMilliseconds: 700 }, scene.want), fails('timeout'));
    const called = new AbortController();
    setTimeout(() => called.abort(new Error('Stopping.')), 500);
    await assert.rejects(fetchPullRequest(mirror, scene.remote, scene.want, called.signal), /Stopping/u);
    await sleep(200);
    assert.deepEqual(processesAt(scene.server.url), []);
    scene.server.manners = {};
    assert.deepEqual(await paths(scene), ['src/cart.py', 'src/new.py']);
  });

  test('what is no commit id never reaches git', async () => {
    await using scene = await setScene();
    for (const headSha of ['--upload-pack=touch x', 'main', `${'a'.repeat(40)}\n`, '', 'A'.repeat(40)])
      await assert.rejects(paths(scene, { ...scene.want, headSha }), (error: unknown) => error instanceof GitError && !error.retryable);
    assert.equal(scene.server.requests.length, 0);
  });
});

function processesAt(url: string): readonly string[] {
  const commands = readdirSync('/proc')
    .filter((name) => /^\d+$/u.test(name))
    .map((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
      } catch {
        return '';
      }
    });
  return commands.filter((command) => command.includes(url));
}
