import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { readReviewContext } from '#src/retrieval/review-context.ts';
import type { ContextPorts, ReviewContext } from '#src/retrieval/review-context.ts';
import { StoreError } from '#src/retrieval/store.ts';
import { startTestDatabase } from '#test/records/test-database.ts';
import type { TestDatabase } from '#test/records/test-database.ts';
import { openCodeIndex } from '#workers/code/code-index.ts';
import { contextPort } from '#workers/review/review-context.ts';
import { smallRepository } from './small-repository.ts';

let database: TestDatabase;
before(async () => {
  database = await startTestDatabase();
});
after(() => database[Symbol.asyncDispose]());

const tree = {
  'shop/cart.py': 'from shop.money import convert\n\n\ndef cart_total(prices, currency):\n    return convert(sum(prices), currency)\n',
  'shop/money.py':
    'RATES = {}\n\n\ndef convert(amount, currency):\n    """Into the currency of the customer."""\n    return amount * RATES[currency]\n',
  'shop/checkout.py':
    'from shop.cart import cart_total\n\n\ndef checkout(order):\n    total = cart_total(order.prices, order.currency)\n    return pay(total)\n',
  'shop/other.py': 'def cart_totals_report():\n    return None\n',
};
const change = {
  title: 'Round the total',
  files: [
    {
      path: 'shop/cart.py',
      hunkHeaders: ['def cart_total(prices, currency):'],
      changedLines: ['    return convert(sum(prices), currency)', '    return round(convert(sum(prices), currency), 2)'],
    },
  ],
};
const budget = { tokens: 1_200, milliseconds: 30_000 };

test('what a change uses, and who uses what it changes, with path, lines and commit', async () => {
  const repository = smallRepository(database.database);
  const ports: ContextPorts = { ...repository, readHistory: () => Promise.resolve([]), now: () => new Date() };
  const read = async (more: Partial<ContextPorts> = {}, tokens = budget.tokens): Promise<ReviewContext> =>
    await readReviewContext({ ...ports, ...more }, repository.repositoryId, change, { ...budget, tokens });
  assert.deepEqual(await read(), { kind: 'none', reason: 'no-index' });
  await repository.index('a'.repeat(40), tree);
  const context = await read();
  assert.equal(context.kind, 'context');
  const pieces = context.kind === 'context' ? context.pieces : [];
  const told = pieces.map(({ role, name, path, startLine, endLine }) => `${role} ${name ?? ''} ${path}:${startLine}-${endLine}`);
  assert.equal(told[0], 'definition convert shop/money.py:4-6');
  assert.equal(told[1], 'caller cart_total shop/checkout.py:1-6');
  assert.ok(pieces.every(({ path, commitSha }) => path !== 'shop/cart.py' && commitSha === 'a'.repeat(40)));
  assert.match(pieces[1]?.text ?? '', /total = cart_total\(order\.prices, order\.currency\)/u);
  // A name that only begins alike is no caller.
  assert.ok(!told.some((line) => line.startsWith('caller') && line.includes('other.py')));
  const small = await read({}, 60);
  assert.ok(small.kind === 'context' && small.pieces.length === 1);
  // History that cannot be read costs nothing but itself.
  assert.equal((await read({ readHistory: () => Promise.reject(new Error('no git')) })).kind, 'context');
});

test('a store that is away or slow, and an index that is stale, cost the context and never the review (T90)', async () => {
  const repository = smallRepository(database.database);
  await repository.index('a'.repeat(40), tree);
  const ports: ContextPorts = { ...repository, readHistory: () => Promise.resolve([]), now: () => new Date() };
  const read = (more: Partial<ContextPorts>, milliseconds = budget.milliseconds): Promise<ReviewContext> =>
    readReviewContext({ ...ports, ...more }, repository.repositoryId, change, { ...budget, milliseconds });
  const away = (): Promise<never> => Promise.reject(new StoreError('away', { reason: 'unreachable', retryable: true }));
  assert.deepEqual(await read({ search: away }), { kind: 'none', reason: 'unavailable' });
  assert.deepEqual(await read({ readBlobs: away }), { kind: 'none', reason: 'unavailable' });
  assert.deepEqual(await read({ search: () => new Promise(() => undefined) }, 50), { kind: 'none', reason: 'slow' });
  await repository.sql.query(`update code_repositories set wanted_sha = $2, wanted_at = now() where repository_id = $1`, [
    repository.repositoryId,
    'b'.repeat(40),
  ]);
  assert.equal((await read({})).kind, 'context');
  assert.deepEqual(await read({ now: () => new Date(Date.now() + 2 * 3_600_000) }), { kind: 'none', reason: 'stale' });
});

test('the port as the review is given it: files as git tells them, no history needed', async () => {
  const repository = smallRepository(database.database);
  await repository.index('a'.repeat(40), tree);
  const world = { code: openCodeIndex({ qdrant: undefined, embedding: undefined }, database.database), now: () => new Date() };
  const read = contextPort(world, { pull: repository, readBlobs: repository.readBlobs, gitDir: '/nowhere' });
  const lines =
    change.files[0]?.changedLines.map((text, at) => ({ kind: at === 0 ? ('deleted' as const) : ('added' as const), text })) ?? [];
  const hunk = { oldStart: 5, oldLines: 1, newStart: 5, newLines: 1, section: 'def cart_total(prices, currency):', lines };
  const file = {
    path: 'shop/cart.py',
    status: 'modified',
    kind: 'text',
    headSize: 1,
    baseMode: '100644',
    headMode: '100644',
    additions: 1,
    deletions: 1,
    hunks: [hunk],
  } as const;
  const context = await read(change.title, [file]);
  assert.equal(context.kind === 'context' && context.pieces[0]?.path, 'shop/money.py');
});
