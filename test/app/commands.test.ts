/** Commands in the thread, as people use and misuse them (trials C). */
import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { isSettled, setStage } from './stage.ts';
import type { Stage } from './stage.ts';
import type { Pull } from '#sandbox/state/pull.ts';
import type { Actor } from '#sandbox/state/world.ts';
import { startTestDatabase } from '#test/records/test-database.ts';
import type { TestDatabase } from '#test/records/test-database.ts';

const SUMMARY = '<!-- countersign:summary -->';

suite('commands in the thread', () => {
  let stage: Stage;
  let records: TestDatabase;
  let pull: Pull;
  before(async () => {
    records = await startTestDatabase();
    stage = await setStage({ env: { DATABASE_URL: records.url } });
    await stage.startApp();
    const files = [{ path: 'orders/search.py', content: 'def search(name):\n    return name\n' }];
    pull = await stage.openPull({ branch: 'search', title: 'Search', body: 'As discussed.\r\n', files });
    await stage.until(pull, 'everything settled', isSettled);
  });
  after(async () => {
    await stage[Symbol.asyncDispose]();
    await records[Symbol.asyncDispose]();
  });

  const reactionsTo = (id: number): readonly string[] =>
    stage.sandbox.world.reactionsOf({ kind: 'issue_comment', id }).map(({ content }) => content);
  const answersTo = (id: number) => stage.comments(pull).filter(({ body }) => body.includes(`countersign:reply ${id} `));
  const say = async (who: Actor, text: string, on = pull): Promise<string> => {
    const { id } = stage.sandbox.world.comment(who, on, text);
    const answer = await stage.untilComment(on, text, (body) => body.includes(`countersign:reply ${id} `));
    // The thumb comes last.
    await holds('the last sign', () => reactionsTo(id).some((sign) => sign !== 'eyes'));
    return `${reactionsTo(id).join(' ')}: ${answer.replace(/^<!--.*-->\n/u, '')}`;
  };
  const holds = async (what: string, seen: () => boolean | Promise<boolean>): Promise<void> => {
    for (const end = Date.now() + 60_000; !(await seen()); await sleep(50)) assert.ok(Date.now() < end, `not seen within 60 s: ${what}`);
  };
  const endings = async (): Promise<readonly string[]> => {
    const { rows } = await records.database.query<{ ending: string }>(`select ending from work where kind = 'command' and state = 'done'`);
    return rows.map(({ ending }) => ending);
  };
  const acts = async (act: string): Promise<number> =>
    (await records.database.query('select 1 from audit where act = $1', [act])).rowCount ?? 0;

  test('help offers what one may do, with an example; nothing of ours begins with a command (T33, T75)', async () => {
    const reader = await say(stage.reader, '/ai');
    assert.match(reader, /^eyes \+1: What you can ask here/u);
    assert.match(reader, /`\/ai status`/u);
    assert.doesNotMatch(reader, /\/ai accept`|\/ai waive/u);
    assert.match(await say(stage.maintainer, '/ai help'), /`\/ai waive ID until:YYYY-MM-DD reason: .*For example `\/ai waive /u);
    for (const { body } of stage.comments(pull).filter(({ appId }) => appId !== null)) assert.doesNotMatch(body, /^\s*\/ai/mu);
  });

  test('status, why and config answer within 3 seconds', async () => {
    for (const [command, expected] of [
      [
        '/ai status',
        /\| draft \| open, not in the description yet \|[^]*\| security \| passes on this commit, nothing new found \|[^]*left for you this hour/u,
      ],
      ['/ai why', /\*\*Security check\*\*: passes on the newest commit\. Nothing new was found/u],
      [
        '/ai config',
        /\| `gate\.block_at` \| `error` \| operator: `policies\/default\.yml` line 5 \|[^]*\| `summary\.enabled` \| `true` \| default \|/u,
      ],
    ] as const) {
      const before = performance.now();
      assert.match(await say(stage.reader, command), expected);
      assert.ok(performance.now() - before < 3000, command);
    }
  });

  test('reject, draft, accept, undo: what people wrote survives each', async () => {
    const { world } = stage.sandbox;
    world.editComment(
      stage.author,
      stage.draftOf(pull),
      stage.draftOf(pull).body.replace('<!-- /countersign:text -->', 'My own words.\n<!-- /countersign:text -->'),
    );
    assert.match(await say(stage.author, '/ai reject Said in the ticket, @ada'), /^eyes \+1: There will be no draft/u);
    assert.match(
      stage.draftOf(pull).body,
      /Summary draft rejected[^]*wants no draft here: Said in the ticket, [^a-z]*ada[^]*My own words/u,
    );
    assert.doesNotMatch(stage.draftOf(pull).body, / @ada/u);
    await say(stage.author, '/ai draft');
    await stage.until(
      pull,
      'the draft again',
      (seen) => seen.draft !== null && /Summary draft\n[^]*My own words/u.test(stage.draftOf(pull).body),
    );
    assert.match(await say(stage.author, '/ai accept'), /^eyes \+1: The draft now stands/u);
    assert.ok(pull.body?.includes('My own words.'));
    assert.match(await say(stage.author, '/ai undo'), /^eyes \+1: The summary is out/u);
    assert.equal(pull.body, 'As discussed.\r\n');
    assert.match(stage.draftOf(pull).body, /### Summary draft\n[^]*My own words[^]*took the accepted text out/u);
    assert.match(await say(stage.author, '/ai undo'), /^eyes confused: Nothing was done: no accepted summary/u);
    await say(stage.maintainer, '/ai accept');
    await world.editPull(stage.author, pull, { body: `Before.\n\n${pull.body ?? ''}` });
    assert.match(await say(stage.maintainer, '/ai undo'), /^eyes \+1/u);
    assert.ok(pull.body?.startsWith('Before.\n\nAs discussed.') && !pull.body.includes(SUMMARY), pull.body ?? '');
    assert.deepEqual([await acts('reject'), await acts('accept'), await acts('undo')], [1, 2, 2]);
  });

  test('undo leaves a summary that somebody edited in the description to people', async () => {
    await say(stage.author, '/ai accept');
    await stage.sandbox.world.editPull(stage.author, pull, { body: (pull.body ?? '').replace('My own words.', 'Changed since.') });
    assert.match(await say(stage.author, '/ai undo'), /^eyes confused: .*edited since it was accepted/u);
    assert.match(pull.body ?? '', /Changed since\./u);
  });

  test('pause keeps drafts and reviews silent, visibly, and not the gate; resume ends it', async () => {
    assert.match(await say(stage.author, '/ai pause repository'), /^eyes confused: What concerns every pull request/u);
    assert.match(await say(stage.author, '/ai pause'), /^eyes \+1: Paused/u);
    assert.match(await say(stage.author, '/ai pause'), /It was paused before/u);
    await stage.sandbox.world.pushCommit(stage.author, stage.repository, {
      branch: 'search',
      message: 'More',
      files: [{ path: 'orders/more.py', content: 'x = 1\n' }],
    });
    const titled = (seen: Awaited<ReturnType<Stage['observe']>>, name: string) =>
      seen.check_runs.find((run) => run.name === `countersign/${name}`);
    const seen = await stage.until(
      pull,
      'both checks on the new head',
      (now) => titled(now, 'security')?.status === 'completed' && titled(now, 'review')?.title === 'Not reviewed: paused',
    );
    assert.equal(titled(seen, 'security')?.conclusion, 'success');
    assert.match(
      await say(stage.reader, '/ai status'),
      /\| review \| .*\. Paused \|\n[^]*\| pause \| paused on this pull request by `tom-author` since /u,
    );
    assert.match(await say(stage.author, '/ai resume'), /^eyes \+1: Resumed/u);
    await stage.until(pull, 'a review again', (now) => now.check_runs.some(({ title }) => /no model/u.test(title ?? '')));
    assert.match(await say(stage.maintainer, '/ai pause repository'), /^eyes \+1: Paused/u);
    assert.match(await say(stage.reader, '/ai status'), /paused in the whole repository by `maya-maintainer`/u);
    await say(stage.maintainer, '/ai resume repository');
    assert.doesNotMatch(await say(stage.reader, '/ai status'), /paused/u);
  });

  test('contradictory commands of the same second: the later comment decides (T68)', async () => {
    const { world } = stage.sandbox;
    const ids = [];
    for (let round = 0; round < 4; round += 1) {
      ids.push(world.comment(stage.author, pull, '/ai pause').id);
      ids.push(world.comment(stage.maintainer, pull, '/ai resume').id);
    }
    for (const id of ids) await stage.untilComment(pull, 'an answer', (body) => body.includes(`countersign:reply ${id} `));
    assert.doesNotMatch(await say(stage.reader, '/ai status'), /paused/u);
    for (const id of ids) assert.equal(answersTo(id).length, 1);
  });

  test('what is edited, quoted, hidden, or said by an App does nothing (T53, T57, T58, T70)', async () => {
    const { world } = stage.sandbox;
    const before = await acts('denied');
    const app = [...world.records.apps.values()][0];
    assert.ok(app);
    const bot = world.createUser('helper-like-bot');
    const harmless = world.comment(stage.maintainer, pull, 'hello');
    const ids = [harmless.id];
    world.editComment(stage.maintainer, harmless, '/ai retry');
    for (const text of ['> /ai retry', '`/ai retry`', 'first\n/ai retry', '<!-- /ai retry -->', '/аi retry'])
      ids.push(world.comment(stage.maintainer, pull, text).id);
    ids.push(world.comment({ user: bot, app }, pull, '/ai retry').id);
    await world.deliveriesSettled();
    await say(stage.reader, '/ai help');
    for (const id of ids) {
      assert.deepEqual(reactionsTo(id), []);
      assert.equal(answersTo(id).length, 0);
    }
    assert.equal(await acts('denied'), before);
  });

  test('unknown, misused and hostile words are answered and harmless (T31, T32, T61, T62)', async () => {
    assert.match(await say(stage.author, '/ai acept'), /^eyes confused: There is no command `\/ai acept`.*Did you mean `\/ai accept`\?/u);
    const told = await say(stage.author, '/ai @maya-maintainer fixes #1 <img src=x> `x`');
    assert.doesNotMatch(told.replaceAll(/`[^`\n]*`/gu, ''), /@maya|fixes #1|<img/u);
    assert.match(
      await say(stage.author, '/ai review --model.base_url=http://evil.example'),
      /It is written like this, on one line: `\/ai review`/u,
    );
    assert.match(await say(stage.author, `/ai status ${'x'.repeat(60_000)}`), /^eyes confused/u);
    assert.match(await say(stage.maintainer, '/ai dismiss 0a1b2c3d4e5f because I say so'), /no finding with that ID/u);
    assert.match(await say(stage.reader, '/ai why 0a1b2c3d4e5f'), /has a finding `0a1b2c3d4e5f`/u);
  });

  test('a denial is said once and audited each time', async () => {
    const before = await acts('denied');
    assert.match(
      await say(stage.reader, '/ai retry'),
      /^eyes confused: `\/ai retry` is for the author of the pull request and people with at least write/u,
    );
    const { id } = stage.sandbox.world.comment(stage.reader, pull, '/ai retry');
    await holds('the sign alone', () => reactionsTo(id).includes('confused'));
    assert.deepEqual(reactionsTo(id), ['eyes', 'confused']);
    assert.equal(answersTo(id).length, 0);
    assert.equal(await acts('denied'), before + 2);
  });

  test('when GitHub does not tell the permission, nothing is done (T60)', async () => {
    for (const status of [403, 500]) {
      stage.sandbox.setFault({
        method: 'GET',
        path: '/repos/*/*/collaborators/*/permission',
        effect: { kind: 'status', status },
        times: 4,
      });
      assert.match(await say(stage.maintainer, '/ai reject'), /^eyes confused: GitHub did not tell what you may do/u, String(status));
      stage.sandbox.clearFaults();
    }
  });

  test('the right is lost before the command runs (T64); a comment deleted meanwhile is withdrawn', async () => {
    const { world } = stage.sandbox;
    const writer: Actor = { user: world.createUser('wanda-writer'), app: null };
    world.setPermission(stage.repository, writer.user, 'write');
    stage.sandbox.setFault({
      method: 'POST',
      path: '/repos/*/*/issues/comments/*/reactions',
      effect: { kind: 'delay', delayMs: 1500 },
      times: 1,
    });
    const { id } = world.comment(writer, pull, '/ai reject');
    world.setPermission(stage.repository, writer.user, 'read');
    assert.match(await stage.untilComment(pull, 'denied', (body) => body.includes(`countersign:reply ${id} `)), /is for the author/u);
    await holds('the last sign', () => reactionsTo(id).includes('confused'));
    stage.sandbox.setFault({
      method: 'POST',
      path: '/repos/*/*/issues/comments/*/reactions',
      effect: { kind: 'delay', delayMs: 1500 },
      times: 1,
    });
    const retries = await acts('retry');
    const gone = world.comment(stage.maintainer, pull, '/ai retry');
    await holds('its acknowledgement', () => stage.sandbox.requests().some(({ path }) => path.endsWith(`/comments/${gone.id}/reactions`)));
    world.deleteComment(stage.maintainer, gone);
    await holds('its end', async () => (await endings()).includes('withdrawn'));
    assert.equal(await acts('retry'), retries);
    assert.equal(answersTo(gone.id).length, 0);
  });

  test('over the budget: one notice, then silence (T69)', async () => {
    const { world } = stage.sandbox;
    const flooder: Actor = { user: world.createUser('flo-flooder'), app: null };
    world.setPermission(stage.repository, flooder.user, 'read');
    await records.database.query(
      `insert into command_uses (repository_id, number, person_id, comment_id, verdict) select $1, 999, $2, -i, 'within' from generate_series(1, 58) i`,
      [stage.repository.id, flooder.user.id],
    );
    const asked = stage.sandbox.requests().length;
    const ids = Array.from({ length: 300 }, () => world.comment(flooder, pull, '/ai help').id);
    // Everybody else is answered in between.
    assert.match(await say(stage.author, '/ai help'), /What you can ask/u);
    await holds('all of them', async () => (await endings()).filter((ending) => ending === 'over-budget').length === 298);
    const answers = ids.flatMap((id) => answersTo(id).map(({ body }) => body));
    assert.equal(answers.filter((body) => body.includes('What you can ask here')).length, 2);
    assert.equal(answers.filter((body) => body.includes('used up your commands')).length, 1);
    assert.equal(answers.length, 3);
    // What is beyond the budget spends nothing of what the App may ask of GitHub.
    assert.ok(stage.sandbox.requests().length - asked < 60, String(stage.sandbox.requests().length - asked));
  });

  test('what others used up together on a pull request is not taken from those who may write', async () => {
    const fill = `insert into command_uses (repository_id, number, person_id, comment_id, verdict, scope)
      select $1, $2, 700000 + i, -100000 - i, 'within', 'pull' from generate_series(1, 120) i`;
    await records.database.query(fill, [stage.repository.id, pull.number]);
    assert.match(await say(stage.reader, '/ai help'), /^confused: .*on this pull request are used up\. For this hour only people with/u);
    assert.match(await say(stage.maintainer, '/ai help'), /^eyes \+1: What you can ask/u);
    await records.database.query('delete from command_uses where person_id > 700000');
  });

  test('a closed pull request answers what needs no change (T63)', async () => {
    await stage.sandbox.world.editPull(stage.author, pull, { state: 'closed' });
    assert.match(await say(stage.author, '/ai status'), /this pull request is closed/u);
    for (const command of ['/ai retry', '/ai draft', '/ai pause', '/ai reject'])
      assert.match(await say(stage.author, command), /^eyes confused: This pull request is closed/u);
    assert.doesNotMatch(await say(stage.maintainer, '/ai help'), /\/ai waive/u);
  });
});
