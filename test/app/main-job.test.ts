import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { checkOf, isSettled, setStage } from './stage.ts';
import type { Stage } from './stage.ts';
import type { Pull } from '#sandbox/state/pull.ts';

const vulnerable = [
  'from flask import request',
  '',
  '',
  'def search(connection):',
  "    name = request.args['name']",
  '    return connection.execute("select * from orders where name = \'" + name + "\'")',
  '',
].join('\n');
const repaired = [
  'from flask import request',
  '',
  '',
  'def search(connection):',
  "    name = request.args['name']",
  "    return connection.execute('select * from orders where name = ?', (name,))",
  '',
].join('\n');

suite('a pull request gets its draft, its review and its gate', () => {
  let stage: Stage;
  let pull: Pull;
  before(async () => {
    stage = await setStage({ embedded: true });
    await stage.startApp();
    pull = await stage.openPull({
      branch: 'search',
      title: 'Search orders',
      body: 'Support asked for it.\r\n\r\n- [ ] told support',
      files: [{ path: 'orders/search.py', content: vulnerable }],
    });
  });
  after(() => stage[Symbol.asyncDispose]());

  test('an injection blocks the merge, on the right line', async () => {
    const seen = await stage.until(pull, 'everything settled', isSettled);
    assert.equal(checkOf(seen, 'security')?.conclusion, 'failure');
    assert.deepEqual(
      checkOf(seen, 'security')?.annotations.map(({ path, start_line }) => [path, start_line]),
      [['orders/search.py', 6]],
    );
    assert.equal(seen.merge_allowed, false);
    assert.equal(checkOf(seen, 'review')?.conclusion, 'neutral');
    assert.match(checkOf(seen, 'review')?.title ?? '', /Not reviewed: no model/u);
  });

  test('the fix opens the gate', async () => {
    await stage.sandbox.world.pushCommit(stage.author, stage.repository, {
      branch: 'search',
      message: 'Bind the name',
      files: [{ path: 'orders/search.py', content: repaired }],
    });
    const seen = await stage.until(pull, 'the fix is green', (now) => isSettled(now) && checkOf(now, 'security')?.conclusion === 'success');
    assert.equal(seen.merge_allowed, true);
    assert.equal(seen.draft_count, 1);
  });

  test('an edited draft is accepted by its box; the description keeps every character of the author', async () => {
    const { world } = stage.sandbox;
    const before = await stage.observe(pull);
    const draft = stage.draftOf(pull);
    const edited = draft.body.replace('<!-- countersign:text -->\n', '<!-- countersign:text -->\n\nWords of a person.\n');
    world.editComment(stage.maintainer, draft, edited);
    world.editComment(stage.author, draft, edited.replace('- [ ] Accept', '- [x] Accept'));
    const seen = await stage.until(pull, 'the description is signed', (now) => now.body.includes('<!-- countersign:summary -->'));
    assert.ok(seen.body.startsWith(before.body));
    assert.match(seen.body, /Words of a person\./u);
    await stage.untilComment(pull, 'the draft names its signer', (body) => body.includes('`tom-author` accepted it'));
  });

  test('commands are answered once, by permission', async () => {
    const { world } = stage.sandbox;
    const asked = world.comment(stage.reader, pull, '/ai status');
    const answer = await stage.untilComment(pull, 'status', (body) => body.includes(`countersign:reply ${asked.id}`));
    assert.match(answer, /security \| passes on this commit/u);
    const denied = world.comment(stage.reader, pull, '/ai retry');
    assert.match(await stage.untilComment(pull, 'denial', (body) => body.includes(`countersign:reply ${denied.id}`)), /Nothing was done/u);
    const quoted = world.comment(stage.author, pull, '> /ai retry\n\nno');
    const help = world.comment(stage.author, pull, '/ai');
    await stage.untilComment(pull, 'help', (body) => body.includes(`countersign:reply ${help.id}`));
    assert.equal(stage.comments(pull).filter(({ body }) => body.includes(`countersign:reply ${quoted.id}`)).length, 0);
  });
});
