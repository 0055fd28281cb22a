/** One contract for both stores. */
import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { openPostgresStore } from '#src/retrieval/postgres-store.ts';
import { readAddress } from '#src/retrieval/qdrant-client.ts';
import { openQdrantStore } from '#src/retrieval/qdrant-store.ts';
import { StoreError } from '#src/retrieval/store.ts';
import type { ChunkStore, FoundChunk, StoredChunk } from '#src/retrieval/store.ts';
import { termId, weighChunk } from '#src/chunks/term-weights.ts';
import { countTerms } from '#src/chunks/tokens.ts';
import { startTestDatabase } from '#test/records/test-database.ts';
import type { TestDatabase } from '#test/records/test-database.ts';
import { startSmallQdrant } from './small-qdrant.ts';
import type { SmallQdrant } from './small-qdrant.ts';
import { toSqlDatabase } from '#src/records/database.ts';

let database: TestDatabase;
let qdrant: SmallQdrant;
before(async () => {
  database = await startTestDatabase();
  qdrant = await startSmallQdrant();
});
after(async () => {
  await database[Symbol.asyncDispose]();
  await qdrant[Symbol.asyncDispose]();
});

const stores: Readonly<Record<string, (dimension?: number) => ChunkStore>> = {
  PostgreSQL: (dimension) => openPostgresStore(toSqlDatabase(database.database), `test ${dimension ?? ''}`),
  Qdrant: (dimension) => openQdrantStore({ url: qdrant.url, generation: `test ${dimension ?? ''}`, dimension }),
};

/** Qdrant's own engine (`qdrant-engine.py`) or a server, where one is named: `COUNTERSIGN_TEST_QDRANT=http://127.0.0.1:6399 node --test …`. */
const engine = process.env['COUNTERSIGN_TEST_QDRANT'];
const contract: typeof stores =
  engine === undefined
    ? stores
    : {
        ...stores,
        [`Qdrant at ${engine}`]: (dimension) =>
          openQdrantStore({ url: engine, generation: `test ${dimension ?? ''} ${process.pid}`, dimension }),
      };

function chunk(blobId: string, ordinal: number, text: string, vector?: readonly number[]): StoredChunk {
  const terms = weighChunk({ text, symbols: [], enclosing: '' });
  const place = { blobId, ordinal, path: `src/${blobId}.ts`, startLine: ordinal * 10 + 1, endLine: ordinal * 10 + 10 };
  return { ...place, content: 'code', terms, ...(vector === undefined ? {} : { vector }) };
}

const asked = (text: string, limit = 10): { terms: { id: number; weight: number }[]; content: 'code'; limit: number } => ({
  terms: [...countTerms(text).keys()].map((term) => ({ id: termId(term), weight: 1 })),
  content: 'code',
  limit,
});
const keys = (found: readonly FoundChunk[]): readonly string[] => found.map(({ blobId, ordinal }) => `${blobId} ${ordinal}`);

for (const [name, open] of Object.entries(contract))
  suite(name, () => {
    test('finds what was put, nearest first, with its lines', async () => {
      const store = open();
      await store.put(1, [
        chunk('a', 0, 'parse the header'),
        chunk('a', 1, 'write the body and the body of the reply'),
        chunk('b', 0, 'parse body'),
      ]);
      const found = await store.search(1, asked('parsing bodies'));
      assert.deepEqual(keys(found), ['b 0', 'a 1', 'a 0']);
      assert.deepEqual([found[1]?.startLine, found[1]?.endLine], [11, 20]);
      assert.equal(await store.count(1), 3);
      assert.deepEqual(await store.search(1, asked('')), []);
      assert.deepEqual(await store.search(1, { ...asked('parse'), content: 'text' }), []);
    });

    test('replaces a blob that is put again, and forgets one that is dropped', async () => {
      const store = open();
      await store.put(2, [chunk('a', 0, 'apples'), chunk('a', 1, 'pears'), chunk('b', 0, 'apples')]);
      await store.put(2, [chunk('a', 0, 'plums')]);
      assert.deepEqual(keys(await store.search(2, asked('pears'))), []);
      assert.deepEqual(keys(await store.search(2, asked('apples'))), ['b 0']);
      await store.dropBlobs(2, ['b', 'never there']);
      assert.deepEqual(keys(await store.search(2, asked('apples plums'))), ['a 0']);
      await store.dropRepository(2);
      assert.equal(await store.count(2), 0);
    });

    test('never answers from another repository with the same code', async () => {
      const store = open();
      for (let repository = 10; repository < 30; repository += 1)
        await store.put(repository, [chunk('same', 0, 'secret sauce recipe'), chunk(`own-${repository}`, 1, `secret of ${repository}`)]);
      for (let repository = 10; repository < 30; repository += 1) {
        const found = await store.search(repository, asked('secret sauce recipe', 1_000));
        assert.deepEqual(keys(found).toSorted(), [`own-${repository} 1`, 'same 0']);
      }
      await store.dropBlobs(10, ['same']);
      assert.equal((await store.search(11, asked('sauce'))).length, 1);
    });

    test('fuses words and vectors', async () => {
      const store = open(3);
      await store.put(40, [
        chunk('words', 0, 'login of the login form', [0, 0, 1]),
        chunk('meaning', 0, 'sign people on', [1, 0, 0]),
        chunk('both', 0, 'login page', [0.9, 0.1, 0]),
      ]);
      assert.equal((await store.search(40, { ...asked('login', 2), vector: [1, 0, 0] }))[0]?.blobId, 'both');
      const all = await store.search(40, { ...asked('login'), vector: [1, 0, 0] });
      assert.deepEqual(keys(all), ['words 0', 'both 0', 'meaning 0'], 'first and last, twice second, never and first');
    });

    test('takes blobs whose names are hostile', async () => {
      const store = open();
      const names = ["'; drop table code_chunks; --", 'same 0', '{"must":[]}', '%'];
      await store.put(
        50,
        names.map((blobId) => chunk(blobId, 0, 'needle')),
      );
      assert.deepEqual((await store.search(50, asked('needle'))).map(({ blobId }) => blobId).toSorted(), names.toSorted());
    });
  });

test('Both stores rank alike', async () => {
  const words = 'cart order price total tax discount ship user login token session cache parse print route page'.split(' ');
  const pick = (seed: number): string => words[Math.abs(Math.imul(seed, 2_654_435_761)) % words.length] ?? '';
  const chunks = Array.from({ length: 300 }, (_, index) =>
    chunk(`b${index}`, 0, Array.from({ length: 5 + (index % 30) }, (_, at) => pick(index * 31 + at * 7)).join(' ')),
  );
  const [postgres, other] = Object.values(stores).map((open) => open());
  assert.ok(postgres !== undefined && other !== undefined);
  // A collection of its own: idf is of the collection there, of the repository here.
  qdrant.dropCollections();
  for (const store of [postgres, other]) await store.put(60, chunks);
  for (const question of ['cart price', 'user login token', 'parse', 'tax discount total order']) {
    const [left, right] = [await postgres.search(60, asked(question, 20)), await other.search(60, asked(question, 20))];
    const common = keys(left).filter((key) => keys(right).includes(key));
    assert.ok(common.length >= 18, `${question}: ${common.length} of 20 in common`);
  }
});

test('PostgreSQL merges its segments without losing or reviving anything', async () => {
  const store = openPostgresStore(toSqlDatabase(database.database), '');
  // Large beside the pushes: it stays as it is.
  await store.put(
    70,
    Array.from({ length: 400 }, (_, ordinal) => chunk('large', ordinal, 'haystack')),
  );
  for (let push = 0; push < 60; push += 1)
    await store.put(70, [chunk('hot', 0, `needle number${push}`), chunk(`cold${push}`, 0, 'needle')]);
  const { rows } = await database.database.query<{ segments: number }>(
    'select count(*)::int as segments from code_segments join code_partitions using (partition) where repository_id = 70',
  );
  assert.ok((rows[0]?.segments ?? 99) <= 25);
  const found = await store.search(70, asked('needle', 1_000));
  assert.equal(found.length, 61);
  assert.equal((await store.search(70, asked('number3'))).filter(({ blobId }) => blobId === 'hot').length, 1, 'the shared stem number');
  assert.equal(await store.count(70), 461);
  const oldest = await database.database.query<{ chunks: number; segment: number }>(
    'select segment, chunks from code_segments join code_partitions using (partition) where repository_id = 70 order by segment limit 1',
  );
  assert.deepEqual(oldest.rows, [{ segment: 1, chunks: 400 }]);
  await store.put(70, [chunk('large', 0, 'needle')]);
  for (let push = 0; push < 300; push += 1) await store.put(70, [chunk(`late${push % 3}`, 0, 'needle')]);
  assert.deepEqual([await store.count(70), (await store.search(70, asked('haystack', 1_000))).length], [65, 0]);
  assert.equal((await store.search(70, asked('needle', 1_000))).length, 65);
});

test('Qdrant: each request names its repository, waits for writes, and the collection is made anew when it is gone', async () => {
  const store = openQdrantStore({ url: qdrant.url, generation: 'anew' });
  qdrant.seen.length = 0;
  await store.put(
    80,
    Array.from({ length: 600 }, (_, index) => chunk('a', index, `word${index}`)),
  );
  await store.search(80, asked('word1'));
  await store.dropRepository(80);
  const create = qdrant.seen.find(({ method, path }) => method === 'PUT' && path.split('/').length === 3);
  assert.deepEqual(create?.body, { vectors: {}, sparse_vectors: { terms: { modifier: 'idf' } } });
  const indexed = qdrant.seen
    .filter(({ path }) => path.endsWith('/index'))
    .map(({ body }) => (body as { readonly field_name: string }).field_name);
  assert.ok(indexed.includes('repository_id') && indexed.includes('path'));
  assert.equal(qdrant.seen.filter(({ method, path }) => method === 'PUT' && path.endsWith('/points')).length, 3);
  for (const { path, body } of qdrant.seen.filter(({ path }) => /points\/(?:query|delete|count)$/u.test(path)))
    assert.match(JSON.stringify(body), /"must":\[\{"key":"repository_id","match":\{"value":"80"\}\}/u, path);
  qdrant.dropCollections();
  await assert.rejects(store.search(80, asked('word1')), (error) => error instanceof StoreError && error.reason === 'missing');
  await store.put(80, [chunk('b', 0, 'back')]);
  assert.equal((await store.search(80, asked('back'))).length, 1);
});

test('Qdrant: the address may have a path and the usual port; answers are asked for in one piece, and the key goes along', async () => {
  assert.deepEqual(readAddress('http://qdrant'), { url: 'http://qdrant', prefix: '', port: 6333 });
  assert.deepEqual(readAddress('https://qdrant.corp:443/'), { url: 'https://qdrant.corp', prefix: '', port: 443 });
  assert.deepEqual(readAddress('http://[::1]:80/a/b/'), { url: 'http://[::1]', prefix: '/a/b', port: 80 });
  qdrant.seen.length = 0;
  const store = openQdrantStore({ url: `${qdrant.url}/below/`, apiKey: 'sesame', generation: 'address' });
  await assert.rejects(store.count(1), StoreError);
  assert.ok(qdrant.seen.length > 0);
  for (const { path, headers } of qdrant.seen) {
    assert.match(path, /^\/below\//u);
    assert.deepEqual([headers['accept-encoding'], headers['api-key']], ['identity', 'sesame']);
  }
});

test('Qdrant: what goes wrong is said in words and reasons', async () => {
  const store = openQdrantStore({ url: qdrant.url, generation: 'faults', dimension: 2 });
  await store.put(90, [chunk('a', 0, 'x', [1, 0])]);
  const reasonOf = async (status: number, body: unknown): Promise<string> => {
    qdrant.fault = { status, body };
    const failure = await store.search(90, asked('word')).catch((error: unknown) => error);
    qdrant.fault = undefined;
    assert.ok(failure instanceof StoreError, `${status}`);
    assert.match(failure.message, /\. /u);
    return failure.reason;
  };
  assert.equal(await reasonOf(401, 'Invalid API key or JWT'), 'unauthorized');
  assert.equal(await reasonOf(502, '<html>Bad Gateway</html>'), 'unreachable');
  assert.equal(await reasonOf(403, {}), 'unauthorized');
  assert.equal(await reasonOf(500, { status: { error: 'Service internal error: No space left on device' } }), 'full');
  assert.equal(await reasonOf(404, {}), 'too-old');
  assert.equal(await reasonOf(503, {}), 'busy');
  assert.equal(await reasonOf(500, { status: { error: 'panicked' } }), 'unreachable');
  await assert.rejects(
    store.put(90, [chunk('b', 0, 'x', [1, 0, 0])]),
    (error) => error instanceof StoreError && error.reason === 'dimension',
  );
  qdrant.version = '1.10.9';
  await assert.rejects(
    openQdrantStore({ url: qdrant.url, generation: 'old' }).put(90, [chunk('a', 0, 'x')]),
    (error) => error instanceof StoreError && error.reason === 'too-old' && !error.retryable,
  );
  qdrant.version = '1.18.0';
  const gone = openQdrantStore({ url: 'http://127.0.0.1:1', generation: '', timeoutMilliseconds: 2_000 });
  await assert.rejects(
    gone.search(1, asked('word')),
    (error) => error instanceof StoreError && error.reason === 'unreachable' && error.retryable,
  );
});
