/** Whatever changes the truth is looked at again: queue, base, retarget, one commit in two pull requests, a merge past the gate. */
import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { startTestDatabase } from '#test/records/test-database.ts';
import type { TestDatabase } from '#test/records/test-database.ts';
import { checkOf, isSettled, setStage } from './stage.ts';
import type { Stage } from './stage.ts';
import type { Pull } from '#sandbox/state/pull.ts';
import type { Actor } from '#sandbox/state/world.ts';

const file = 'orders/search.py';
const bad = ['from flask import request', '', 'def search(c):', '    return c.execute("select " + request.args["name"])', ''].join('\n');
const good = bad.replace('"select " + request.args["name"]', '"select ?", (request.args["name"],)');

suite('events that change the truth', () => {
  let stage: Stage;
  let records: TestDatabase;
  before(async () => {
    records = await startTestDatabase();
    stage = await setStage({ env: { DATABASE_URL: records.url } });
    await stage.startApp();
  });
  after(async () => {
    await stage[Symbol.asyncDispose]();
    await records[Symbol.asyncDispose]();
  });

  const push = (branch: string, content: string, from?: string) =>
    stage.sandbox.world.pushCommit(stage.author, stage.repository, {
      branch,
      ...(from === undefined ? {} : { from }),
      message: `Change ${branch}`,
      files: [{ path: file, content }],
    });
  const untilGate = (pull: Pull, conclusion: string, what: string) =>
    stage.until(pull, what, (now) => isSettled(now) && checkOf(now, 'security')?.conclusion === conclusion);
  const untilGroup = async (sha: string): Promise<string | null> => {
    for (const end = Date.now() + 60_000; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 100))) {
      const run = stage.sandbox.world.checkRunsOf(stage.repository, sha, 'latest').find(({ name }) => name === 'countersign/security');
      if (run?.status === 'completed') return run.conclusion;
    }
    return 'nothing within 60 s';
  };

  /** What a person does on the sandbox's page of the pull request. */
  async function press(actor: Actor, pull: Pull, action: string, fields: Readonly<Record<string, string>>): Promise<Response> {
    const { url } = stage.sandbox;
    const headers = { cookie: `acting_as=${actor.user.id}`, origin: url, 'sec-fetch-site': 'same-origin' };
    const address = `${url}/${stage.owner}/${stage.repository.name}/pull/${pull.number}/${action}`;
    return fetch(address, { method: 'POST', redirect: 'manual', headers, body: new URLSearchParams(fields) });
  }
  const pageOf = async (path: string): Promise<string> =>
    (
      await fetch(`${stage.sandbox.url}/${stage.owner}/${stage.repository.name}/${path}`, {
        headers: { cookie: `acting_as=${stage.maintainer.user.id}` },
      })
    ).text();

  test('a merge group is scanned as a whole: merged when it is clean, out of the queue when it is not', async () => {
    const { world } = stage.sandbox;
    const green = await stage.openPull({ branch: 'green', title: 'Green', body: '', files: [{ path: file, content: good }] });
    const red = await stage.openPull({ branch: 'red', title: 'Red', body: '', files: [{ path: 'orders/other.py', content: bad }] });
    await Promise.all([untilGate(green, 'success', 'green alone'), untilGate(red, 'failure', 'red alone')]);
    assert.equal((await press(stage.maintainer, red, 'enqueue', { sha: red.headSha })).status, 405, 'the button does nothing while red');
    // As an administrator can: the group must be stopped by its own check.
    const dirty = await world.enqueue(stage.maintainer, red);
    assert.equal((await press(stage.maintainer, green, 'enqueue', { sha: green.headSha })).status, 303);
    assert.equal(await untilGroup(dirty.headSha), 'failure');
    await stage.until(green, 'merged by the queue', () => green.merged);
    assert.deepEqual([dirty.state, red.merged], ['removed', false]);
    const queue = await pageOf('queue');
    assert.match(queue, /data-state="removed"[\s\S]*countersign\/security[\s\S]*orders\/other\.py:4/);
    assert.match(queue, /data-state="merged"/);
  });

  test('a finding cannot be laundered through another base', async () => {
    const { world } = stage.sandbox;
    await push('dirty-base', bad, 'main');
    await world.pushCommit(stage.author, stage.repository, {
      branch: 'laundry',
      from: 'dirty-base',
      message: 'Docs',
      files: [{ path: 'README.md', content: '# Clean\n' }],
    });
    const pull = await world.openPullRequest(stage.author, stage.repository, {
      title: 'Docs',
      body: '',
      head: 'laundry',
      base: 'dirty-base',
    });
    await untilGate(pull, 'success', 'nothing new against the dirty base');
    assert.match(await pageOf(`pull/${pull.number}`), /Change base/);
    assert.equal((await press(stage.reader, pull, 'base', { base: 'main' })).status, 403);
    assert.equal((await press(stage.author, pull, 'base', { base: 'nowhere' })).status, 422);
    assert.equal((await press(stage.author, pull, 'base', { base: 'main' })).status, 303);
    await untilGate(pull, 'failure', 'new against main');
  });

  test('one commit in two pull requests: the stricter result stands on both, until it is the only one', async () => {
    const { world } = stage.sandbox;
    await push('twin-base', bad, 'main');
    await push('twin', bad.replace('search', 'find'), 'twin-base');
    const strict = await world.openPullRequest(stage.author, stage.repository, {
      title: 'Into main',
      body: '',
      head: 'twin',
      base: 'main',
    });
    await untilGate(strict, 'failure', 'blocked into main');
    const lenient = await world.openPullRequest(stage.author, stage.repository, {
      title: 'Into its base',
      body: '',
      head: 'twin',
      base: 'twin-base',
    });
    const seen = await stage.until(
      lenient,
      'its own run',
      (now) => isSettled(now) && /same commit is blocked/u.test(checkOf(now, 'security')?.title ?? ''),
    );
    assert.equal(checkOf(seen, 'security')?.conclusion, 'failure');
    await world.editPull(stage.author, strict, { state: 'closed' });
    await untilGate(lenient, 'success', 'free when the other is closed');
  });

  test('the base branch loses the finding by force: it is new; and known again when it is back', async () => {
    const { world } = stage.sandbox;
    const [start] = (await world.branches(stage.repository)).filter(({ name }) => name === 'main');
    const withFinding = await push('main', bad);
    const pull = await stage.openPull({
      branch: 'moving',
      title: 'Moving',
      body: '',
      files: [{ path: 'README.md', content: '# Moving\n' }],
    });
    await untilGate(pull, 'success', 'known in the base');
    await world.pushBranch(stage.maintainer, stage.repository, 'main', start?.sha ?? '');
    await untilGate(pull, 'failure', 'the base lost it');
    await world.pushBranch(stage.maintainer, stage.repository, 'main', withFinding);
    await untilGate(pull, 'success', 'the base has it again');
  });

  test('a check of the same name by another App, and skip-checks in the message, open nothing', async () => {
    const { world } = stage.sandbox;
    await world.pushCommit(stage.author, stage.repository, {
      branch: 'forged',
      from: 'main',
      message: 'Docs [skip ci]\n\nskip-checks: true\n',
      files: [{ path: 'orders/forged.py', content: bad }],
    });
    const pull = await world.openPullRequest(stage.author, stage.repository, { title: 'Forged', body: '', head: 'forged', base: 'main' });
    await untilGate(pull, 'failure', 'red');
    const owner = world.ownerOf(stage.repository);
    const { app } = stage.sandbox.addApp({ name: 'Forger', owner, permissions: { checks: 'write' }, events: [] });
    world.install({ app, account: owner });
    const fields = { status: 'completed', conclusion: 'success', title: 'All good', summary: 'Nothing found.' } as const;
    world.createCheckRun(app, stage.repository, pull.headSha, 'countersign/security', fields);
    assert.equal((await stage.observe(pull)).merge_allowed, false, 'the expected source is this App');
  });

  test('the right to write checks is taken away: the merge stays blocked, and the log says why (T130)', async (context) => {
    const { installation } = stage;
    const whole = installation.permissions;
    context.after(() => void (installation.permissions = whole));
    installation.permissions = { ...whole, checks: 'read' };
    const pull = await stage.openPull({
      branch: 'reduced',
      title: 'Reduced',
      body: '',
      files: [{ path: 'orders/reduced.py', content: good }],
    });
    for (
      const end = Date.now() + 60_000;
      !/not granted (?:all permissions of app\.yml|the permission for it)/u.test(await stage.appLog());
      await sleep(200)
    )
      assert.ok(Date.now() < end, 'the log does not tell');
    const seen = await stage.observe(pull);
    assert.deepEqual([seen.merge_allowed, checkOf(seen, 'security')], [false, undefined]);
  });

  test('a merge past the gate is kept in the audit', async () => {
    const { world } = stage.sandbox;
    const pull = await stage.openPull({ branch: 'forced', title: 'Forced', body: '', files: [{ path: 'orders/forced.py', content: bad }] });
    await untilGate(pull, 'failure', 'red');
    // The protection is lifted, as an administrator can.
    world.protectBranch(stage.repository, { branch: 'main', requiredChecks: [] });
    await world.merge(stage.maintainer, pull, { method: 'merge' });
    for (const end = Date.now() + 20_000; ; await new Promise((resolve) => setTimeout(resolve, 200))) {
      const { rows } = await records.database.query<{ actor_id: number; reason: string }>(
        `select actor_id, reason from audit where act = 'merged-against-gate' and number = $1`,
        [pull.number],
      );
      if (rows.length > 0) {
        assert.deepEqual(rows, [{ actor_id: stage.maintainer.user.id, reason: 'the security check was: failure' }]);
        return;
      }
      assert.ok(Date.now() < end, 'no audit row within 20 s');
    }
  });
});
