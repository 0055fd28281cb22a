import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { after, before, test } from 'node:test';
import type { SmallSandbox } from './small-sandbox.ts';
import { startSmallSandbox, STORE } from './small-sandbox.ts';

let small: SmallSandbox;
before(async () => void (small = await startSmallSandbox()));
after(() => small.close());

test('an App finds its installation, reads the pull request, comments, checks, and people see it', async () => {
  const { bot, appClient, world, author, pull } = small;
  const { data: self } = await appClient.rest.apps.getAuthenticated();
  assert.equal(self?.slug, 'countersign');
  const { data: installation } = await appClient.rest.apps.getRepoInstallation(STORE);
  assert.equal(installation.id, small.installation.id);
  const { data: seen } = await bot.rest.pulls.get({ ...STORE, pull_number: 1 });
  assert.equal(seen.title, 'Cart');
  assert.equal(seen.head.sha, pull.headSha);
  assert.deepEqual([seen.commits, seen.changed_files, seen.additions, seen.deletions], [1, 2, 2, 1]);
  const { data: files } = await bot.rest.pulls.listFiles({ ...STORE, pull_number: 1 });
  assert.deepEqual(
    files.map((file) => [file.filename, file.status]),
    [
      ['src/cart.py', 'modified'],
      ['src/new.py', 'added'],
    ],
  );
  const { data: comment } = await bot.rest.issues.createComment({ ...STORE, issue_number: 1, body: 'A draft' });
  assert.equal(comment.user?.login, 'countersign[bot]');
  assert.equal(comment.performed_via_github_app?.id, small.app.appId);
  await small.as(author).rest.issues.updateComment({ ...STORE, comment_id: comment.id, body: 'A better draft' });
  assert.equal(world.commentsOf(pull)[0]?.body, 'A better draft');
  const { data: run } = await bot.rest.checks.create({
    ...STORE,
    name: 'countersign/security',
    head_sha: pull.headSha,
    status: 'in_progress',
  });
  await bot.rest.checks.update({ ...STORE, check_run_id: run.id, conclusion: 'success', output: { title: 'ok', summary: 'fine' } });
  const { data: runs } = await bot.rest.checks.listForRef({ ...STORE, ref: pull.headSha });
  assert.deepEqual([runs.total_count, runs.check_runs[0]?.conclusion], [1, 'success']);
});

test('webhooks arrive in order, signed over their bytes', async () => {
  await small.world.deliveriesSettled();
  const events = small.received.map(
    (one) => `${one.headers['x-github-event']}.${(JSON.parse(one.body) as { action?: string }).action ?? ''}`,
  );
  assert.deepEqual(events, [
    'installation.created',
    'push.',
    'check_suite.requested',
    'push.',
    'check_suite.requested',
    'pull_request.opened',
    'issue_comment.created',
    'issue_comment.edited',
    'check_run.created',
    'check_run.completed',
    'check_suite.completed',
  ]);
  for (const { headers, body } of small.received) {
    const expected = `sha256=${createHmac('sha256', small.app.webhookSecret).update(body).digest('hex')}`;
    assert.equal(headers['x-hub-signature-256'], expected);
    assert.equal(headers['x-github-hook-installation-target-id'], String(small.app.appId));
  }
  const edited = JSON.parse(small.received[7]?.body ?? '{}') as { changes: unknown; sender: { login: string } };
  assert.deepEqual(edited.changes, { body: { from: 'A draft' } });
  assert.equal(edited.sender.login, 'ada');
});
