import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startTestDatabase } from '#test/records/test-database.ts';
import type { TestDatabase } from '#test/records/test-database.ts';
import { smallRepository } from './small-repository.ts';

let database: TestDatabase;
before(async () => {
  database = await startTestDatabase();
});
after(() => database[Symbol.asyncDispose]());

test('A changelog is no source for how something is, unless nothing else is, or what changed is asked', async () => {
  const repository = smallRepository(database.database);
  await repository.index('a'.repeat(40), {
    'src/coupon.ts':
      '/** A coupon expires at midnight. */\nexport function expireCoupon(coupon: Coupon): void {\n  coupon.expired = true;\n}\n',
    'CHANGELOG.md': '# Version 2.0\n- Changed: the coupon expires after an hour.\n- Gift cards are refunded to the wallet.\n',
  });
  const pathsFor = async (question: string): Promise<readonly string[]> => {
    const found = await repository.ask(question);
    assert.ok(found.kind === 'found' && found.answerable, question);
    return [...new Set(found.places.map(({ path }) => path))];
  };
  assert.deepEqual(await pathsFor('When does a coupon expire?'), ['src/coupon.ts']);
  assert.ok((await pathsFor('Which version changed when the coupon expires?')).includes('CHANGELOG.md'));
  assert.deepEqual(await pathsFor('How are gift cards refunded to the wallet?'), ['CHANGELOG.md']);
});
