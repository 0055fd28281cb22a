/** Every request of the store, and every answer of the small Qdrant it is tested with, against Qdrant's own OpenAPI: the oldest version that is promised, and a new one. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { Ajv } from 'ajv';
import { openQdrantStore } from '#src/retrieval/qdrant-store.ts';
import type { StoredChunk } from '#src/retrieval/store.ts';
import { weighChunk } from '#src/chunks/term-weights.ts';
import { startSmallQdrant } from './small-qdrant.ts';
import type { SeenRequest, SmallQdrant } from './small-qdrant.ts';

interface Contract {
  readonly operations: Readonly<
    Record<string, { readonly query: readonly string[]; readonly request?: object; readonly response: object }>
  >;
  readonly components: object;
}

let qdrant: SmallQdrant;
before(async () => {
  qdrant = await startSmallQdrant();
  const chunk = (blobId: string, text: string, vector?: readonly number[]): StoredChunk => ({
    blobId,
    ordinal: 0,
    path: `${blobId}.ts`,
    startLine: 1,
    endLine: 2,
    content: 'code',
    terms: weighChunk({ text, symbols: [], enclosing: '' }),
    ...(vector === undefined ? {} : { vector }),
  });
  const [words, dense] = [undefined, 3].map((dimension) => openQdrantStore({ url: qdrant.url, generation: `g ${dimension}`, dimension }));
  assert.ok(words !== undefined && dense !== undefined);
  await words.put(1, [chunk('a', 'apples and pears'), chunk('b', '')]);
  await dense.put(1, [chunk('a', 'apples', [1, 0, 0]), chunk('b', 'a text without a vector')]);
  const search = { terms: [{ id: 7, weight: 1 }], content: 'code', limit: 5 } as const;
  await words.search(1, search);
  await dense.search(1, { ...search, vector: [1, 0, 0] });
  await dense.search(1, { ...search, terms: [], vector: [1, 0, 0] });
  for (const store of [words, dense]) {
    await store.dropBlobs(1, ['a', "it's"]);
    await store.count(1);
    await store.dropRepository(1);
  }
});
after(() => qdrant[Symbol.asyncDispose]());

const nameOf = ({ method, path }: SeenRequest): string =>
  `${method} ${path.replace(/^\/collections\/[^/]+/u, '/collections/{collection_name}')}`;

/** OpenAPI 3.0 says `nullable`, which JSON Schema does not know. */
function withNull(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('nullable' in value)) return value;
  const { nullable: _, ...rest } = value;
  return Object.keys(rest).length === 0 ? { type: 'null' } : { anyOf: [rest, { type: 'null' }] };
}

for (const version of ['1.11', '1.18'])
  test(`Qdrant ${version}: every request and every answer is as its OpenAPI says, and every write waits`, () => {
    const contract = JSON.parse(readFileSync(new URL(`qdrant-openapi-${version}.json`, import.meta.url), 'utf8')) as Contract;
    const ajv = new Ajv({ strict: false, logger: false, validateFormats: false });
    const openNull = JSON.parse(JSON.stringify(contract), (_, value: unknown) => withNull(value)) as Contract;
    ajv.addSchema({ components: openNull.components }, 'qdrant');
    const fits = (schema: object, value: unknown): string => {
      const local = JSON.parse(JSON.stringify(schema).replaceAll('"#/components/', '"qdrant#/components/')) as object;
      const validate = ajv.compile(local);
      return validate(value) ? '' : ajv.errorsText(validate.errors).slice(0, 400);
    };
    const complaints: string[] = [];
    const seen = new Set<string>();
    for (const request of qdrant.seen.filter(({ path }) => path !== '/')) {
      const name = nameOf(request);
      seen.add(name);
      const operation = openNull.operations[name];
      assert.ok(operation, `${name} is no operation of Qdrant ${version}`);
      const unknown = Object.keys(request.query).filter((key) => !operation.query.includes(key));
      if (unknown.length > 0) complaints.push(`${name}: unknown ${unknown.join(', ')}`);
      if (operation.query.includes('wait') && request.query['wait'] !== 'true') complaints.push(`${name} does not wait`);
      const asked = operation.request === undefined ? '' : fits(operation.request, request.body);
      const answered = fits(operation.response, request.answer);
      if (asked !== '') complaints.push(`${name} asks ${JSON.stringify(request.body).slice(0, 300)}: ${asked}`);
      if (answered !== '') complaints.push(`${name} answers ${JSON.stringify(request.answer).slice(0, 300)}: ${answered}`);
    }
    assert.deepEqual(complaints, []);
    assert.deepEqual([...seen].toSorted(), Object.keys(contract.operations).toSorted());
    // The check itself sees what is wrong.
    const query = openNull.operations['POST /collections/{collection_name}/points/query']?.request ?? {};
    assert.notEqual(fits(query, { prefetch: [{ query: { indices: ['a'] } }], limit: -1 }), '');
    const index = openNull.operations['PUT /collections/{collection_name}/index']?.request ?? {};
    assert.notEqual(fits(index, { field_name: 'a', field_schema: { type: 'keywords' } }), '');
  });
