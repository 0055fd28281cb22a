import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { noteRepository } from '#src/records/repositories.ts';
import { loadIndexState } from '#src/retrieval/index-state.ts';
import { startSmallEmbeddingServer } from '#test/model/small-embedding-server.ts';
import { startTestDatabase } from '#test/records/test-database.ts';
import type { TestDatabase } from '#test/records/test-database.ts';
import { commit, countersign, fingerprint, newRepository } from './run-cli.ts';

const cart = 'def cart_total(prices, discount):\n    """Sums up the prices of a cart."""\n    return sum(prices) - discount\n';

suite('countersign index and ask', () => {
  let records: TestDatabase;
  before(async () => {
    records = await startTestDatabase();
  });
  after(() => records[Symbol.asyncDispose]());
  const run = (...args: readonly string[]) => countersign(args, { env: { DATABASE_URL: records.url } });

  test('the index of a repository of the App is paused and resumed by its name', async () => {
    await noteRepository(records.database, { id: 41, owner: 'Acme', repo: 'shop' });
    const paused = await run('index', '--pause', 'acme/SHOP');
    assert.deepEqual([paused.code, (await loadIndexState(records.database, 41))?.state], [0, 'paused'], paused.stderr);
    assert.match(paused.stdout, /acme\/SHOP is paused/u);
    const resumed = await run('index', '--resume', 'acme/shop');
    assert.deepEqual([resumed.code, (await loadIndexState(records.database, 41))?.state], [0, 'empty'], resumed.stderr);
    for (const [args, told] of [
      [['--pause', 'acme/other'], /has not seen a repository "acme\/other"/u],
      [['--pause', 'shop'], /OWNER\/REPO/u],
      [['--pause', 'a/b', '--resume', 'a/b'], /alone/u],
      [['.', '--pause', 'a/b'], /alone/u],
    ] as const) {
      const wrong = await run('index', ...args);
      assert.deepEqual([wrong.code, wrong.stdout], [2, '']);
      assert.match(wrong.stderr, told);
    }
  });

  test('a repository is indexed, only what changed is read again, and it answers from what is committed', async () => {
    const folder = newRepository(
      { 'shop/cart.py': cart, 'logo.png': 'x' },
      { 'shop/tax.py': 'def vat_of(price):\n    return price * 19 / 100\n' },
    );
    const untouched = fingerprint(folder);
    const first = await run('index', folder, '--head', 'main', '--json');
    assert.equal(first.code, 0, first.stderr);
    const document = JSON.parse(first.stdout) as Record<string, unknown>;
    assert.deepEqual([document['name'], document['files'], document['read'], document['skipped']], ['main', 1, 1, { 'no text': 1 }]);
    assert.match(first.stderr, /Reading: 1 of 1 files/u);
    const second = await run('index', folder);
    assert.match(
      second.stdout,
      /^topic at [0-9a-f]{8}: 2 files in 2 chunks can be searched; 1 file was read in [\d.]+ s\.\nNot searched: 1 no text\.\n$/u,
    );
    assert.deepEqual(fingerprint(folder), untouched);

    const places = await run('ask', 'how', 'is', 'the', 'total', 'of', 'a', 'cart', 'summed', 'up?', '--repo', folder);
    assert.deepEqual(
      [places.code, places.stdout],
      [
        0,
        'No model is configured, so nothing is put into words.\n\nThe nearest places:\n\n- shop/cart.py:1-3: `def cart_total(prices, discount):`\n',
      ],
    );
    const unknown = await run('ask', 'where are Kafka messages consumed?', '--repo', folder, '--json');
    assert.equal(unknown.code, 1, unknown.stderr);
    assert.equal((JSON.parse(unknown.stdout) as { kind: string }).kind, 'unknown');
    commit(folder, 'Kafka', { 'shop/kafka.py': 'def consume_messages(kafka):\n    """Kafka messages are consumed here."""\n' });
    assert.equal((await run('ask', 'where are Kafka messages consumed?', '--repo', folder)).code, 0);
  });

  test('an embedding server gives vectors; one that refuses costs them, not the answer', async () => {
    const folder = newRepository({ 'shop/gate.py': 'def authenticate(who):\n    return who.ok\n' }, {});
    await using server = await startSmallEmbeddingServer();
    const env = { DATABASE_URL: records.url, EMBEDDING_BASE_URL: server.url, EMBEDDING_MODEL: 'small' };
    server.fault = () => ({ status: 401 });
    const without = await countersign(['ask', 'who may authenticate?', '--repo', folder], { env });
    assert.deepEqual([without.code, /shop\/gate\.py:1-2/u.test(without.stdout)], [0, true], without.stderr);
    assert.match(without.stderr, /refused the key\. No vectors were made; searches go on by words\. Set EMBEDDING_API_KEY/u);
    server.fault = () => undefined;
    const vectors = await countersign(['index', folder], { env });
    assert.equal(vectors.code, 0, vectors.stderr);
    assert.ok(server.asked.some(({ input }) => input.some((text) => text.includes('authenticate'))));
    const { rows } = await records.database.query<{ generation: string }>(
      "select generation from code_repositories where generation <> ''",
    );
    assert.deepEqual(rows, [{ generation: 'small 32' }]);
  });

  test('what cannot be done is said, with what to do', async () => {
    for (const [args, expected] of [
      [['ask'], /Say what you want to know/u],
      [['ask', 'x', '--repo', '/nowhere'], /There is no folder \/nowhere/u],
      [['index', '--heads', 'x'], /--head/u],
    ] as const) {
      const { code, stderr } = await run(...args);
      assert.equal(code, 2);
      assert.match(stderr, expected);
    }
  });
});
