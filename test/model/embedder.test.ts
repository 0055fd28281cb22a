import assert from 'node:assert/strict';
import { test } from 'node:test';
import { OpenAI } from 'openai';
import { createEmbedder, EmbeddingError } from '#src/model/create-embedder.ts';
import type { Embedder, EmbeddingFailure } from '#src/model/create-embedder.ts';
import { startSmallEmbeddingServer, vectorOf } from './small-embedding-server.ts';
import type { SmallEmbeddingServer } from './small-embedding-server.ts';

const waits: number[] = [];
const embedderAt = (url: string, apiKey?: string): Embedder =>
  createEmbedder({ baseUrl: url, name: 'small', apiKey, wait: (milliseconds) => Promise.resolve(waits.push(milliseconds)) });
const failsAs = async (work: Promise<unknown>, reason: EmbeddingFailure, retryable: boolean): Promise<void> => {
  await assert.rejects(work, (error) => {
    assert.ok(error instanceof EmbeddingError);
    assert.deepEqual([error.reason, error.retryable], [reason, retryable]);
    assert.match(error.message, /^[A-Z].*\. .*(?:words|Nothing)/u);
    return true;
  });
};

test("the small server speaks OpenAI's contract: OpenAI's own client reads it", async () => {
  await using server = await startSmallEmbeddingServer();
  const client = new OpenAI({ baseURL: server.url, apiKey: 'none' });
  const { data } = await client.embeddings.create({ model: 'small', input: ['login', 'parcel'], encoding_format: 'float' });
  assert.deepEqual(data.find(({ index }) => index === 1)?.embedding, vectorOf('parcel', 32));
  assert.deepEqual(Object.keys(server.asked[0] ?? {}).toSorted(), ['encoding_format', 'input', 'model']);
});

test('texts go in batches, each vector to its text; the key along; nothing empty, NUL or half a character', async () => {
  await using server = await startSmallEmbeddingServer();
  const embedder = embedderAt(`${server.url}/`, 'sk-1');
  const texts = Array.from({ length: 70 }, (_, at) => (at === 40 ? ' \n' : `word${'abcdefghij'[at % 10]} \u0000\uD800 ${'x'.repeat(at)}`));
  const vectors = await embedder.embed(texts);
  assert.deepEqual(
    server.asked.map(({ input }) => input.length),
    [32, 32, 5],
  );
  assert.ok(server.asked.every(({ model, encoding_format: format }) => model === 'small' && format === 'float'));
  assert.deepEqual(new Set(server.keys), new Set(['Bearer sk-1']));
  assert.ok(server.asked.every(({ input }) => input.every((text) => text.isWellFormed() && !text.includes('\u0000'))));
  for (const [at, text] of texts.entries()) assert.deepEqual(vectors[at], at === 40 ? undefined : vectorOf(text, 32), String(at));
  assert.equal(await embedder.dimension(), 32);
  assert.equal(server.asked.length, 3, 'the dimension is known by then');
  assert.equal((await embedder.embed(['y'.repeat(100_000)])).length, 1);
  assert.equal(server.asked.at(-1)?.input[0]?.length, 6_000);
});

test('what a server refuses in company is asked alone, then shorter; only what it never takes has no vector', async () => {
  await using server = await startSmallEmbeddingServer();
  // llama.cpp's way, and the others'.
  for (const refusal of [
    { status: 500, body: { error: { message: 'input is too large to process' } } },
    { status: 400 },
    { status: 413 },
  ]) {
    server.fault = (texts) => (texts.some((text) => text.length > 1_000 || text.startsWith('z')) ? refusal : undefined);
    const vectors = await embedderAt(server.url).embed(['login', `parcel ${'x '.repeat(2_000)}`, 'zoo', 'price']);
    assert.deepEqual(
      vectors.map((vector) => vector !== undefined),
      [true, true, false, true],
    );
    assert.deepEqual(vectors[3], vectorOf('price', 32));
    assert.equal(vectors[1]?.[1], 1, 'the beginning of the long one');
  }
});

test('a busy server is asked again as it says, and given up with words; a wrong one at once', async () => {
  await using server = await startSmallEmbeddingServer();
  waits.length = 0;
  server.fault = (_texts, request) =>
    request === 1 ? { status: 429, headers: { 'retry-after': '2' } } : request < 4 ? { status: 503 } : undefined;
  assert.deepEqual(await embedderAt(server.url).embed(['login']), [vectorOf('login', 32)]);
  assert.deepEqual(waits, [2_000, 1_500, 4_500]);
  const always = (fault: ReturnType<SmallEmbeddingServer['fault']>): Promise<unknown> => {
    server.fault = () => fault;
    return embedderAt(server.url).embed(['login']);
  };
  await failsAs(always({ status: 429, headers: { 'retry-after': '3600' } }), 'busy', true);
  await failsAs(always({ status: 502, body: '<html>' }), 'unreachable', true);
  await failsAs(always({ status: 401 }), 'unauthorized', false);
  await failsAs(always({ status: 404 }), 'missing', false);
  await failsAs(always({ status: 302, headers: { location: 'http://127.0.0.1:1/' } }), 'unreachable', true);
  const vector = { object: 'embedding', index: 0, embedding: [1] };
  for (const body of [
    '<html>',
    '[',
    {},
    { data: [] },
    { data: [{ ...vector, index: 5 }] },
    { data: [{ ...vector, embedding: ['1'] }] },
    'x'.repeat(9e6),
  ])
    await failsAs(always({ status: 200, body }), 'not-an-embedding-server', false);
  await failsAs(embedderAt('http://127.0.0.1:1/v1').embed(['login']), 'unreachable', true);
  await failsAs(embedderAt('http://127.0.0.1:1/v1').dimension(), 'unreachable', true);
});

test('a model that changes under its name is noticed; so is a call that nobody waits for any more', async () => {
  await using server = await startSmallEmbeddingServer();
  const embedder = embedderAt(server.url);
  await embedder.embed(['login']);
  server.dimension = 16;
  await failsAs(embedder.embed(['login']), 'dimension', false);
  await assert.rejects(embedder.embed(['parcel'], AbortSignal.abort(new Error('enough'))), /enough/u);
});
