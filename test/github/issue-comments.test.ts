/** One comment per key, whatever GitHub, other people or a crash do in between. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { startSmallApp } from './small-app.ts';
import type { SmallApp } from './small-app.ts';
import type { FaultEffect } from '#sandbox/faults/fault.ts';
import { GitHubError } from '#src/github/github-error.ts';
import { findOwnComment, react, readComment, writeComment } from '#src/github/issue-comments.ts';

const marker = '<!-- countersign:draft -->';
const write = (app: SmallApp, text = 'A draft.', repository = app.repository): Promise<number> =>
  writeComment({
    repository,
    identity: app.identity,
    notes: app.notes,
    number: app.small.pull.number,
    key: 'draft:1',
    marker,
    body: `${marker}\n${text}`,
  });
const bodies = (app: SmallApp): readonly string[] => app.small.world.commentsOf(app.small.pull).map(({ body }) => body);
const creating = { method: 'POST', path: '/repos/*/*/issues/*/comments' };

suite('exactly one comment', () => {
  const committed: readonly FaultEffect[] = [
    { kind: 'commit-then-status', status: 502 },
    { kind: 'commit-then-status', status: 504 },
    { kind: 'commit-then-reset' },
  ];
  for (const effect of committed)
    test(`made, and the answer lost: ${JSON.stringify(effect)}`, async () => {
      await using app = await startSmallApp();
      app.setFault({ ...creating, effect, times: 1 });
      const id = await write(app);
      assert.equal(await write(app), id);
      assert.deepEqual(bodies(app), [`${marker}\nA draft.`]);
    });

  const notMade: readonly FaultEffect[] = [{ kind: 'status', status: 502 }, { kind: 'reset' }, { kind: 'hang' }];
  for (const effect of notMade)
    test(`not made, and nobody knows: ${JSON.stringify(effect)}`, async () => {
      await using app = await startSmallApp();
      app.setFault({ ...creating, effect, times: 1 });
      await assert.rejects(write(app), (error: unknown) => error instanceof GitHubError && error.retryable && error.ambiguous);
      // The POST is never sent a second time by itself.
      assert.equal(app.sent().filter((request) => request.startsWith('POST /repos')).length, 1);
      await write(app);
      assert.equal(bodies(app).length, 1);
    });

  test('made so late that the client had given up: the next attempt finds it', async () => {
    await using app = await startSmallApp();
    app.setFault({ ...creating, effect: { kind: 'delay', delayMs: 1500 }, times: 1 });
    await write(app);
    assert.equal(bodies(app).length, 1);
  });

  test('killed between the comment and the note of it', async () => {
    await using app = await startSmallApp();
    const { note } = app.notes;
    const killed = { ...app.notes, note: () => Promise.reject(new Error('Killed.')) };
    await assert.rejects(write({ ...app, notes: killed }), /Killed/u);
    assert.equal(app.notes.kept.size, 0);
    assert.ok(await write({ ...app, notes: { ...app.notes, note } }));
    assert.equal(bodies(app).length, 1);
  });

  test('the look for it fails: that is no absence', async () => {
    await using app = await startSmallApp();
    await write(app);
    app.notes.kept.clear();
    app.setFault({ method: 'GET', path: '/repos/*/*/issues/*/comments', effect: { kind: 'status', status: 500 } });
    await assert.rejects(write(app), (error: unknown) => error instanceof GitHubError && error.retryable);
    app.small.sandbox.clearFaults();
    await write(app);
    assert.equal(bodies(app).length, 1);
  });
});

suite('other people', () => {
  test('a marker that a person, another App or a person through our App wrote is not ours', async () => {
    await using app = await startSmallApp();
    const { world, pull, author, owner, repository } = app.small;
    const other = app.small.sandbox.addApp({ name: 'Countersign Two', owner, permissions: { issues: 'write' }, events: [] });
    world.install({ app: other.app, account: owner });
    world.comment(author, pull, `${marker}\nForged by a person.`);
    world.comment({ user: botOf(app, other.app.botId), app: other.app }, pull, `${marker}\nForged by another App.`);
    world.comment({ user: author.user, app: app.small.app.app }, pull, `${marker}\nBy a person, through our App.`);
    assert.equal(await findOwnComment(app.repository, app.identity, pull.number, marker), undefined);
    await write(app);
    await write(app, 'A newer draft.');
    assert.deepEqual(bodies(app).slice(3), [`${marker}\nA newer draft.`]);
    assert.equal(bodies(app).filter((body) => body.includes('Forged') || body.includes('through our App')).length, 3);
    assert.equal(repository.id, app.repository.id);
  });

  test('ours is found behind more than a hundred others', async () => {
    await using app = await startSmallApp();
    const { world, pull, reader } = app.small;
    for (let count = 0; count < 130; count += 1) world.comment(reader, pull, `${marker} ${count}`);
    const id = await write(app);
    for (let count = 0; count < 90; count += 1) world.comment(reader, pull, `More ${count}`);
    app.notes.kept.clear();
    assert.equal(await write(app, 'Found again.'), id);
    assert.equal(bodies(app).filter((body) => body.endsWith('Found again.')).length, 1);
    assert.equal(bodies(app).length, 221);
  });

  test('deleted by a person: it stays deleted, and nothing fails', async () => {
    await using app = await startSmallApp();
    const { world, pull, maintainer } = app.small;
    const id = await write(app);
    const deleteIt = (): void => {
      for (const comment of world.commentsOf(pull)) world.deleteComment(maintainer, comment);
    };
    // Between our reading and our writing.
    app.beforeRequest = (method) => (method === 'PATCH' ? deleteIt() : undefined);
    assert.equal(await write(app, 'Newer.'), id);
    assert.deepEqual(bodies(app), []);
    assert.equal(await write(app, 'Newest.'), id);
    assert.equal(await readComment(app.repository, id), undefined);
    await react(app.repository, id, 'eyes');
    assert.deepEqual(bodies(app), []);
  });
});

suite('limits and tokens', () => {
  const limits: readonly {
    readonly name: string;
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly message: string;
  }[] = [
    { name: 'a secondary limit', status: 403, headers: { 'retry-after': '1' }, message: 'You have exceeded a secondary rate limit.' },
    { name: 'too many requests', status: 429, headers: { 'retry-after': '1' }, message: 'Slow down.' },
    {
      name: 'the primary limit',
      status: 403,
      headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1' },
      message: 'API rate limit exceeded.',
    },
  ];
  for (const { name, status, headers, message } of limits)
    test(`${name}: told when to come back, and nothing is sent before`, async () => {
      await using app = await startSmallApp();
      app.setFault({ ...creating, effect: { kind: 'status', status, headers, body: { message } }, times: 1 });
      const told = await write(app).then(
        () => undefined,
        (error: unknown) => error,
      );
      assert.ok(told instanceof GitHubError && told.retryable && !told.ambiguous);
      assert.ok((told.retryAfterSeconds ?? 0) >= 1 && (told.retryAfterSeconds ?? 0) <= 12);
      app.sent();
      await assert.rejects(write(app), (error: unknown) => error instanceof GitHubError && error.retryAfterSeconds !== undefined);
      assert.deepEqual(app.sent(), []);
      await sleep(1100);
      if (told.retryAfterSeconds === 1) await write(app);
      else await write(app, 'A draft.', await app.reopen());
      assert.equal(bodies(app).length, 1);
    });

  test('a wait of days is a mistake of a clock', async () => {
    await using app = await startSmallApp();
    app.setFault({ ...creating, effect: { kind: 'status', status: 429, headers: { 'retry-after': '99999999' } }, times: 1 });
    await assert.rejects(write(app), (error: unknown) => error instanceof GitHubError && error.retryAfterSeconds === 3600);
  });

  test('a refusal that is no limit is not tried again', async () => {
    await using app = await startSmallApp();
    app.setFault({
      ...creating,
      effect: { kind: 'status', status: 403, body: { message: 'Resource not accessible by integration' } },
      times: 1,
    });
    await assert.rejects(write(app), (error: unknown) => error instanceof GitHubError && !error.retryable);
  });

  test('the token ends in the middle: a new one, and the POST goes out again', async () => {
    await using app = await startSmallApp();
    await readComment(app.repository, 1);
    app.small.world.records.installationTokens.clear();
    await write(app);
    app.small.world.records.installationTokens.clear();
    await write(app, 'Newer.');
    assert.deepEqual(bodies(app), [`${marker}\nNewer.`]);
    assert.equal(app.sent().filter((request) => request.endsWith('/access_tokens')).length, 2);
  });
});

function botOf(app: SmallApp, id: number) {
  const bot = app.small.world.records.users.get(id);
  assert.ok(bot);
  return bot;
}
