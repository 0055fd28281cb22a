import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { changedTogether } from '#src/retrieval/co-change.ts';
import { contextQuery } from '#src/retrieval/context-query.ts';
import { chunkFile } from '#src/chunks/chunk-file.ts';
import { openMemoryStore } from '#src/retrieval/memory-store.ts';
import { findBest } from '#src/retrieval/best-scores.ts';
import { eachPosting, mergePostings, writePosting } from '#src/retrieval/postings.ts';
import { readQuery } from '#src/retrieval/query.ts';
import { rankFiles } from '#src/retrieval/rank-files.ts';
import type { RankedFile } from '#src/retrieval/rank-files.ts';
import { stem } from '#src/chunks/stem.ts';
import { countTerms } from '#src/chunks/tokens.ts';
import { outlineOf } from '#src/syntax/outline-of.ts';

async function search(files: Readonly<Record<string, string>>, question: string): Promise<readonly RankedFile[]> {
  const chunked = await Promise.all(
    Object.entries(files).map(async ([path, text]) => {
      const { chunks } = await chunkFile(path, text, outlineOf);
      return { path, blobId: path, lines: text.split('\n').length, chunks };
    }),
  );
  const store = openMemoryStore(chunked);
  const query = readQuery(question);
  return rankFiles({ query, hits: store.findChunks(query, 100), definitions: store.findDefinitions(query), paths: store.paths });
}

const paths = (files: readonly RankedFile[]): readonly string[] => files.map(({ path }) => path);

test('One alphabet for questions and names', () => {
  for (const words of ['validate validates validation validator validating', 'status statuses', 'alias aliases', 'dependency dependencies'])
    assert.equal(new Set(words.split(' ').map(stem)).size, 1, words);
  assert.deepEqual([...countTerms('parseHTTPHeader').keys()], ['pars', 'http', 'header', 'parsehttpheader']);
  assert.ok(countTerms('path_router').has('pathrouter') && countTerms('PathRouter').has('pathrouter'));
  assert.deepEqual([...countTerms('req').keys()], [...countTerms('request').keys()]);
});

test('The definition of a name comes before its uses, tests and copies of an older version', async () => {
  const use = 'import { Router } from "./router";\nnew Router(); new Router(); new Router(); // Router Router\n';
  const definition = 'export class Router {\n  match(path: string) {\n    return path;\n  }\n}\n';
  const found = await search(
    { 'src/app.ts': use, 'src/v1/router.ts': definition, 'src/v2/router.ts': definition, 'test/router.test.ts': use },
    'Router',
  );
  assert.equal(found[0]?.path, 'src/v2/router.ts');
  assert.ok((found[0]?.why.asked ?? 0) > 0);
  const older = await search({ 'src/v1/router.ts': definition, 'src/v2/router.ts': definition }, 'v1 router matching paths');
  assert.equal(older[0]?.path, 'src/v1/router.ts', 'unless that version is asked for');
});

test('A path in the question is taken at its word', async () => {
  const text = 'export const limit = 3;\n';
  const found = await search({ 'a/limits.ts': text, 'b/limits.ts': text, 'c/other.ts': text }, 'what does b/limits.ts do');
  assert.equal(found[0]?.path, 'b/limits.ts');
});

test('Several chunks of a file add up', async () => {
  const one = (topic: string, times: number): string =>
    Array.from({ length: times }, (_, index) => `export function ${topic}Step${index}() {\n${'  run();\n'.repeat(12)}}\n`).join('\n');
  const found = await search({ 'a.ts': one('checkout', 1), 'b.ts': one('checkout', 4) }, 'checkout steps');
  assert.deepEqual(paths(found), ['b.ts', 'a.ts']);
});

test('No question breaks it, and none takes long', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      const { terms } = readQuery(text);
      assert.ok(terms.size <= 200);
    }),
  );
  for (const text of [
    'x'.repeat(100_000),
    'aB'.repeat(50_000),
    '/a'.repeat(50_000),
    'a.'.repeat(50_000),
    '\u0000\uD800'.repeat(50_000),
    'parse the path '.repeat(7_000),
  ]) {
    const started = performance.now();
    assert.ok(readQuery(text).terms.size <= 200);
    assert.ok(performance.now() - started < 1_000, text.slice(0, 20));
  }
});

test('Files named like the store names things are files like others', async () => {
  const names = ['__proto__.ts', 'constructor', '0123456789abcdef0123456789abcdef01234567 0.ts', "a'; drop table code_files; --.ts"];
  const found = await search(Object.fromEntries(names.map((name) => [name, 'export function needle() {}\n'])), 'needle');
  assert.deepEqual(
    paths(found).toSorted(),
    names.filter((name) => name !== '__proto__.ts' || Object.hasOwn({ [name]: 1 }, name)).toSorted(),
  );
});

test('Postings come back as they went, merged from parts, without the dead ones', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(2 ** 31 - 1), { maxLength: 50 }), fc.nat(50), fc.nat(5), (ids, cut, dead) => {
      const postings = ids.sort((a, b) => a - b).map((chunk, index) => ({ chunk, weight: (index % 20) / 10 }));
      const isAlive = (chunk: number): boolean => chunk % 6 !== dead;
      const back: { chunk: number; weight: number }[] = [];
      const merged = mergePostings([pack(postings.slice(0, cut)), pack(postings.slice(cut))], isAlive);
      eachPosting(merged, (chunk, weight) => back.push({ chunk, weight }));
      const expected = postings.filter(({ chunk }) => isAlive(chunk));
      assert.deepEqual(
        back.map(({ chunk }) => chunk),
        expected.map(({ chunk }) => chunk),
      );
      for (const [index, { weight }] of back.entries()) assert.ok(Math.abs(weight - (expected[index]?.weight ?? 0)) < 0.01);
    }),
  );
  eachPosting(Buffer.from([255, 255]), () => assert.fail('a torn list holds nothing'));
});

function pack(postings: readonly { readonly chunk: number; readonly weight: number }[]): Buffer {
  const bytes = Buffer.alloc(postings.length * 6);
  let [at, last] = [0, 0];
  for (const { chunk, weight } of postings) {
    at = writePosting(bytes, at, chunk - last, weight);
    last = chunk;
  }
  return bytes.subarray(0, at);
}

test('The best scores, equals by the lower id', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(9), { maxLength: 200 }), fc.integer({ min: 1, max: 40 }), (numbers, count) => {
      const all = [...numbers.keys()].filter((id) => numbers[id] !== 0).sort((a, b) => (numbers[b] ?? 0) - (numbers[a] ?? 0) || a - b);
      assert.deepEqual(findBest(Float64Array.from(numbers), count), all.slice(0, count));
    }),
  );
});

test('What changed together is near, and mass changes say nothing', () => {
  const many = Array.from({ length: 60 }, (_, index) => `f${index}`);
  const history = [
    { paths: ['a', 'b'] },
    { paths: ['a', 'b'] },
    { paths: ['a', 'c', 'd', 'e'] },
    { paths: ['a', ...many] },
    { paths: ['x', 'y'] },
  ];
  const near = changedTogether(history, new Set(['a']));
  assert.ok((near.get('b') ?? 0) > (near.get('c') ?? 0) && (near.get('c') ?? 0) > 0);
  assert.ok(!near.has('f1') && !near.has('x') && !near.has('a'));
});

test('The query of a review has something of every file', () => {
  const files = Array.from({ length: 50 }, (_, index) => ({
    path: `src/part-${index}.ts`,
    hunkHeaders: ['function around() {'],
    changedLines: [`computeTotal${index}(cartItems)`.repeat(40)],
  }));
  const query = contextQuery({ title: 'Carts', files });
  assert.ok(query.length <= 4_000);
  for (const { path } of files) assert.ok(query.includes(path), path);
  assert.ok(contextQuery({ title: '\uD800'.repeat(1_000), files: [] }).isWellFormed());
});
