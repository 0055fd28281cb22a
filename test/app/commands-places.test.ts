/** Where a command counts and where not (T63), buttons of checks (T71), and a waiver that a push overtakes (T65). */
import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { checkOf, isSettled, setStage } from './stage.ts';
import type { Stage } from './stage.ts';
import { answerAsReviewer } from './scripted-reviewer.ts';
import type { Pull } from '#sandbox/state/pull.ts';
import type { Actor } from '#sandbox/state/world.ts';
import { startScriptedServer } from '#test/model/scripted-server.ts';
import type { ScriptedServer } from '#test/model/scripted-server.ts';
import { startTestDatabase } from '#test/records/test-database.ts';
import type { TestDatabase } from '#test/records/test-database.ts';

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
const mean = 'def mean(prices):\n    return sum(prices) / len(prices)\n';

suite('where commands count', () => {
  let stage: Stage;
  let records: TestDatabase;
  let model: ScriptedServer;
  let pull: Pull;
  before(async () => {
    records = await startTestDatabase();
    model = await startScriptedServer((asked) => ({
      do: 'answer',
      text: JSON.stringify(answerAsReviewer(asked, ['return sum(prices) / len(prices)'])),
    }));
    model.models = { data: [{ id: 'scripted' }] };
    stage = await setStage({ env: { DATABASE_URL: records.url, MODEL_BASE_URL: model.url, MODEL_NAME: 'scripted' } });
    await stage.startApp();
    pull = await stage.openPull({
      branch: 'search',
      title: 'Search',
      body: '',
      files: [{ path: 'orders/search.py', content: vulnerable('name') }],
    });
    await stage.until(pull, 'red', (seen) => isSettled(seen) && checkOf(seen, 'security')?.conclusion === 'failure');
  });
  after(async () => {
    await stage[Symbol.asyncDispose]();
    await model.close();
    await records[Symbol.asyncDispose]();
  });

  const holds = async (what: string, seen: () => boolean | Promise<boolean>): Promise<void> => {
    for (const end = Date.now() + 60_000; !(await seen()); await sleep(50)) assert.ok(Date.now() < end, `not seen within 60 s: ${what}`);
  };
  const ended = async (ending: string, kind = 'command'): Promise<number> =>
    (await records.database.query(`select 1 from work where kind = $1 and state = 'done' and ending = $2`, [kind, ending])).rowCount ?? 0;
  const acts = async (act: string, reason?: string): Promise<number> =>
    (await records.database.query('select 1 from audit where act = $1 and ($2::text is null or reason = $2)', [act, reason])).rowCount ?? 0;
  const say = async (who: Actor, text: string, on = pull): Promise<string> => {
    const { id } = stage.sandbox.world.comment(who, on, text);
    return await stage.untilComment(on, text, (body) => body.includes(`countersign:reply ${id} `));
  };
  const runsOf = (sha: string) =>
    stage.sandbox.world.checkRunsOf(stage.repository, sha, 'all').filter(({ name }) => name === 'countersign/security');

  test('a button counts for whom may `/ai retry`, on the newest commit (T71)', async () => {
    const { world } = stage.sandbox;
    const old = pull.headSha;
    const [run] = runsOf(old);
    assert.ok(run);
    world.requestAction(stage.reader, run, 're-run');
    await holds('the reader is refused', async () => (await ended('button refused: retry')) === 1);
    assert.equal(await acts('denied', 'button: retry'), 1);
    assert.equal(runsOf(old).length, 1);
    // When GitHub does not tell the permission, it is asked again.
    stage.sandbox.setFault({
      method: 'GET',
      path: '/repos/*/*/collaborators/*/permission',
      effect: { kind: 'status', status: 500 },
      times: 2,
    });
    world.requestAction(stage.maintainer, run, 're-run');
    await stage.until(pull, 'a second run', (seen) => runsOf(old).length === 2 && checkOf(seen, 'security')?.status === 'completed');
    stage.sandbox.clearFaults();
    const file = { path: 'orders/note.md', content: 'x\n' };
    await world.pushCommit(stage.author, stage.repository, { branch: 'search', message: 'More', files: [file] });
    world.requestAction(stage.maintainer, run, 're-run');
    await stage.until(pull, 'settled', (seen) => seen.head_sha === pull.headSha && isSettled(seen));
    await world.deliveriesSettled();
    // Refused when the App had not heard of the push; else the old commit is nobody's head any more.
    assert.deepEqual([await acts('retry'), runsOf(old).length], [1, 2]);
  });

  test('a push overtakes the waiver: what is waived is what was seen, and the new code blocks (T65)', async () => {
    const { world } = stage.sandbox;
    const id = /`([0-9a-f]{12})`/u.exec(checkOf(await stage.observe(pull), 'security')?.summary ?? '')?.[1] ?? '';
    // GitHub's comments have whole seconds: what was scanned within the same second counts as seen.
    await sleep(1100);
    stage.sandbox.setFault({
      method: 'POST',
      path: '/repos/*/*/issues/comments/*/reactions',
      effect: { kind: 'delay', delayMs: 2500 },
      times: 1,
    });
    const comment = world.comment(stage.maintainer, pull, `/ai waive ${id} reason: only reachable from our own tests`);
    const files = [{ path: 'orders/search.py', content: vulnerable('query') }];
    await world.pushCommit(stage.author, stage.repository, { branch: 'search', message: 'Rewritten', files });
    await stage.untilComment(pull, 'granted', (body) => body.includes(`countersign:reply ${comment.id} `) && /Waived until/u.test(body));
    const seen = await stage.until(pull, 'judged', (now) => now.head_sha === pull.headSha && isSettled(now));
    assert.equal(checkOf(seen, 'security')?.conclusion, 'failure');
    assert.equal(await acts('waiver-used'), 0);
  });

  test('a draft answers; the text of a review is no place for commands, its line comments are (T63)', async () => {
    const { world } = stage.sandbox;
    await world.editPull(stage.author, pull, { draft: true });
    assert.match(await say(stage.reader, '/ai status'), /\| security \| blocks the merge on this commit/u);
    await world.editPull(stage.author, pull, { draft: false });
    const retries = await acts('retry');
    const place = { path: 'orders/search.py', line: 4, side: 'RIGHT' as const };
    await world.review(stage.maintainer, pull, { event: 'COMMENT', body: '/ai retry', comments: [{ ...place, body: '/ai why' }] });
    await stage.until(pull, 'an answer on the line', () =>
      world.reviewCommentsOf(pull).some(({ body, inReplyToId }) => inReplyToId !== null && body.includes('**Security check**')),
    );
    assert.equal(await acts('retry'), retries);
  });

  test('a locked conversation: nobody is answered, nothing breaks, and what was asked is done (T63)', async () => {
    const { world } = stage.sandbox;
    await world.editPull(stage.maintainer, pull, { locked: true });
    const [comments, retries] = [stage.comments(pull).length, await acts('retry')];
    // Whether GitHub takes reactions there or not.
    stage.sandbox.setFault({
      method: 'POST',
      path: '/repos/*/*/issues/comments/*/reactions',
      effect: { kind: 'status', status: 403 },
      times: 1,
    });
    world.comment(stage.maintainer, pull, '/ai retry');
    world.comment(stage.maintainer, pull, '/ai dance');
    await holds('both worked on', async () => (await ended('answered retry')) === 1 && (await ended('unknown')) === 1);
    assert.equal(await acts('retry'), retries + 1);
    assert.equal(stage.comments(pull).length, comments + 2);
    assert.match(await stage.appLog(), /no answer: the conversation is locked/u);
    await world.editPull(stage.maintainer, pull, { locked: false });
    assert.match(await say(stage.reader, '/ai help'), /What you can ask/u);
    stage.sandbox.clearFaults();
  });

  test('a pull request that is locked from the start: its checks tell what was found, its draft comes with the unlocking', async () => {
    const { world } = stage.sandbox;
    const locked = await stage.openPull({ branch: 'mean', title: 'Mean', body: '', files: [{ path: 'orders/mean.py', content: mean }] });
    await world.editPull(stage.maintainer, locked, { locked: true });
    const both = (seen: Awaited<ReturnType<Stage['observe']>>): boolean =>
      ['security', 'review'].every((name) => checkOf(seen, name as 'security')?.status === 'completed');
    const seen = await stage.until(locked, 'both checks', both);
    assert.equal(seen.draft, null);
    assert.match(
      checkOf(seen, 'review')?.summary ?? '',
      /Fails for an empty list: GitHub took no comment for it \(the conversation is locked\)/u,
    );
    await holds('the draft is held', async () => (await ended('held: the conversation is locked', 'summary')) === 1);
    await world.editPull(stage.maintainer, locked, { locked: false });
    await stage.until(locked, 'its draft', (now) => now.draft !== null);
    // A pause takes back nothing of what was found before it.
    await say(stage.author, '/ai pause', locked);
    const file = { path: 'orders/note.md', content: 'x\n' };
    await world.pushCommit(stage.author, stage.repository, { branch: 'mean', message: 'More', files: [file] });
    await stage.until(locked, 'paused', (now) => checkOf(now, 'review')?.title === 'Not reviewed: paused' && both(now));
    const id = /`([0-9a-f]{12})` `orders\/mean\.py`/u.exec(await say(stage.reader, '/ai why', locked))?.[1] ?? '';
    assert.match(await say(stage.maintainer, `/ai dismiss ${id} the caller never passes an empty list`, locked), /Dismissed/u);
    // Merged: what needs no change is answered, the rest is not done.
    await world.merge(stage.maintainer, locked, { method: 'squash' });
    assert.match(await say(stage.author, '/ai status', locked), /this pull request is closed/u);
    assert.match(await say(stage.author, '/ai retry', locked), /This pull request is closed, so nothing was done/u);
  });
});
