import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { noteLook } from '#src/retrieval/index-state.ts';
import { findLeftUses } from '#src/retrieval/left-uses.ts';
import { useIn } from '#src/retrieval/uses-of.ts';
import { blobId, changedFileOf } from '#test/diff/changed-file-of.ts';
import { startTestDatabase } from '#test/records/test-database.ts';
import type { TestDatabase } from '#test/records/test-database.ts';
import { smallRepository } from './small-repository.ts';

const rows: readonly (readonly [declared: string, name: string, path: string, text: string, line: number | undefined])[] = [
  ['shop/prices.py', 'total', 'shop/api.py', 'from shop.prices import rate, total\n\n\nprint(total([1]))\n', 3],
  ['shop/prices.py', 'total', 'shop/api.py', 'from .prices import (\n    rate,\n    total,\n)\n', 2],
  ['shop/prices.py', 'total', 'shop/api.py', 'from shop.costs import total\n\nprint(total([1]))\n', undefined],
  ['shop/prices.py', 'total', 'shop/api.py', 'def f(total):\n    return total(1)\n', undefined],
  ['shop/prices.py', 'total', 'shop/api.py', 'from shop.prices import subtotal\n', undefined],
  ['shop/__init__.py', 'total', 'api.py', 'from shop import total\n', 0],
  ['src/prices.ts', 'total', 'src/api.ts', "import { rate, total } from './prices.ts';\n\nexport const sum = total([1]);\n", 2],
  ['src/prices.ts', 'total', 'src/api.ts', "import {\n  rate,\n  total as sum,\n} from '#src/prices.js';\n", 3],
  ['src/prices/index.ts', 'total', 'src/api.ts', "export { total } from './prices';\n", 0],
  ['src/prices.ts', 'total', 'src/api.ts', "import { total } from './old-prices.ts';\n", undefined],
  ['src/prices.ts', 'total', 'src/api.ts', "import { total } from 'lodash';\nimport { rate } from './prices.ts';\n", undefined],
  ['src/prices.ts', 'total', 'src/api.ts', 'const total = 1;\nprices.total(2);\n', undefined],
  ['money/sum.go', 'Total', 'money/api.go', 'package money\n\n// Total is gone.\nfunc f() int { return Total(1) }\n', 3],
  ['money/sum.go', 'Total', 'shop/api.go', 'package shop\n\nimport "x/money"\n\nvar t = money.Total(1)\n', 4],
  ['money/sum.go', 'Total', 'shop/api.go', 'package shop\n\nvar t = cart.Total(1)\n', undefined],
  ['a/b/Money.java', 'Money', 'a/c/Cart.java', 'import a.b.Money;\n\nclass Cart { Money total; }\n', 2],
  ['a/b/Money.java', 'Money', 'a/b/Cart.java', 'class Cart { Money total; }\n', 0],
  ['a/b/Money.java', 'Money', 'a/c/Cart.java', 'import other.Cash;\nclass Cart { Money total; }\n', undefined],
  ['a.rb', 'total', 'b.rb', 'total(1)\n', undefined],
];
for (const [declared, name, path, text, line] of rows)
  test(`${path} ${line === undefined ? 'does not use' : 'uses'} ${name} of ${declared}: ${JSON.stringify(text.slice(0, 60))}`, () =>
    assert.equal(useIn(text, path, { name, path: declared }), line));

let database: TestDatabase;
before(async () => void (database = await startTestDatabase()));
after(() => database[Symbol.asyncDispose]());

const prices = 'def cart_total(prices):\n    return sum(prices)\n\n\ndef cart_rate():\n    return 19\n\n\ndef _hidden():\n    return 1\n';
const user = 'from shop.prices import cart_rate, cart_total\n\n\ndef checkout(order):\n    return cart_total(order.prices)\n';
const without = prices.slice(prices.indexOf('def cart_rate'));

async function staged(files: Readonly<Record<string, string>> = {}) {
  const repository = smallRepository(database.database);
  const texts = new Map([prices, without, ...Object.values(files)].map((text) => [blobId(text), Buffer.from(text)]));
  await repository.index('a'.repeat(40), { 'shop/prices.py': prices, 'shop/checkout.py': user, 'shop/docs.md': 'cart_total', ...files });
  await noteLook(repository.sql, repository.repositoryId, 'main');
  const readBlobs = async (ids: readonly string[]) =>
    new Map([...(await repository.readBlobs(ids)), ...[...texts].filter(([id]) => ids.includes(id))]);
  const find = (changed: Parameters<typeof findLeftUses>[2]) =>
    findLeftUses({ sql: repository.sql, search: repository.search, readBlobs }, repository.repositoryId, changed);
  return { find, texts };
}

test('a function that is taken away while another file imports it, with the line; silence when anything is unsure', async () => {
  const { find, texts } = await staged();
  const taken = changedFileOf('shop/prices.py', prices, without);
  assert.deepEqual(await find({ files: [taken], baseRef: 'main' }), [
    {
      name: 'cart_total',
      path: 'shop/prices.py',
      baseLine: 1,
      code: 'def cart_total(prices):',
      uses: [{ path: 'shop/checkout.py', line: 5 }],
      commitSha: 'a'.repeat(40),
    },
  ]);
  assert.equal(await find({ files: [taken], baseRef: 'release' }), undefined, 'another branch is not in the index');
  const changedUser = changedFileOf('shop/checkout.py', user, 'def checkout(order):\n    return 0\n');
  assert.deepEqual(await find({ files: [taken, changedUser], baseRef: 'main' }), [], 'the change takes the use away, too');
  const moved = 'def cart_total(prices):\n    return sum(prices)\n';
  texts.set(blobId(moved), Buffer.from(moved));
  assert.deepEqual(await find({ files: [taken, changedFileOf('shop/sums.py', undefined, moved)], baseRef: 'main' }), [], 'moved');
  const passedOn = `from shop.sums import cart_total\n\n\n${without}`;
  texts.set(blobId(passedOn), Buffer.from(passedOn));
  assert.deepEqual(await find({ files: [changedFileOf('shop/prices.py', prices, passedOn)], baseRef: 'main' }), [], 'passed on');
});

test('a name that something else declares, too, proves nothing', async () => {
  const { find } = await staged({ 'shop/other.py': 'def cart_total(prices):\n    return 0\n' });
  assert.deepEqual(await find({ files: [changedFileOf('shop/prices.py', prices, without)], baseRef: 'main' }), []);
});

test('a head that is made to keep the search busy ends it soon', async () => {
  const { find, texts } = await staged();
  const busy = `${'func ('.repeat(60_000)}\n${'import {'.repeat(10_000)}\n`;
  texts.set(blobId(busy), Buffer.from(busy));
  const found = await find({
    files: [changedFileOf('shop/prices.py', prices, without), changedFileOf('shop/busy.py', undefined, busy)],
    baseRef: 'main',
  });
  assert.equal(found?.length, 1);
});
