/** The dense leg from the embedding server's HTTP to what a question finds, on both stores. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, suite, test } from 'node:test';
import { openCodeIndex, readCommit } from '#workers/code/code-index.ts';
import type { CodeIndex } from '#workers/code/code-index.ts';
import { isDue } from '#workers/watch/index-watch.ts';
import { EmbeddingError } from '#src/model/create-embedder.ts';
import { listGenerations } from '#src/retrieval/catalogue.ts';
import { READER } from '#src/chunks/reader.ts';
import { nameGeneration, readGeneration } from '#src/retrieval/generation.ts';
import type { IndexEnding } from '#src/retrieval/index-repository.ts';
import { loadIndexState } from '#src/retrieval/index-state.ts';
import { readQuery } from '#src/retrieval/query.ts';
import { indexStateText } from '#src/retrieval/wording.ts';
import { startSmallEmbeddingServer } from '#test/model/small-embedding-server.ts';
import type { SmallEmbeddingServer } from '#test/model/small-embedding-server.ts';
import { startTestDatabase } from '#test/records/test-database.ts';
import type { TestDatabase } from '#test/records/test-database.ts';
import { startSmallQdrant } from './small-qdrant.ts';
import type { SmallQdrant } from './small-qdrant.ts';

const token = `ghp_${'A1b2C3d4E5f6G7h8I9j0'.repeat(2).slice(0, 36)}`;
const tree = {
  'src/gate.ts': 'export function authenticate(who) {\n  return who.ok;\n}\n',
  'src/box.ts': 'export function freight(box) {\n  return box.kilos;\n}\n',
  'src/keys.ts': `export const apiKey = "${token}";\n`,
};

let database: TestDatabase;
let qdrant: SmallQdrant;
let server: SmallEmbeddingServer;
before(async () => {
  [database, qdrant, server] = await Promise.all([startTestDatabase(), startSmallQdrant(), startSmallEmbeddingServer()]);
});
after(async () => {
  for (const part of [database, qdrant, server]) await part[Symbol.asyncDispose]();
});

test('the name and length of a model are one name, and come back', () => {
  for (const by of [
    { model: 'nomic-embed-text v1.5', dimension: 768 },
    { model: 'a 12', dimension: 3 },
  ])
    assert.deepEqual(readGeneration(nameGeneration(by)), by);
  for (const none of ['', 'nomic', 'nomic 0', ' 7']) assert.equal(readGeneration(none), undefined);
});

test('the watch asks for an index whose vectors are of another model, or missing, or that another version read; and for none that is as it should be', () => {
  const [lookedAt, before] = [new Date('2026-11-21T12:00:00Z'), new Date('2026-11-21T11:00:00Z')];
  const repository = { defaultBranch: 'main', pushedAt: before };
  const look = { branch: 'main', lookedAt, failed: false, reader: READER };
  for (const [generation, model, due] of [
    ['', undefined, false],
    ['small 32', 'small', false],
    ['', 'small', true],
    ['small 32', undefined, true],
    ['small 32', 'large', true],
  ] as const)
    assert.equal(isDue(repository, { ...look, generation }, model), due, `${generation} for ${model}`);
  assert.ok(isDue(repository, undefined, undefined));
  assert.ok(isDue(repository, { ...look, generation: '', reader: 'another' }, undefined));
  assert.ok(isDue(repository, { ...look, generation: '', failed: true }, undefined));
  assert.ok(isDue({ ...repository, defaultBranch: 'trunk' }, { ...look, generation: '' }, undefined));
  assert.ok(isDue({ ...repository, pushedAt: lookedAt }, { ...look, generation: '' }, undefined));
});

let lastRepository = 5_000;
for (const store of ['PostgreSQL', 'Qdrant'])
  suite(store, () => {
    const open = (model?: string): CodeIndex =>
      openCodeIndex(
        {
          qdrant: store === 'Qdrant' ? { url: qdrant.url, apiKey: undefined } : undefined,
          embedding: model === undefined ? undefined : { baseUrl: server.url, name: model, apiKey: undefined },
        },
        database.database,
      );
    const repositoryId = (lastRepository += 1);
    async function read(code: CodeIndex, commit: string, files: Readonly<Record<string, string>> = tree): Promise<IndexEnding> {
      const blobs = Object.entries(files).map(([path, text]) => ({
        path,
        blobId: createHash('sha1').update(text).digest('hex'),
        mode: '100644',
        bytes: text.length,
        text,
      }));
      return await readCommit(
        code,
        {
          listFiles: () => Promise.resolve(blobs),
          readBlobs: (ids) =>
            Promise.resolve(
              new Map(blobs.filter(({ blobId }) => ids.includes(blobId)).map((blob) => [blob.blobId, Buffer.from(blob.text)])),
            ),
        },
        { repositoryId, commitSha: commit.repeat(40) },
      );
    }
    const find = async (code: CodeIndex, question: string): Promise<readonly string[]> => {
      const found = await code.search({ repositoryId, query: readQuery(question), content: 'code', limit: 10 });
      return found.kind === 'found' ? found.files.map(({ path }) => path) : [found.kind];
    };
    const state = async (code: CodeIndex): Promise<readonly [string | undefined, string | undefined]> => {
      const now = await loadIndexState(code.sql, repositoryId);
      return [now?.commitSha?.slice(0, 1), now?.generation];
    };

    test('words first, then meaning; a new model is built beside and takes over whole; nothing secret is embedded', async () => {
      const words = open();
      await read(words, 'a');
      assert.deepEqual(await find(words, 'where do people login?'), [], 'no word in common');

      const first = open('first');
      server.asked.length = 0;
      await read(first, 'a');
      assert.deepEqual(await state(first), ['a', 'first 32']);
      assert.equal((await find(first, 'where do people login?'))[0], 'src/gate.ts');
      assert.equal((await find(first, 'which function knows the freight?'))[0], 'src/box.ts', 'words still count');
      const sent = JSON.stringify(server.asked);
      assert.match(sent, /authenticate/u);
      assert.doesNotMatch(sent, new RegExp(token, 'u'));
      assert.match(indexStateText(await loadIndexState(first.sql, repositoryId), new Date()), /3 files, 3 chunks, vectors by first 32/u);

      server.dimension = 48;
      const second = open('second');
      server.fault = ([text = '']) => (text === 'dimension' ? undefined : { status: 401 });
      await assert.rejects(read(second, 'a'), EmbeddingError);
      assert.deepEqual(await state(second), ['a', 'first 32'], 'the old one answers until the new one is whole');
      assert.equal((await find(second, 'freight'))[0], 'src/box.ts', 'by words: the models do not mix');
      server.fault = () => undefined;
      await read(second, 'a');
      assert.deepEqual(await state(second), ['a', 'second 48']);
      assert.equal((await find(second, 'where do people login?'))[0], 'src/gate.ts');

      server.asked.length = 0;
      server.dimension = 32;
      await read(open('first'), 'a');
      assert.deepEqual(await state(first), ['a', 'first 32'], 'back');
      assert.deepEqual(
        server.asked.map(({ input }) => input),
        [['dimension']],
        'for nothing',
      );
      assert.deepEqual(await listGenerations(first.sql, repositoryId), ['', 'first 32', 'second 48']);
    });

    test('a server that is away costs the vectors, not the search; they come when it is back', async () => {
      const code = open('first');
      server.fault = () => ({ status: 401 });
      const pushed = { ...tree, 'src/late.ts': 'export function deliverLate(box) {\n  return box;\n}\n' };
      await assert.rejects(read(code, 'b', pushed), (error) => error instanceof EmbeddingError && error.reason === 'unauthorized');
      assert.deepEqual(await state(code), ['b', '']);
      assert.equal((await find(code, 'deliverLate'))[0], 'src/late.ts');
      server.fault = () => undefined;
      server.asked.length = 0;
      await read(open('first'), 'b', pushed);
      assert.deepEqual(await state(code), ['b', 'first 32']);
      assert.equal(server.asked.flatMap(({ input }) => input).length, 2, 'one word to learn the length, one new chunk');
      server.fault = () => ({ status: 401 });
      assert.equal((await find(open('first'), 'deliverLate'))[0], 'src/late.ts', 'a question that cannot be embedded');
      server.fault = () => undefined;
      assert.ok((await find(open('first'), 'parcel')).includes('src/late.ts'));
    });

    test('a text that the server never takes is found by its words; a file that is gone by nothing', async () => {
      const code = open('first');
      server.fault = (texts) => (texts.some((text) => text.includes('odd.ts')) ? { status: 400 } : undefined);
      await read(code, 'c', { ...tree, 'odd.ts': `export function oddOne() {}\n// ${'long '.repeat(900)}\n` });
      server.fault = () => undefined;
      assert.deepEqual(await state(code), ['c', 'first 32']);
      assert.equal((await find(code, 'oddOne'))[0], 'odd.ts');
      await read(code, 'd', { 'src/box.ts': tree['src/box.ts'] });
      assert.deepEqual(await find(code, 'where do people login?'), ['src/box.ts']);
      // Symbols of what left and comes back under the other generation.
      await read(open(), 'a');
      assert.equal((await find(open(), 'authenticate'))[0], 'src/gate.ts');
      const { rowCount } = await database.database.query(`select 1 from code_symbols where repository_id = $1 and name = 'authenticate'`, [
        repositoryId,
      ]);
      assert.equal(rowCount, 1);
    });
  });
