import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { SmallSandbox } from './small-sandbox.ts';
import { startSmallSandbox, STORE } from './small-sandbox.ts';

let small: SmallSandbox;
before(async () => void (small = await startSmallSandbox()));
after(() => small.close());

interface RequestError extends Error {
  readonly status: number;
  readonly response?: { readonly data: unknown };
}

const ONE = { ...STORE, pull_number: 1 };
interface Line {
  path: string;
  body: string;
  line?: number;
  side?: 'LEFT' | 'RIGHT';
  start_line?: number;
  position?: number;
}
const good: Line = { path: 'src/cart.py', line: 3, body: 'Why?' };

async function refusal(comments: Line[], body = 'x'): Promise<{ status: number; errors: unknown }> {
  const error = await small.bot.rest.pulls.createReview({ ...ONE, event: 'COMMENT', body, comments }).then(
    () => assert.fail('the review was taken'),
    (caught: RequestError) => caught,
  );
  return { status: error.status, errors: (error.response?.data as { errors?: unknown } | undefined)?.errors };
}

test('one bad comment refuses the whole review, and nothing of it is kept', async () => {
  const cases: readonly (readonly [Line, string])[] = [
    [{ ...good, line: 29 }, 'Line could not be resolved'],
    [{ ...good, line: 0 }, 'Line could not be resolved'],
    [{ ...good, line: 999_999 }, 'Line could not be resolved'],
    [{ path: 'src/cart.py', body: 'no line' }, 'Line could not be resolved'],
    [{ ...good, path: 'README.md', line: 1 }, 'Path could not be resolved'],
    [{ ...good, path: '../etc/passwd' }, 'Path could not be resolved'],
    [{ path: 'src/new.py', line: 1, side: 'LEFT', body: 'x' }, 'Line could not be resolved'],
    [{ ...good, start_line: 3 }, 'Start line could not be resolved'],
    [{ ...good, start_line: 5 }, 'Start line could not be resolved'],
    [{ ...good, position: 99, line: 29 }, 'Line could not be resolved'],
    [{ ...good, body: 'x'.repeat(65_537) }, 'Body is too long (maximum is 65536 characters)'],
    [{ ...good, body: ' ' }, "Body can't be blank"],
  ];
  for (const [bad, words] of cases) {
    assert.deepEqual(await refusal([good, bad]), { status: 422, errors: [words] }, JSON.stringify(bad).slice(0, 100));
  }
  assert.deepEqual(await refusal([], 'x'.repeat(65_537)), { status: 422, errors: ['Body is too long (maximum is 65536 characters)'] });
  assert.deepEqual(await refusal([], ''), { status: 422, errors: ['Body cannot be blank'] });
  assert.equal(small.world.reviewsOf(small.pull).length, 0);
  assert.equal(small.world.reviewCommentsOf(small.pull).length, 0);
});

test('lines of the diff are taken on their side: changed, context, removed, several, by position', async () => {
  const wanted: Line[] = [
    good,
    { path: 'src/cart.py', line: 1, body: 'context' },
    { path: 'src/cart.py', line: 3, side: 'LEFT', body: 'the removed line' },
    { path: 'src/cart.py', line: 6, start_line: 2, body: 'several' },
    { path: 'src/cart.py', position: 4, body: 'by position' },
    { path: 'src/new.py', line: 1, body: 'x'.repeat(65_536) },
    { path: 'src/new.py', line: 1, body: '\u{1F600}'.repeat(40_000) },
  ];
  const { data: review } = await small.bot.rest.pulls.createReview({ ...ONE, event: 'COMMENT', body: 'b', comments: wanted });
  const { data: made } = await small.bot.rest.pulls.listReviewComments(ONE);
  assert.equal(review.state, 'COMMENTED');
  assert.deepEqual(
    made.map((one) => [one.line, one.side, one.start_line, one.position]),
    [
      [3, 'RIGHT', null, 4],
      [1, 'RIGHT', null, 1],
      [3, 'LEFT', null, 3],
      [6, 'RIGHT', 2, 7],
      [3, 'RIGHT', null, 4],
      [1, 'RIGHT', null, 1],
      [1, 'RIGHT', null, 1],
    ],
  );
  assert.match(made[0]?.diff_hunk ?? '', /^@@ -1,6 \+1,6 @@[\s\S]*\+line three, changed$/);
});

test('a push moves comments with their lines, and outdates those whose line changed', async () => {
  const lines = Array.from({ length: 30 }, (_, index) => (index === 2 ? 'line three, changed' : `line ${index + 1}`));
  await small.world.pushCommit(small.author, small.repository, {
    branch: 'feature',
    message: 'Two lines above, and the first line gone',
    files: [{ path: 'src/cart.py', content: `new\nnewer\n${['line ONE', ...lines.slice(1)].join('\n')}\n` }],
  });
  const { data: now } = await small.bot.rest.pulls.listReviewComments(ONE);
  assert.deepEqual([now[0]?.line, now[0]?.original_line], [5, 3], 'two lines further down');
  assert.deepEqual([now[1]?.line, now[1]?.position, now[1]?.original_line], [null, null, 1], 'outdated');
  assert.deepEqual([now[3]?.start_line, now[3]?.line], [4, 8]);
});

test('nobody approves an own pull request; a pending review is seen by its author alone', async () => {
  const own = small.as(small.author).rest.pulls.createReview({ ...ONE, event: 'APPROVE' });
  await assert.rejects(own, (error: RequestError) => error.status === 422);
  await small.as(small.maintainer).rest.pulls.createReview({ ...ONE, body: 'not yet', comments: [] });
  const seen = async (who: typeof small.author): Promise<number> =>
    (await small.as(who).rest.pulls.listReviews(ONE)).data.filter((one) => one.state === 'PENDING').length;
  assert.deepEqual([await seen(small.maintainer), await seen(small.author)], [1, 0]);
});

test('over-long and blank bodies are refused everywhere', async () => {
  const long = 'x'.repeat(65_537);
  const refused = (call: Promise<unknown>): Promise<void> => assert.rejects(call, (error: RequestError) => error.status === 422);
  await refused(small.bot.rest.issues.createComment({ ...STORE, issue_number: 1, body: long }));
  await refused(small.bot.rest.issues.createComment({ ...STORE, issue_number: 1, body: ' \n' }));
  await refused(small.bot.rest.pulls.update({ ...ONE, body: long }));
  await refused(small.bot.rest.pulls.update({ ...ONE, title: 't'.repeat(257) }));
  await refused(small.bot.rest.pulls.update({ ...ONE, title: '' }));
});

test('check runs: 50 annotations a call, 3 actions, only by their App, on commits that exist', async () => {
  const annotation = { path: 'src/new.py', start_line: 1, end_line: 1, annotation_level: 'failure', message: 'm' } as const;
  const base = { ...STORE, name: 'x', head_sha: small.pull.headSha };
  const refused = (call: Promise<unknown>, status: number): Promise<void> =>
    assert.rejects(call, (error: RequestError) => error.status === status);
  const output = (count: number): { title: string; summary: string; annotations: (typeof annotation)[] } => ({
    title: 't',
    summary: 's',
    annotations: Array.from({ length: count }, () => annotation),
  });
  await refused(small.bot.rest.checks.create({ ...base, output: output(51) }), 422);
  await refused(small.bot.rest.checks.create({ ...base, status: 'completed' } as never), 422);
  await refused(small.bot.rest.checks.create({ ...base, head_sha: 'f'.repeat(40) }), 422);
  const action = { label: 'a', description: 'b', identifier: 'c' };
  await refused(small.bot.rest.checks.create({ ...base, actions: [action, action, action, action] }), 422);
  await refused(small.bot.rest.checks.create({ ...base, output: { title: 't', summary: 'x'.repeat(65_536) } }), 422);
  const { data: run } = await small.bot.rest.checks.create({ ...base, output: output(50) });
  await small.bot.rest.checks.update({ ...STORE, check_run_id: run.id, output: output(20) });
  const { data: kept } = await small.bot.rest.checks.listAnnotations({ ...STORE, check_run_id: run.id, per_page: 100 });
  assert.equal(kept.length, 70, 'annotations add up');
  const other = small.sandbox.addApp({ name: 'Other', owner: small.owner, permissions: { checks: 'write' }, events: [] });
  const stored = small.world.records.checkRuns.get(run.id);
  assert.ok(stored);
  assert.throws(() => small.world.updateCheckRun(other.app, stored, { conclusion: 'success' }), /can only be modified by the GitHub App/);
  await small.bot.rest.checks.create({ ...base, conclusion: 'failure' });
  const list = async (filter: 'latest' | 'all'): Promise<unknown[]> => {
    const { data } = await small.bot.rest.checks.listForRef({ ...STORE, ref: 'feature', filter });
    return data.check_runs.map((one) => one.conclusion);
  };
  assert.deepEqual([await list('latest'), await list('all')], [['failure'], ['failure', null]]);
});
