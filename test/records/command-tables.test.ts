/** Budgets, pauses, dismissals and asks: counted once, decided by comment ids, also when they come all at once. */
import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { startTestDatabase } from './test-database.ts';
import type { TestDatabase } from './test-database.ts';
import { endAsk, loadAsk, noteAsk } from '#src/records/asks.ts';
import { budgetLeft, noteDenial, takeFromBudget } from '#src/records/budgets.ts';
import { loadTokensUsed, noteTokens } from '#src/records/token-uses.ts';
import { loadRunBefore, saveRun } from '#src/records/runs.ts';
import { endWaivers, insertWaiver, loadWaivers } from '#src/records/waivers.ts';
import { forgetDismissals, insertDismissal, loadDismissals } from '#src/records/dismissals.ts';
import { changePause, loadPauses, WHOLE_REPOSITORY } from '#src/records/pauses.ts';

suite('tables of commands', () => {
  let records: TestDatabase;
  before(async () => void (records = await startTestDatabase()));
  after(() => records[Symbol.asyncDispose]());
  const budgets = { perPersonHour: 3, perPullHour: 5 };

  test('a budget is used up exactly once per comment, and told once', async () => {
    const take = (commentId: number) => takeFromBudget(records.database, { repositoryId: 1, number: 1, personId: 9, commentId }, budgets);
    const first = await Promise.all(Array.from({ length: 10 }, (_, index) => take(index + 1)));
    const kinds = first.map(({ kind }) => kind).sort();
    assert.deepEqual(kinds, [...Array<string>(1).fill('notice'), ...Array<string>(6).fill('over'), ...Array<string>(3).fill('within')]);
    // A job that runs again gets the same verdict.
    assert.deepEqual(await Promise.all(Array.from({ length: 10 }, (_, index) => take(index + 1))), first);
    assert.equal((await budgetLeft(records.database, { repositoryId: 1, number: 1, personId: 9 }, budgets)).person, 0);
    // Somebody else still has theirs, until the pull request's is gone.
    const other = (commentId: number, personId: number) =>
      takeFromBudget(records.database, { repositoryId: 1, number: 1, personId, commentId }, budgets);
    assert.deepEqual((await other(20, 10)).kind, 'within');
    assert.deepEqual((await other(21, 11)).kind, 'within');
    assert.deepEqual(await other(22, 12), { kind: 'notice', scope: 'pull' });
    assert.deepEqual(await other(23, 13), { kind: 'over', scope: 'pull' });
    await records.database.query(`update command_uses set at = at - interval '61 minutes'`);
    assert.deepEqual((await other(24, 12)).kind, 'within');
  });

  test('a denial is known again within the hour, for the same person, place and verb only', async () => {
    const deny = async (commentId: number, verb: string, number = 2): Promise<boolean> => {
      const use = { repositoryId: 2, number, personId: 5, commentId };
      await takeFromBudget(records.database, use, { perPersonHour: 99, perPullHour: 99 });
      return await noteDenial(records.database, use, verb);
    };
    assert.deepEqual(
      [await deny(1, 'waive'), await deny(2, 'waive'), await deny(3, 'retry'), await deny(4, 'waive', 3)],
      [false, true, false, false],
    );
    // The first answer is still due when its job runs again.
    assert.equal(await deny(1, 'waive'), false);
  });

  test('the later comment decides about a pause, in whatever order they are worked on', async () => {
    const change = (commentId: number, paused: boolean, number = 7) =>
      changePause(records.database, { repositoryId: 3, number, commentId, paused, personId: 1, login: 'maya\u0000' });
    assert.equal(await change(12, false), false);
    assert.equal(await change(11, true), true);
    assert.deepEqual(await loadPauses(records.database, 3, 7), []);
    await change(13, true);
    await change(14, true, WHOLE_REPOSITORY);
    assert.deepEqual(
      (await loadPauses(records.database, 3, 7)).map(({ scope, login }) => [scope, login]),
      [
        ['pull', 'maya\uFFFD'],
        ['repository', 'maya\uFFFD'],
      ],
    );
    assert.equal((await loadPauses(records.database, 3, 8)).length, 1);
    assert.equal((await loadPauses(records.database, 4, 7)).length, 0);
  });

  test('tokens are counted by month, repository and person', async () => {
    const use = (repositoryId: number, personId: number) => ({ repositoryId, number: 1, personId });
    await noteTokens(records.database, use(7, 1), 'review', 100);
    await noteTokens(records.database, use(7, 2), 'review', 30.4);
    await noteTokens(records.database, use(8, 1), 'summary', 5);
    assert.deepEqual(await loadTokensUsed(records.database, use(7, 1)), { month: 135, repositoryMonth: 130, personDay: 105 });
    await records.database.query(`update token_uses set at = at - interval '32 days' where repository_id = 7`);
    assert.deepEqual(await loadTokensUsed(records.database, use(7, 1)), { month: 5, repositoryMonth: 0, personDay: 5 });
    assert.deepEqual(await loadTokensUsed(records.database, use(9, 9)), { month: 5, repositoryMonth: 0, personDay: 0 });
  });

  test('of a waiver and its taking back the later comment decides, in whatever order they are worked on (T68)', async () => {
    const scope = { rule: 'sql', identity: 'i', path: 'a.py' };
    const person = { personId: 1, login: 'maya' };
    const expiresAt = new Date(Date.now() + 60_000);
    const waive = (repositoryId: number, commentId: number) =>
      insertWaiver(records.database, {
        ...scope,
        ...person,
        repositoryId,
        commentId,
        expiresAt,
        baseRef: 'main',
        count: 1,
        reason: 'tests only',
        number: 1,
        headSha: 'a'.repeat(40),
      });
    const end = (repositoryId: number, commentId: number) =>
      endWaivers(records.database, { ...scope, repositoryId, commentId, baseRef: 'main', personId: 2 });
    const inForce = async (repositoryId: number) => (await loadWaivers(records.database, repositoryId, 'main')).length;
    // Granted by comment 11, taken back by 12: over, also when 12 is worked on first, and when each comes five times.
    for (const order of [
      [11, 12],
      [12, 11],
      [12, 11, 11, 12, 11],
    ]) {
      const repositoryId = 20 + order.length * 10 + (order[0] ?? 0);
      for (const commentId of order) await (commentId === 11 ? waive(repositoryId, 11) : end(repositoryId, 12));
      assert.equal(await inForce(repositoryId), 0, order.join());
    }
    // Taken back by 10, granted by 11: in force.
    await waive(99, 11);
    await end(99, 10);
    assert.equal(await inForce(99), 1);
  });

  test('a waiver is decided by what could be seen when its comment was written (T65)', async () => {
    const run = (headSha: string) =>
      saveRun(records.database, { kind: 'gate', repositoryId: 30, number: 1, headSha, conclusion: 'failure', outcome: { headSha } });
    await run('a'.repeat(40));
    const { rows } = await records.database.query<{ now: Date }>('select clock_timestamp() as now');
    await new Promise((resolve) => setTimeout(resolve, 5));
    await run('b'.repeat(40));
    const seen = await loadRunBefore(records.database, 'gate', 30, 1, rows[0]?.now ?? new Date(0));
    assert.equal(seen?.headSha, 'a'.repeat(40));
    assert.equal(await loadRunBefore(records.database, 'gate', 30, 1, new Date(0)), undefined);
  });

  test('dismissed once; what is asked for meanwhile is kept', async () => {
    const one = {
      repositoryId: 5,
      number: 1,
      fingerprint: 'f'.repeat(16),
      reason: 'no\u0000pe',
      personId: 1,
      login: 'x',
      commentId: 1,
      path: 'a.py',
    };
    assert.deepEqual([await insertDismissal(records.database, one), await insertDismissal(records.database, one)], [true, false]);
    assert.deepEqual(
      (await loadDismissals(records.database, 5)).map(({ reason }) => reason),
      ['no\uFFFDpe'],
    );
    // Remembered in the whole repository, and nowhere else, until somebody takes it back.
    assert.equal(await insertDismissal(records.database, { ...one, number: 2, commentId: 2 }), false);
    assert.equal(await insertDismissal(records.database, { ...one, repositoryId: 6 }), true);
    assert.deepEqual(await forgetDismissals(records.database, 5, 'e'.repeat(12)), []);
    assert.deepEqual(await forgetDismissals(records.database, 5, 'f'.repeat(12)), [one.fingerprint]);
    assert.deepEqual([(await loadDismissals(records.database, 5)).length, (await loadDismissals(records.database, 6)).length], [0, 1]);
    const ask = { repositoryId: 5, number: 1, kind: 'review' } as const;
    await noteAsk(records.database, ask, 4);
    await noteAsk(records.database, ask, 6);
    await endAsk(records.database, ask, 4);
    assert.equal(await loadAsk(records.database, ask), 6);
    await endAsk(records.database, ask, 6);
    assert.equal(await loadAsk(records.database, ask), undefined);
  });
});
