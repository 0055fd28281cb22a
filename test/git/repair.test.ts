/** A mirror is only a cache: whatever a crash or a bad disk did to it, the next comparison is right. */
import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { suite, test } from 'node:test';
import { repositoryId, setScene } from './scene.ts';
import type { Scene } from './scene.ts';
import { comparePullRequest } from '#src/git/compare-pull-request.ts';
import { GitError } from '#src/git/git-error.ts';
import { openMirror, renewMirror } from '#src/git/mirror.ts';
import { readBlobs } from '#src/git/read-blobs.ts';
import type { Comparison } from '#src/pull-request.ts';

const compare = async (scene: Scene, mirrors = scene.mirrors): Promise<Comparison> =>
  await comparePullRequest(await openMirror(mirrors, repositoryId), scene.remote, scene.want);

/** Compares, and reads what the comparison names. */
async function assertRight(scene: Scene, told: string, mirrors = scene.mirrors): Promise<void> {
  const { files } = await compare(scene, mirrors);
  assert.deepEqual(
    files.map(({ path }) => path),
    ['src/cart.py', 'src/new.py'],
    told,
  );
  const blobs = await readBlobs(
    await openMirror(mirrors, repositoryId),
    files.map(({ headBlob }) => headBlob ?? ''),
  );
  assert.deepEqual([...blobs.values()].map(String), ['one\ntwo, changed\nthree\n', 'print(1)\n'], told);
}

const damages: Readonly<Record<string, (path: string) => void>> = {
  lost: (path) => rmSync(path, { recursive: true }),
  'cut off': (path) => truncateSync(path, 3),
  emptied: (path) => truncateSync(path, 0),
  overwritten: (path) => {
    rmSync(path, { force: true });
    writeFileSync(path, 'garbage\n'.repeat(40));
  },
};

suite('a mirror made anew where needed', () => {
  for (const loose of [true, false])
    test(`each of its files lost, cut off, emptied or overwritten (${loose ? 'loose objects' : 'one pack'})`, async () => {
      await using scene = await setScene();
      await assertRight(scene, 'whole');
      const gitDir = join(scene.mirrors, `${repositoryId}.git`);
      if (!loose) {
        // As a fetch of many objects leaves them.
        rmSync(gitDir, { recursive: true });
        scene.origin.git(['repack', '-a', '-d', '-q']);
        await openMirror(scene.mirrors, repositoryId);
        cpSync(join(scene.origin.folder, 'objects'), join(gitDir, 'objects'), { recursive: true });
        await assertRight(scene, 'packed');
      }
      const files = readdirSync(gitDir, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => relative(gitDir, join(entry.parentPath, entry.name)))
        .filter((path) => !path.endsWith('.rev'));
      assert.ok(files.length > 5);
      for (const [index, path] of files.entries()) {
        const [kind = '', damage] = Object.entries(damages)[index % 4] ?? [];
        const copy = join(scene.mirrors, `copy-${index}`);
        cpSync(gitDir, join(copy, `${repositoryId}.git`), { recursive: true });
        damage?.(join(copy, `${repositoryId}.git`, path));
        await assertRight(scene, `${path} ${kind}`, copy);
      }
    });

  for (const name of ['HEAD', 'objects', 'refs', 'config'])
    test(`without its ${name}`, async () => {
      await using scene = await setScene();
      await assertRight(scene, 'whole');
      rmSync(join(scene.mirrors, `${repositoryId}.git`, name), { recursive: true });
      await assertRight(scene, `without ${name}`);
    });

  test('a file where its folder should be, and halves that others left beside it', async () => {
    await using scene = await setScene();
    writeFileSync(join(scene.mirrors, `${repositoryId}.git`), 'not a folder');
    const old = join(scene.mirrors, `${repositoryId}.git.123-1.staged`);
    const fresh = join(scene.mirrors, `${repositoryId}.git.124-1.staged`);
    for (const path of [old, fresh]) mkdirSync(path);
    utimesSync(old, 1, 1);
    await assertRight(scene, 'made anew');
    assert.deepEqual([existsSync(old), existsSync(fresh)], [false, true]);
  });

  test('damage that comes back is not mended again and again', async () => {
    await using scene = await setScene();
    const mirror = await openMirror(scene.mirrors, repositoryId);
    assert.equal(await renewMirror(mirror, 1_000_000), true);
    assert.equal(await renewMirror(mirror, 1_300_000), false);
    assert.equal(await renewMirror(mirror, 1_700_000), true);
    // The server itself has lost an object of the head.
    const blob = scene.origin.git(['rev-parse', `${scene.want.headSha}:src/new.py`]).trim();
    rmSync(join(scene.origin.folder, 'objects', blob.slice(0, 2), blob.slice(2)));
    await assert.rejects(compare(scene), (error: unknown) => error instanceof GitError && error.retryable);
  });

  test('several readers of one damaged mirror at once', async () => {
    await using scene = await setScene();
    await assertRight(scene, 'whole');
    const gitDir = join(scene.mirrors, `${repositoryId}.git`);
    rmSync(join(gitDir, 'objects'), { recursive: true });
    mkdirSync(join(gitDir, 'objects'));
    const found = await Promise.all([compare(scene), compare(scene), compare(scene)]);
    for (const { files } of found) assert.equal(files.length, 2);
  });
});

suite('what a killed git leaves', () => {
  const leave = (scene: Scene, name: string, secondsAgo: number): string => {
    const path = join(scene.mirrors, `${repositoryId}.git`, name);
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(path, '');
    const then = Date.now() / 1000 - secondsAgo;
    utimesSync(path, then, then);
    return path;
  };

  test('old locks and halves of packs are removed, fresh ones are not', async () => {
    await using scene = await setScene();
    await openMirror(scene.mirrors, repositoryId);
    const old = [
      leave(scene, 'refs/countersign/5/head.lock', 60),
      leave(scene, 'packed-refs.lock', 60),
      leave(scene, 'shallow.lock', 60),
      leave(scene, 'objects/pack/tmp_pack_abc', 3 * 3600),
    ];
    const fresh = [leave(scene, 'objects/pack/tmp_pack_def', 60), leave(scene, 'refs/countersign/9/head.lock', 1)];
    await assertRight(scene, 'tidied');
    assert.deepEqual([...old, ...fresh].map(existsSync), [false, false, false, false, true, true]);
  });

  test('a fresh lock is waited for until it is old', async () => {
    await using scene = await setScene();
    await openMirror(scene.mirrors, repositoryId);
    const lock = leave(scene, 'refs/countersign/5/head.lock', 12);
    await assertRight(scene, 'waited');
    assert.equal(existsSync(lock), false);
  });

  test('killed while the pack comes in: the next fetch goes on from nothing', async () => {
    await using scene = await setScene();
    for (const bytes of [40, 120, 400]) {
      scene.server.manners = { pack: { bytes, ending: 'stand-still' } };
      const mirror = await openMirror(scene.mirrors, repositoryId);
      const abort = new AbortController();
      setTimeout(() => abort.abort(new Error('Killed.')), 300);
      // The whole group of processes gets SIGKILL.
      await assert.rejects(comparePullRequest(mirror, scene.remote, scene.want, abort.signal), /Killed/u);
    }
    scene.server.manners = {};
    await assertRight(scene, 'after the kills');
  });

  test('a half-written history, its commit there and its files not, is no reason to stop fetching', async () => {
    await using scene = await setScene();
    const mirror = await openMirror(scene.mirrors, repositoryId);
    for (const sha of [scene.want.headSha, scene.want.baseSha]) {
      const path = join('objects', sha.slice(0, 2), sha.slice(2));
      mkdirSync(join(mirror.gitDir, path, '..'), { recursive: true });
      cpSync(join(scene.origin.folder, path), join(mirror.gitDir, path));
    }
    await assertRight(scene, 'fetched');
  });
});
