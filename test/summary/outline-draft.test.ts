import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gatherFacts } from '#src/summary/gather-facts.ts';
import { outlineDraft } from '#src/summary/outline-draft.ts';
import { renderText } from '#src/summary/render-text.ts';
import { wording } from '#src/summary/wording.ts';
import type { Commit } from '#src/pull-request.ts';
import { comparisonOf, gatherPortsOf, pullOf } from './made-change.ts';
import type { MadeFile } from './made-change.ts';

async function draft(
  files: readonly MadeFile[],
  commits: readonly Partial<Commit>[] = [{ subject: 'Add coupons', body: '' }],
): Promise<string> {
  const comparison = comparisonOf(files, commits);
  const facts = await gatherFacts(comparison.files, gatherPortsOf(files));
  const content = outlineDraft({ pull: pullOf(), commits: comparison.commits, facts });
  return `${content.title}\n---\n${renderText(content)}\n---\n${wording.coverage(comparison.files.length, facts.notRead)}`;
}

test('a small change is a few lines', async () => {
  const text = await draft(
    [{ path: 'shop/pages.py', before: 'def last(n):\n    return n - 1\n', after: 'def last(n):\n    return n\n' }],
    [
      {
        subject: 'Show the last page',
        body: 'The last page was cut off since the list begins at one.\n\nSigned-off-by: Ada <ada@example.org>',
      },
    ],
  );
  assert.equal(
    text,
    [
      'Add coupons to the cart',
      '---',
      'The last page was cut off since the list begins at one.',
      '',
      'Changes `last()` (`shop/pages.py:2`: `return n - 1` → `return n`).',
      '',
      '- No test changed with `shop/pages.py`.',
      '---',
      '1 changed file, all read.',
    ].join('\n'),
  );
});

test('a feature: what is new, what callers and reviewers should know, each with its place', async () => {
  const text = await draft(
    [
      {
        path: 'src/cart/cart.ts',
        before: 'export class Cart {\n  total(): number {\n    return 1;\n  }\n}\nexport function legacy() {}\n',
        after:
          'export class Cart {\n  total(currency: string): number {\n    return 1;\n  }\n  coupon(code: string) {\n    return process.env.COUPON_KEY;\n  }\n}\n',
      },
      {
        path: 'src/api/orders.ts',
        before: "import { router } from './router.ts';\n",
        after: "import { router } from './router.ts';\nrouter.get('/orders/:id/refund', refund);\nfunction refund() {}\n",
      },
      { path: 'test/cart.test.ts', after: 'export function testTotal() {}\n' },
      { path: 'migrations/0004_coupons.sql', after: 'create table coupons (id int);\nalter table carts drop column note;\n' },
      {
        path: 'package.json',
        before: '{\n  "dependencies": {\n    "stripe": "11.2.0",\n    "lodash": "4.0.0"\n  }\n}\n',
        after: '{\n  "dependencies": {\n    "stripe": "12.0.0",\n    "zod": "4.1.0"\n  }\n}\n',
      },
      { path: 'package-lock.json', before: '{}', after: '{ }' },
      { path: 'logo.png', kind: 'binary', after: 'x' },
    ],
    [{ subject: 'Add coupons' }, { subject: 'wip' }, { subject: 'Refund route' }],
  );
  assert.equal(
    text,
    [
      'Add coupons to the cart',
      '---',
      'Commits: Refund route.',
      '',
      '- Adds `Cart.coupon(code: string)` (`src/cart/cart.ts:5`); changes `Cart.total()` (`src/cart/cart.ts:2`); removes `legacy()`.',
      '- Adds `refund()` (`src/api/orders.ts:3`).',
      '',
      '**For callers**',
      '- New route `GET /orders/:id/refund` (`src/api/orders.ts:2`).',
      '- Gone from `src/cart/cart.ts`: `legacy()`.',
      '- `Cart.total()` now also takes `currency` (`src/cart/cart.ts:2`).',
      '',
      '**To check**',
      '- Migration: `migrations/0004_coupons.sql:1`; drops a column (`migrations/0004_coupons.sql:2`).',
      '- Dependencies: `stripe` `11.2.0` → `12.0.0` (major step, `package.json:3`), new `zod` `4.1.0` (`:4`) and `lodash` removed.',
      '- Reads the environment: `COUPON_KEY` (`src/cart/cart.ts:6`).',
      '- Tests: `test/cart.test.ts:1` with 1 new test.',
      '---',
      '7 changed files: 5 summarized by area, 2 not read (1 lock file, 1 binary).',
    ].join('\n'),
  );
});

test('documentation only: no word about tests', async () => {
  const text = await draft([{ path: 'README.md', before: 'a\n', after: 'b\n' }], [{ subject: 'Explain set-up' }]);
  assert.equal(text, 'Add coupons to the cart\n---\nEdits `README.md:1`.\n---\n1 changed file, all read.');
});

test('400 files with one repeated edit fit one screen, and the coverage adds up', async () => {
  const files = Array.from({ length: 400 }, (_, index) => ({
    path: `src/modules/m${index % 40}/file${index}.ts`,
    before: `import { getUser } from '../users.ts';\nexport function f${index}() {\n  return getUser(${index});\n}\n`,
    after: `import { fetchUser } from '../users.ts';\nexport function f${index}() {\n  return fetchUser(${index});\n}\n`,
  }));
  const text = await draft(files, [{ subject: 'Rename getUser to fetchUser' }]);
  assert.match(text, /one edit repeated in 400 of 400 files: `getUser` becomes `fetchUser` \(first at `src\/modules\/m0\/file0\.ts:1`\)/u);
  assert.match(text, /400 changed files, all read\./u);
  assert.ok(text.split('\n').length <= 40, text);
  assert.ok(text.length < 5_000, String(text.length));
});

test('a method that moves to another file is moved, not removed', async () => {
  const body = 'export function price(item: string): number {\n  return item.length;\n}\n';
  const text = await draft([
    { path: 'src/a/old.ts', before: `${body}export const A = 1;\n`, after: 'export const A = 1;\n' },
    { path: 'src/b/new.ts', after: body },
  ]);
  assert.match(text, /moves `price\(\)` to `src\/b\/new\.ts`/iu);
  assert.doesNotMatch(text, /Gone from/u);
});

test('renamed, deleted, mode-only, symlink and submodule changes are each named', async () => {
  const text = await draft([
    { path: 'src/new-name.ts', previousPath: 'src/old-name.ts', before: 'x', after: 'x' },
    { path: 'src/gone.txt', before: 'x\n' },
    { path: 'link', kind: 'symlink', after: 'x' },
    { path: 'lib/sub', kind: 'submodule' },
  ]);
  assert.match(text, /renames `src\/old-name\.ts` → `src\/new-name\.ts`/iu);
  assert.match(text, /deletes `src\/gone\.txt`/iu);
  assert.match(text, /2 not read \(1 symlink, 1 submodule\)/u);
});

test('a bare reference in the commit message is no reason; a sentence with one is', async () => {
  const files = [{ path: 'README.md', before: 'a\n', after: 'b\n' }];
  for (const body of ['Closes #12', 'Fixes shop/orders#3, #4', 'GH-7', '#1'])
    assert.equal((await draft(files, [{ subject: 'Explain set-up', body }])).split('\n')[2], 'Edits `README.md:1`.', body);
  const reason = 'New people asked for it in #12 again and again.';
  assert.match(await draft(files, [{ subject: 'Explain set-up', body: `Closes #12\n\n${reason}` }]), /New people asked for it/u);
});

test('a change of which nothing can be read, and many folders with one file each: short, and not empty', async () => {
  const picture = { path: 'docs/logo.png', after: 'x', kind: 'binary' as const };
  assert.match(await draft([picture]), /^Changes nothing that can be read here: `docs\/logo\.png` \(binary\)\.$/mu);
  const places = ['a', 'b', 'c', 'd'].map((folder) => ({ path: `${folder}/notes.md`, before: 'one\n', after: 'two\n' }));
  assert.match(await draft(places), /^Edits 4 files: `a\/notes\.md:1`, `b\/notes\.md:1`, `c\/notes\.md:1` and 1 more\.$/mu);
});
