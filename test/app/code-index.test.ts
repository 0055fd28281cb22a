/** The index through its life in the App, and questions to it in the thread, without a model. */
import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { setStage } from './stage.ts';
import type { Stage } from './stage.ts';
import { loadIndexState } from '#src/retrieval/index-state.ts';
import type { IndexState } from '#src/retrieval/index-state.ts';
import { startTestDatabase } from '#test/records/test-database.ts';
import type { TestDatabase } from '#test/records/test-database.ts';
import type { Pull } from '#sandbox/state/pull.ts';
import type { Actor } from '#sandbox/state/world.ts';

const files = [
  { path: 'README.md', content: '# Orders\n\nHow refunds are paid out: once a night, by the batch.\n' },
  {
    path: 'orders/cart.py',
    content: 'def cart_total(prices, discount):\n    """Sums up the prices of a cart."""\n    return sum(prices) - discount\n',
  },
];

suite('the code index in the App', () => {
  let stage: Stage;
  let records: TestDatabase;
  let pull: Pull;
  before(async () => {
    records = await startTestDatabase();
    stage = await setStage({ env: { DATABASE_URL: records.url }, files });
    await stage.startApp();
    pull = await stage.openPull({
      branch: 'tax',
      files: [{ path: 'orders/tax.py', content: 'def secret_tax_of_head(price):\n    return cart_total([price], 0)\n' }],
    });
  });
  after(async () => {
    await stage[Symbol.asyncDispose]();
    await records[Symbol.asyncDispose]();
  });

  const untilIndex = async (what: string, fits: (state: IndexState | undefined) => boolean): Promise<IndexState | undefined> => {
    for (const end = Date.now() + 90_000; ; await sleep(100)) {
      const state = await loadIndexState(records.database, stage.repository.id);
      if (fits(state)) return state;
      if (Date.now() > end)
        throw new Error(`${what}: ${JSON.stringify(state)}\n${(await stage.appLog()).split('\n').slice(-8).join('\n')}`);
    }
  };
  const say = async (who: Actor, text: string): Promise<string> => {
    const { id } = stage.sandbox.world.comment(who, pull, text);
    return (await stage.untilComment(pull, text, (body) => body.includes(`countersign:reply ${id} `))).replace(/^<!--.*-->\n/u, '');
  };
  const tipOf = async (files: Parameters<Stage['openPull']>[0]['files']): Promise<string> =>
    await stage.sandbox.world.pushCommit(stage.maintainer, stage.repository, { branch: 'main', message: 'More', files });

  test('what is installed is indexed at the start; a question gets the nearest places, or that nothing is known', async () => {
    await untilIndex('indexed at the start', (state) => state?.state === 'ready' && state.files === 2);
    const places = await say(stage.reader, '/ai ask how is the total of a cart computed from its prices?');
    assert.match(
      places,
      /^No model is configured[^]*\[`orders\/cart\.py:1-3`\]\(http:\/\/127\.0\.0\.1:\d+\/[\w-]+\/orders\/blob\/[0-9a-f]{40}\/orders\/cart\.py#L1-L3\)/u,
    );
    assert.match(await say(stage.reader, '/ai ask when are refunds paid out?'), /README\.md/u);
    const unknown = await say(stage.reader, '/ai ask where are Kafka messages consumed?');
    assert.match(unknown, /^I don't know: the index of commit `[0-9a-f]{8}` has nothing on this\. Nowhere near: `Kafka`|`kafka`/u);
    assert.match(await say(stage.reader, '/ai explain orders/tax.py:1-2'), /is defined here:\n\n- \[`orders\/cart\.py:1-3`\]/u);
    assert.match(await say(stage.reader, '/ai explain orders/none.py'), /There is no file `orders\/none\.py`/u);
  });

  test('heads of pull requests never get into it (T49); /ai status and a page show its state', async () => {
    assert.match(await say(stage.reader, '/ai ask what does secret_tax_of_head do?'), /^I don't know/u);
    const { rowCount } = await records.database.query(`select 1 from code_symbols where name = 'secret_tax_of_head'`);
    assert.equal(rowCount, 0);
    assert.match(await say(stage.reader, '/ai status'), /\| code index \| answers from `[0-9a-f]{8}`: 2 files, 2 chunks \|/u);
    assert.match(await (await fetch(`${stage.appUrl}/code`)).text(), /\/orders<\/td>\s*<td>ready<\/td>/u);
  });

  test('a push, a force push, an emptied and a removed repository are followed; what is gone is not found', async () => {
    const { world } = stage.sandbox;
    const begin = (await untilIndex('ready', (state) => state?.behind === false))?.commitSha ?? '';
    const pushed = await tipOf([{ path: 'orders/ship.py', content: 'def ship_parcel(order):\n    return order\n' }]);
    await untilIndex('pushed', (state) => state?.commitSha === pushed && state.files === 3);
    // Other branches do not matter.
    await world.pushCommit(stage.maintainer, stage.repository, {
      branch: 'side',
      from: 'main',
      message: 'Side',
      files: [{ path: 'side.py', content: 'x = 1\n' }],
    });
    await world.pushBranch(stage.maintainer, stage.repository, 'main', begin);
    await untilIndex('force-pushed', (state) => state?.commitSha === begin && state.files === 2);
    assert.match(await say(stage.reader, '/ai ask what does ship_parcel do?'), /^I don't know/u);

    const installation = [...stage.sandbox.world.records.installations.values()][0];
    assert.ok(installation);
    world.changeInstalledRepositories(installation, { remove: [stage.repository] });
    await untilIndex('removed', (state) => state === undefined);
    for (const table of ['code_files', 'code_symbols', 'code_blobs', 'code_chunks', 'code_postings'])
      assert.equal((await records.database.query(`select 1 from ${table}`)).rowCount, 0, table);
    world.changeInstalledRepositories(installation, { add: [stage.repository] });
    await untilIndex('added again', (state) => state?.commitSha === begin);

    await world.pushBranch(stage.maintainer, stage.repository, 'main', null);
    await untilIndex('emptied', (state) => state?.state === 'empty' && state.files === 0);
  });
});
