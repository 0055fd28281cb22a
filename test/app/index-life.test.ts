/** What becomes of a repository on GitHub, and what becomes of its code index: by id, never by name. */
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { openCodeIndex } from '#workers/code/code-index.ts';
import { indexWorker } from '#workers/index-code.ts';
import { loadIndexState } from '#src/retrieval/index-state.ts';
import { readQuery } from '#src/retrieval/query.ts';
import { startSmallApp } from '#test/github/small-app.ts';
import { startTestDatabase } from '#test/records/test-database.ts';

test('renamed, made private, force-pushed, transferred, emptied, deleted: the index follows, or forgets', async (context) => {
  await using app = await startSmallApp();
  await using records = await startTestDatabase();
  const mirrors = await mkdtemp(join(tmpdir(), 'mirrors-'));
  context.after(() => rm(mirrors, { recursive: true, force: true }));
  const { small, github } = app;
  const { repository, world, maintainer } = small;
  const { database } = records;
  const code = openCodeIndex({ qdrant: undefined, embedding: undefined }, database);
  const run = indexWorker({ code, github, database, mirrors, config: { caFile: undefined } });
  const index = async (installationId = small.installation.id): Promise<string> =>
    await run({
      claim: {
        key: { kind: 'index', repositoryId: repository.id, installationId, number: 0, subject: '' },
        epoch: 1,
        attempts: 1,
        request: 1,
      },
      signal: new AbortController().signal,
    });
  const find = async (question: string): Promise<readonly string[]> => {
    const found = await code.search({ repositoryId: repository.id, query: readQuery(question), content: 'code', limit: 5 });
    return found.kind === 'found' ? found.files.map(({ path }) => path) : [found.kind];
  };
  const push = async (path: string, name: string): Promise<string> =>
    await world.pushCommit(maintainer, repository, {
      branch: 'main',
      message: name,
      files: [{ path, content: `def ${name}():\n    return 1\n` }],
    });
  const nothingLeft = async (): Promise<void> => {
    for (const table of ['code_files', 'code_symbols', 'code_blobs', 'code_chunks', 'code_postings', 'code_segments'])
      assert.equal((await database.query(`select 1 from ${table}`)).rowCount, 0, table);
  };

  const first = await push('alpha.py', 'alpha_one');
  assert.match(await index(), /^indexed: /u);

  repository.name = 'stock';
  assert.match(await index(), /^indexed: 0 read/u, 'renamed: nothing is read again');
  await push('beta.py', 'beta_two');
  assert.match(await index(), /^indexed: 1 read/u);
  assert.deepEqual(await find('beta_two'), ['beta.py']);

  Object.assign(repository, { private: !repository.private });
  assert.match(await index(), /^indexed: 0 read/u, 'who may read it is asked when somebody asks');

  await world.pushBranch(maintainer, repository, 'main', first);
  assert.match(await index(), /^indexed: 0 read/u, 'back to what is known');
  assert.deepEqual(await find('beta_two'), []);
  assert.deepEqual(await find('alpha_one'), ['alpha.py']);

  // Transferred: the old installation reaches it no more, the new one may or may not be there yet.
  const buyer = world.createUser('buyer', { kind: 'Organization' });
  Object.assign(repository, { ownerId: buyer.id });
  assert.match(await index(), /^forgotten/u);
  await nothingLeft();
  const { id: theirs } = world.install({ app: small.app.app, account: buyer });
  assert.match(await index(theirs), /^indexed: /u);
  assert.deepEqual(await find('alpha_one'), ['alpha.py']);
  assert.match(await index(), /^forgotten/u, 'a late job of the old installation');
  await nothingLeft();
  assert.match(await index(theirs), /^indexed: /u, 'is made good by the next look');

  await world.pushBranch(maintainer, repository, 'main', null);
  assert.equal(await index(theirs), 'empty');
  assert.equal((await loadIndexState(database, repository.id))?.state, 'empty');
  assert.deepEqual(await find('alpha_one'), ['no-index']);
  await push('gamma.py', 'gamma_three');
  assert.match(await index(theirs), /^indexed: /u, 'filled again');

  world.records.repositories.delete(repository.id);
  assert.match(await index(theirs), /^forgotten/u);
  await nothingLeft();
  assert.equal(await loadIndexState(database, repository.id), undefined);
});
