/** One review per run, with as many of its comments at their lines as GitHub takes; none of them is lost. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { startSmallApp } from './small-app.ts';
import type { SmallApp } from './small-app.ts';
import type { FaultEffect } from '#sandbox/faults/fault.ts';
import { GitHubError } from '#src/github/github-error.ts';
import { reviewMarker } from '#src/github/markers.ts';
import { listOwnReviewComments } from '#src/github/own-reviews.ts';
import { writeReview } from '#src/github/reviews.ts';
import type { InlineComment, WriteReview } from '#src/github/reviews.ts';
import { placeableKeys } from '#src/review/placeable.ts';
import { bodyWithRefused } from '#src/review/wording.ts';

const comment = (key: string, place: Partial<InlineComment> = {}): InlineComment => ({
  key,
  path: 'src/cart.py',
  side: 'RIGHT',
  line: 3,
  body: `Comment ${key}.`,
  ...place,
});
const good = [
  comment('a'),
  comment('b', { line: 5 }),
  comment('c', { startLine: 2, line: 4 }),
  comment('d', { path: 'src/new.py', line: 1 }),
];
const bad = [
  comment('far', { line: 25 }),
  comment('elsewhere', { path: 'src/none.py', line: 1 }),
  comment('range', { startLine: 4, line: 20 }),
];

const publish = (app: SmallApp, comments: readonly InlineComment[], changes: Partial<WriteReview> = {}) =>
  writeReview({
    repository: app.repository,
    identity: app.identity,
    notes: app.notes,
    number: app.small.pull.number,
    key: '1-first',
    headSha: app.small.pull.headSha,
    comments,
    bodyWith: (refused) => bodyWithRefused('Read 2 of 2 files.', refused),
    placeable: (patches) => placeableKeys(comments, patches),
    ...changes,
  });
const onGitHub = (app: SmallApp) => {
  const { world, pull } = app.small;
  const reviews = world.reviewsOf(pull);
  return {
    reviews,
    inline: world.reviewCommentsOf(pull).map(({ body }) => /Comment (\w+)\./u.exec(body)?.[1]),
    text: reviews[0]?.body ?? '',
  };
};
const refusing = (effect: FaultEffect, times: number, skip = 0) => ({
  method: 'POST',
  path: '/repos/*/*/pulls/*/reviews',
  effect,
  times,
  skip,
});
const unsaid: FaultEffect = {
  kind: 'status',
  status: 422,
  body: { message: 'Unprocessable Entity', errors: ['Line could not be resolved'] },
};

suite('comments that GitHub does not take', () => {
  test('all have a line: one call', async () => {
    await using app = await startSmallApp();
    assert.deepEqual(await publish(app, good), { kind: 'posted', refused: [] });
    assert.deepEqual(onGitHub(app).inline, ['a', 'b', 'c', 'd']);
    assert.equal(app.sent().filter((request) => request.startsWith('POST /repos')).length, 1);
  });

  test('those without a line stand in the text, the others at their lines', async () => {
    await using app = await startSmallApp();
    const outcome = await publish(
      app,
      [bad[0], ...good, bad[1], bad[2]].filter((one) => one !== undefined),
    );
    assert.ok(outcome.kind === 'posted');
    assert.deepEqual(
      outcome.refused.map(({ key }) => key),
      ['far', 'elsewhere', 'range'],
    );
    const { reviews, inline, text } = onGitHub(app);
    assert.equal(reviews.length, 1);
    assert.deepEqual(inline, ['a', 'b', 'c', 'd']);
    for (const { key } of bad) assert.match(text, new RegExp(`Comment ${key}\\.`, 'u'));
    for (const { key } of good) assert.doesNotMatch(text, new RegExp(`Comment ${key}\\.`, 'u'));
  });

  test('only bad ones: all in the text', async () => {
    await using app = await startSmallApp();
    await publish(app, bad);
    const { reviews, inline, text } = onGitHub(app);
    assert.deepEqual([reviews.length, inline.length], [1, 0]);
    assert.match(text, /`src\/none\.py`, line 1/u);
  });

  test('one that looks right and is refused all the same is found by leaving it out', async () => {
    await using app = await startSmallApp();
    const blank = comment('blank', { line: 4, body: ' ' });
    const [first, second, ...rest] = good;
    assert.ok(first && second);
    const outcome = await publish(app, [first, blank, second, ...rest]);
    assert.ok(outcome.kind === 'posted');
    assert.deepEqual(
      outcome.refused.map(({ key }) => key),
      ['blank'],
    );
    assert.deepEqual(onGitHub(app).inline, ['a', 'b', 'c', 'd']);
  });

  test('refused without a reason, again and again: the whole review in its text, in a bounded number of calls', async () => {
    await using app = await startSmallApp();
    app.setFault(refusing(unsaid, 5));
    await publish(app, good);
    const { reviews, inline, text } = onGitHub(app);
    assert.deepEqual([reviews.length, inline.length], [1, 0]);
    for (const { key } of good) assert.match(text, new RegExp(`Comment ${key}\\.`, 'u'));
    assert.equal(app.sent().filter((request) => request.startsWith('POST /repos')).length, 6);
  });

  test('refused for ever: an error that passes, and nothing posted', async () => {
    await using app = await startSmallApp();
    app.setFault(refusing(unsaid, 1000));
    await assert.rejects(publish(app, good), (error: unknown) => error instanceof GitHubError && error.retryable && !error.ambiguous);
    assert.equal(onGitHub(app).reviews.length, 0);
    app.small.sandbox.clearFaults();
    assert.equal((await publish(app, good)).kind, 'posted');
    assert.equal(onGitHub(app).reviews.length, 1);
  });

  test('texts beyond what GitHub takes are cut, and the mark stays', async () => {
    await using app = await startSmallApp();
    const long = comment('a', { body: `Comment a.\n\`\`\`\n${'é'.repeat(90_000)}` });
    await publish(app, [long], { bodyWith: () => '😀'.repeat(40_000) });
    const { reviews, inline, text } = onGitHub(app);
    assert.deepEqual([reviews.length, inline], [1, ['a']]);
    assert.ok(text.startsWith(reviewMarker('1-first')));
  });
});

suite('exactly one review', () => {
  const lost: readonly FaultEffect[] = [{ kind: 'commit-then-status', status: 502 }, { kind: 'commit-then-reset' }];
  for (const effect of lost)
    for (const mixed of [false, true])
      test(`made and the answer lost (${effect.kind}), ${mixed ? 'after a refusal' : 'at once'}`, async () => {
        await using app = await startSmallApp();
        app.setFault(refusing(effect, 1, mixed ? 1 : 0));
        const outcome = await publish(app, mixed ? [...good, ...bad] : good);
        assert.ok(outcome.kind === 'posted');
        assert.equal(outcome.refused.length, mixed ? 3 : 0);
        assert.deepEqual(onGitHub(app).inline, ['a', 'b', 'c', 'd']);
        assert.equal(onGitHub(app).reviews.length, 1);
        assert.deepEqual(await publish(app, good), { kind: 'already' });
      });

  test('killed at every call: the next run ends with one review that holds everything', async () => {
    const all = [...good, ...bad];
    for (let moment = 1; moment <= 7; moment += 1) {
      await using app = await startSmallApp();
      let calls = 0;
      app.beforeRequest = () => {
        calls += 1;
        if (calls === moment) throw new Error('Killed.');
      };
      const killed = { ...app.notes, note: () => Promise.reject(new Error('Killed.')) };
      await publish(app, all, { notes: killed }).catch(() => undefined);
      app.beforeRequest = () => undefined;
      await publish(app, all, { repository: await app.reopen() });
      const { reviews, inline, text } = onGitHub(app);
      assert.equal(reviews.length, 1, `call ${moment}`);
      assert.deepEqual(inline, ['a', 'b', 'c', 'd'], `call ${moment}`);
      for (const { key } of bad) assert.match(text, new RegExp(`Comment ${key}\\.`, 'u'));
    }
  });

  test('a review with our marker by a person is not ours, nor are its comments', async () => {
    await using app = await startSmallApp();
    const { world, author, pull } = app.small;
    const place = { path: 'src/cart.py', line: 3, side: 'RIGHT', body: 'Forged.' } as const;
    await world.review(author, pull, { body: `${reviewMarker('1-first')}\nForged.`, event: 'COMMENT', comments: [place] });
    assert.equal((await publish(app, good)).kind, 'posted');
    assert.equal(onGitHub(app).reviews.length, 2);
    const own = await listOwnReviewComments(app.repository, app.identity, pull.number);
    assert.equal(own.length, good.length + 1);
    assert.ok(own.every(({ body }) => !body.includes('Forged')));
  });

  test('ours is found behind more than a hundred reviews of others', async () => {
    await using app = await startSmallApp();
    const { world, reader, pull } = app.small;
    for (let count = 0; count < 120; count += 1)
      await world.review(reader, pull, { body: `Seen ${count}`, event: 'COMMENT', comments: [] });
    await publish(app, good);
    app.notes.kept.clear();
    assert.deepEqual(await publish(app, good), { kind: 'already' });
  });

  test('a newer head: nothing is said about the older one, before or after a refusal', async () => {
    await using app = await startSmallApp();
    const { world, author, repository, pull } = app.small;
    const headSha = pull.headSha;
    const push = (text: string): Promise<string> =>
      world.pushCommit(author, repository, { branch: 'feature', message: text, files: [{ path: 'src/new.py', content: `${text}\n` }] });
    // After our look at the head, and before GitHub's answer.
    app.beforeRequest = async (method) => {
      app.beforeRequest = method === 'POST' ? () => undefined : app.beforeRequest;
      if (method === 'POST') await push('meanwhile');
    };
    app.setFault(refusing(unsaid, 1));
    const first = publish(app, good, { headSha });
    assert.deepEqual(await first, { kind: 'superseded' });
    assert.deepEqual(await publish(app, good, { headSha }), { kind: 'superseded' });
    assert.equal(onGitHub(app).reviews.length, 0);
  });
});
