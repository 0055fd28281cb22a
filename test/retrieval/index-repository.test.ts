import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import type { TreeEntry } from '#src/chunks/choose-file.ts';
import { forgetRepository, listGenerations } from '#src/retrieval/catalogue.ts';
import { openChunkPool } from '#src/chunks/chunk-pool.ts';
import { indexRepository } from '#src/retrieval/index-repository.ts';
import type { IndexEnding, IndexPorts } from '#src/retrieval/index-repository.ts';
import { loadIndexState, pauseIndexing, resumeIndexing } from '#src/retrieval/index-state.ts';
import { openPostgresStore } from '#src/retrieval/postgres-store.ts';
import { weighChunk } from '#src/chunks/term-weights.ts';
import { indexStateText } from '#src/retrieval/wording.ts';
import { readQuery } from '#src/retrieval/query.ts';
import { openCodeSearch } from '#src/retrieval/search-code.ts';
import type { ChunkStore } from '#src/retrieval/store.ts';
import { toSqlDatabase } from '#src/records/database.ts';
import { startTestDatabase } from '#test/records/test-database.ts';
import type { TestDatabase } from '#test/records/test-database.ts';

type Tree = Readonly<Record<string, string | Partial<TreeEntry>>>;

let database: TestDatabase;
before(async () => {
  database = await startTestDatabase();
});
after(() => database[Symbol.asyncDispose]());

let lastRepository = 1_000;
const readBlob = openChunkPool(1);

/** A repository as git would show it, and how often each blob was read from it. */
function newRepository() {
  const repositoryId = (lastRepository += 1);
  const sql = toSqlDatabase(database.database);
  const storeOf = (generation: string): ChunkStore => openPostgresStore(sql, generation);
  const store = storeOf('');
  const contents = new Map<string, Buffer>();
  const read: string[] = [];
  const searchCode = openCodeSearch({ sql, storeOf });

  async function index(
    commitSha: string,
    tree: Tree,
    changes: Partial<IndexPorts> = {},
    generation = '',
    signal?: AbortSignal,
  ): Promise<IndexEnding> {
    const entries = Object.entries(tree).map(([path, file]): TreeEntry => {
      if (typeof file !== 'string') return { path, blobId: path.padEnd(40, '0'), mode: '100644', bytes: 1, ...file };
      const blobId = createHash('sha1').update(file).digest('hex');
      contents.set(blobId, Buffer.from(file));
      return { path, blobId, mode: '100644', bytes: Buffer.byteLength(file) };
    });
    const ports: IndexPorts = {
      database: sql,
      store: storeOf(generation),
      read: openChunkPool(2),
      listFiles: () => Promise.resolve(entries),
      readBlobs: (ids) => {
        read.push(...ids);
        return Promise.resolve(new Map(ids.flatMap((id) => (contents.has(id) ? [[id, contents.get(id) ?? Buffer.alloc(0)]] : []))));
      },
      ...changes,
    };
    return await indexRepository(ports, { repositoryId, commitSha, generation }, signal);
  }

  async function find(question: string, content: 'code' | 'text' = 'code'): Promise<readonly string[]> {
    const found = await searchCode({ repositoryId, query: readQuery(question), content, limit: 10 });
    return found.kind === 'found' ? found.files.map(({ path }) => path) : ['no index'];
  }

  return { repositoryId, sql, store, read, index, find };
}

test('A push reads only what changed; renames are free, deleted files are gone', async () => {
  const { repositoryId, sql, store, read, index, find } = newRepository();
  assert.deepEqual(await find('checkout'), ['no index']);
  const first = {
    'src/cart.ts': 'export function checkout() {}\n',
    'src/tax.ts': 'export function taxRate() {}\n',
    'README.md': '# Checkout\nHow to.\n',
  };
  assert.equal((await index('a'.repeat(40), first)).kind, 'indexed');
  assert.equal(read.length, 3);
  assert.deepEqual(await find('checkout'), ['src/cart.ts']);
  assert.deepEqual(await find('checkout', 'text'), ['README.md'], 'documentation apart from code');

  read.length = 0;
  const ending = await index('b'.repeat(40), { 'lib/basket.ts': first['src/cart.ts'], 'src/tax.ts': 'export function vat() {}\n' });
  assert.deepEqual(ending, { kind: 'indexed', read: 1, kept: 1, removed: 2, chunks: 1 });
  assert.equal(read.length, 1);
  assert.deepEqual(await find('checkout'), ['lib/basket.ts']);
  assert.deepEqual(await find('taxRate'), ['src/tax.ts'], 'by its path only');
  assert.deepEqual(await find('checkout', 'text'), []);
  assert.equal(await store.count(repositoryId), 2);
  const state = await loadIndexState(sql, repositoryId);
  assert.deepEqual([state?.state, state?.commitSha, state?.behind, state?.files], ['ready', 'b'.repeat(40), false, 2]);
});

test('Killed between batches it continues; searches answer from the last whole commit meanwhile', async () => {
  const { repositoryId, sql, read, index, find } = newRepository();
  await index('a'.repeat(40), { 'old.ts': 'export const veteran = 1;\n' });
  const tree = Object.fromEntries(Array.from({ length: 450 }, (_, at) => [`f${at}.ts`, `export function feature${at}() {}\n`]));
  let batches = 0;
  const { store } = newRepository();
  const dying = {
    ...store,
    put: (...put: Parameters<typeof store.put>) => ((batches += 1) === 3 ? Promise.reject(new Error('killed')) : store.put(...put)),
  };
  await assert.rejects(index('b'.repeat(40), tree, { store: dying }), /killed/u);
  assert.deepEqual(await find('veteran'), ['old.ts']);
  const state = await loadIndexState(sql, repositoryId);
  assert.deepEqual([state?.state, state?.behind, state?.note, state?.toRead], ['failed', true, 'killed', 450]);
  read.length = 0;
  const ending = await index('b'.repeat(40), tree);
  assert.equal(ending.kind, 'indexed');
  assert.equal(read.length, 50, 'the two batches before are not read again');
  assert.equal((await find('feature449'))[0], 'f449.ts');
  assert.deepEqual(await find('veteran'), []);
});

test('Pause stops after a batch, resume goes on, and an abort is not a failure', async () => {
  const { repositoryId, sql, index, find } = newRepository();
  const tree = Object.fromEntries(Array.from({ length: 250 }, (_, at) => [`f${at}.ts`, `export function part${at}() {}\n`]));
  const { store } = newRepository();
  const pausing = {
    ...store,
    put: async (...put: Parameters<typeof store.put>) => (await store.put(...put), await pauseIndexing(sql, repositoryId)),
  };
  assert.deepEqual(await index('a'.repeat(40), tree, { store: pausing }), { kind: 'paused', read: 200, toRead: 250 });
  assert.equal((await index('a'.repeat(40), tree)).kind, 'paused', 'until somebody resumes it');
  await resumeIndexing(sql, repositoryId);
  await assert.rejects(index('a'.repeat(40), tree, {}, '', AbortSignal.abort(new Error('stopping'))), /stopping/u);
  assert.equal((await loadIndexState(sql, repositoryId))?.state, 'indexing');
  const ending = await index('a'.repeat(40), tree);
  assert.deepEqual([ending.kind, ending.read], ['indexed', 50]);
  assert.equal((await find('part7'))[0], 'f7.ts');
});

test('What another version read is read again, in place: searches answer meanwhile, and nothing of before stays', async () => {
  const { repositoryId, sql, store, read, index, find } = newRepository();
  const tree = { 'a.ts': 'export function alpha() {}\n', 'b.ts': 'export function beta() {}\n' };
  // It knew other words, cut files into more chunks, and saw other symbols.
  const older: IndexPorts['read'] = async (blob) => {
    const content = await readBlob({ ...blob, path: 'x.md', bytes: Buffer.from(`# one\n${blob.path}\n# two\n# three\n`) });
    return content.kind === 'read' ? { ...content, symbols: [{ name: 'gamma', kind: 'function', line: 1, lines: 1 }] } : content;
  };
  await index('a'.repeat(40), tree, { read: older, reader: 'older' });
  assert.deepEqual([await find('gamma'), (await loadIndexState(sql, repositoryId))?.outdated], [['a.ts', 'b.ts'], true]);
  assert.match(indexStateText(await loadIndexState(sql, repositoryId), new Date()), /read by another version of Countersign/u);
  const answers: (readonly string[])[] = [];
  const slow = {
    ...store,
    put: async (...put: Parameters<typeof store.put>) => (answers.push(await find('gamma')), await store.put(...put)),
  };
  read.length = 0;
  assert.deepEqual(await index('a'.repeat(40), tree, { store: slow }), { kind: 'indexed', read: 2, kept: 0, removed: 0, chunks: 2 });
  assert.deepEqual(answers, [['a.ts', 'b.ts']]);
  assert.deepEqual([await find('gamma'), await find('alpha')], [[], ['a.ts']]);
  assert.deepEqual([await store.count(repositoryId), (await loadIndexState(sql, repositoryId))?.outdated], [2, false]);
  read.length = 0;
  await index('a'.repeat(40), tree);
  assert.deepEqual(read, [], 'once');
});

test('Killed while it reads again what a store lost, the rest is still searched, and what was read stays read', async () => {
  const { repositoryId, store, read, index, find } = newRepository();
  const tree = Object.fromEntries(Array.from({ length: 250 }, (_, at) => [`f${at}.ts`, `export function part${at}() {}\n`]));
  await index('a'.repeat(40), tree);
  await store.dropBlobs(repositoryId, read.slice(0, 1));
  read.length = 0;
  const { store: same } = newRepository();
  let batches = 0;
  const dying = {
    ...same,
    put: (...put: Parameters<typeof store.put>) => ((batches += 1) === 2 ? Promise.reject(new Error('killed')) : store.put(...put)),
  };
  await assert.rejects(index('a'.repeat(40), tree, { store: dying }), /killed/u);
  assert.deepEqual([(await find('part249'))[0], (await find('part7'))[0]], ['f249.ts', 'f7.ts']);
  read.length = 0;
  await index('a'.repeat(40), tree);
  assert.deepEqual([read.length, await store.count(repositoryId)], [50, 250]);
});

test('What a store still has of a repository that the catalogue does not know is gone with the first run', async () => {
  const { repositoryId, store, index, find } = newRepository();
  const place = { ordinal: 0, path: 'old.ts', startLine: 1, endLine: 1, content: 'code' } as const;
  await store.put(repositoryId, [{ blobId: 'f'.repeat(40), ...place, terms: weighChunk({ text: 'alpha', symbols: [], enclosing: '' }) }]);
  await index('a'.repeat(40), { 'a.ts': 'export function alpha() {}\n' });
  assert.deepEqual([await store.count(repositoryId), await find('alpha')], [1, ['a.ts']]);
});

test('A run for an older commit gives way to a newer one', async () => {
  const { repositoryId, sql, store, index, find } = newRepository();
  const overtaken = {
    ...store,
    put: async (...put: Parameters<typeof store.put>) => {
      await store.put(...put);
      await index('b'.repeat(40), { 'new.ts': 'export function newest() {}\n' });
    },
  };
  const ending = await index('a'.repeat(40), { 'old.ts': 'export function oldest() {}\n' }, { store: overtaken });
  assert.equal(ending.kind, 'superseded');
  assert.deepEqual(await find('newest'), ['new.ts']);
  assert.equal((await loadIndexState(sql, repositoryId))?.commitSha, 'b'.repeat(40));
});

test('Hostile trees: links, submodules, bombs, NUL, lone surrogates, names that say other things', async () => {
  const { repositoryId, sql, index, find } = newRepository();
  await index('c'.repeat(40), {
    'link.ts': { mode: '120000' },
    dep: { mode: '160000' },
    'gone.ts': { blobId: 'f'.repeat(40) },
    'nul.ts': 'export const a = 1;\u0000\n',
    'late-nul.ts': `export function lateNeedle() {}\n${'// padding\n'.repeat(1_000)}// \u0000 \uD800\n`,
    "'; drop table code_files; --.ts": 'export function quoted() {}\n',
    [`${'a'.repeat(40)} 0.ts`]: 'export function namedLikeChunk() {}\n',
    'src/\uFFFD\u0001.ts': 'export function strange() {}\n',
    'deep.js': '('.repeat(60_000),
    '__proto__.ts': 'export function proto() {}\n',
  });
  const state = await loadIndexState(sql, repositoryId);
  assert.deepEqual({ ...state?.skipped }, { symlink: 1, submodule: 1, 'too large': 1, binary: 1, minified: 1 });
  assert.equal((await find('lateNeedle'))[0], 'late-nul.ts');
  assert.equal((await find('quoted'))[0], "'; drop table code_files; --.ts");
  assert.equal((await find('namedLikeChunk'))[0], `${'a'.repeat(40)} 0.ts`);
  assert.deepEqual(await find('\u0000\uD800'.repeat(50_000)), []);
});

test('An emptied repository answers with nothing; a store that lost its chunks is filled again; a new generation reads all', async () => {
  const { repositoryId, sql, store, read, index, find } = newRepository();
  const tree = { 'a.ts': 'export function alpha() {}\n', 'b.ts': 'export function beta() {}\n' };
  await index('a'.repeat(40), tree);
  await store.dropRepository(repositoryId);
  read.length = 0;
  await index('a'.repeat(40), tree);
  assert.equal(read.length, 2);
  assert.equal((await find('alpha'))[0], 'a.ts');
  read.length = 0;
  await index('a'.repeat(40), tree, {}, 'model-2 768');
  assert.equal(read.length, 2);
  assert.equal((await loadIndexState(sql, repositoryId))?.generation, 'model-2 768');
  assert.equal((await find('alpha'))[0], 'a.ts');
  assert.equal(await store.count(repositoryId), 2, 'the old generation is still there');
  assert.deepEqual(await listGenerations(sql, repositoryId), ['', 'model-2 768']);
  read.length = 0;
  await index('a'.repeat(40), tree);
  assert.deepEqual([read.length, (await loadIndexState(sql, repositoryId))?.generation], [0, ''], 'and can be gone back to');
  await index('b'.repeat(40), {});
  assert.deepEqual(await find('alpha'), []);
  await forgetRepository(sql, repositoryId);
  assert.deepEqual(await find('alpha'), ['no index']);
});
