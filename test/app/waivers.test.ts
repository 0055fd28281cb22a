/** The life of a waiver: who may grant it, what it opens, what closes the gate again. */
import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { startTestDatabase } from '#test/records/test-database.ts';
import type { TestDatabase } from '#test/records/test-database.ts';
import { verifyAudit } from '#src/records/audit.ts';
import { checkOf, isSettled, setStage } from './stage.ts';
import type { Stage } from './stage.ts';
import type { Pull } from '#sandbox/state/pull.ts';

const vulnerable = (name: string): string =>
  [
    'from flask import request',
    '',
    '',
    'def search(connection):',
    `    ${name} = request.args['name']`,
    `    return connection.execute("select " + ${name})`,
    '',
  ].join('\n');

suite('waivers', () => {
  let stage: Stage;
  let records: TestDatabase;
  let pull: Pull;
  let id = '';
  before(async () => {
    records = await startTestDatabase();
    stage = await setStage({ env: { DATABASE_URL: records.url } });
    await stage.startApp();
    pull = await stage.openPull({
      branch: 'search',
      title: 'Search',
      body: '',
      files: [{ path: 'orders/search.py', content: vulnerable('name') }],
    });
    const seen = await stage.until(pull, 'red', (now) => isSettled(now) && checkOf(now, 'security')?.conclusion === 'failure');
    id = /`([0-9a-f]{12})`/u.exec(checkOf(seen, 'security')?.summary ?? '')?.[1] ?? '';
    assert.notEqual(id, '');
  });
  after(async () => {
    await stage[Symbol.asyncDispose]();
    await records[Symbol.asyncDispose]();
  });

  const say = async (who: Stage['author'], text: string): Promise<string> => {
    const comment = stage.sandbox.world.comment(who, pull, text);
    return await stage.untilComment(pull, text, (body) => body.includes(`countersign:reply ${comment.id} `));
  };
  const untilGate = (conclusion: string) =>
    stage.until(pull, `security ${conclusion}`, (now) => isSettled(now) && checkOf(now, 'security')?.conclusion === conclusion);
  const acts = async (): Promise<readonly string[]> =>
    (await records.database.query<{ act: string }>('select act from audit order by id')).rows.map((row) => row.act);

  test('neither the author nor a reader may, nor anybody without a reason or with a wrong ID', async () => {
    assert.match(
      await say(stage.author, `/ai waive ${id} reason: it is only a demonstration`),
      /the author of a pull request may not waive/u,
    );
    assert.match(await say(stage.reader, `/ai waive ${id} reason: it is only a demonstration`), /for people with the maintain permission/u);
    assert.match(await say(stage.maintainer, `/ai waive ${id}`), /It is written like this/u);
    assert.match(
      await say(stage.maintainer, `/ai waive ${id} until:2036-01-01 reason: it is only a demonstration`),
      /The most is 90 days/u,
    );
    assert.match(await say(stage.maintainer, '/ai waive aaaaaaaaaaaa reason: it is only a demonstration'), /no finding with that ID/u);
    assert.equal(checkOf(await stage.observe(pull), 'security')?.conclusion, 'failure');
  });

  test('the maintainer waives it: green, with name, reason and day; taken back: red', async () => {
    assert.match(await say(stage.maintainer, `/ai waive ${id} reason: it is only a demonstration`), /^.*\nWaived until /su);
    const seen = await untilGate('success');
    assert.equal(seen.merge_allowed, true);
    assert.match(checkOf(seen, 'security')?.summary ?? '', /### Waived[\s\S]*it is only a demonstration/u);
    assert.match(await say(stage.maintainer, `/ai unwaive ${id}`), /Taken back/u);
    await untilGate('failure');
    assert.match(await say(stage.maintainer, `/ai unwaive ${id}`), /no waiver with that ID/u);
  });

  test('waive and unwaive in the same second by two people: the later comment decides (T68)', async () => {
    const { world } = stage.sandbox;
    const second: Stage['author'] = { user: world.createUser('sam-second'), app: null };
    world.setPermission(stage.repository, second.user, 'admin');
    const ids = [
      world.comment(stage.maintainer, pull, `/ai waive ${id} reason: it is only a demonstration`).id,
      world.comment(second, pull, `/ai unwaive ${id}`).id,
    ];
    for (const one of ids) await stage.untilComment(pull, 'an answer', (body) => body.includes(`countersign:reply ${one} `));
    assert.doesNotMatch(await say(stage.reader, '/ai memory'), /sql-injection/u);
    await untilGate('failure');
  });

  test('it runs out: red within a minute, although nobody did anything', async () => {
    await say(stage.maintainer, `/ai waive ${id} reason: it is only a demonstration`);
    await untilGate('success');
    await records.database.query(`update waivers set expires_at = now() where expires_at > now()`);
    await untilGate('failure');
  });

  test('other code behind the same words is another finding', async () => {
    await say(stage.maintainer, `/ai waive ${id} reason: it is only a demonstration`);
    await untilGate('success');
    await stage.sandbox.world.pushCommit(stage.author, stage.repository, {
      branch: 'search',
      message: 'Rename',
      files: [{ path: 'orders/search.py', content: vulnerable('query') }],
    });
    await stage.until(pull, 'red again', (now) => isSettled(now) && checkOf(now, 'security')?.conclusion === 'failure');
    assert.match(await say(stage.maintainer, `/ai waive ${id} reason: it is only a demonstration`), /no finding with that ID/u);
  });

  test('every step is in the audit, whose chain holds', async () => {
    const seen = new Set(await acts());
    for (const act of ['denied', 'waiver-refused', 'waiver-granted', 'waiver-used', 'waiver-taken-back', 'waiver-expired'])
      assert.ok(seen.has(act), `${act} is missing: ${[...seen].join(', ')}`);
    assert.equal((await verifyAudit(records.database)).kind, 'whole');
  });
});
