import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ModelRequest } from '#src/ask-model.ts';
import { defaultReviewLimits } from '#src/review/limits.ts';
import { reviewPullRequest } from '#src/review/review-pull-request.ts';
import { changedFileOf } from '#test/diff/changed-file-of.ts';
import { portsWith, pull, scriptedModel, unreachable, verdicts } from './scripted-review.ts';

/** A small model: asked about signs alone. The change has two, on lines 5 and 6. */
const small = (script: (request: ModelRequest<unknown>, call: number) => unknown) =>
  Object.assign(scriptedModel(script), { parameters: 1.5e9 });
const says = (defect: string) => small(() => ({ line: 5, defect }));

test('a small model is asked about each sign with its function, and its yes posts what the rule says', async () => {
  const model = says('yes');
  const ports = portsWith(model);
  const outcome = await reviewPullRequest(pull, ports);
  assert.deepEqual(
    model.requests.map(({ prompt, data }) => [prompt, data.map(({ label }) => label)]),
    Array.from({ length: 2 }, () => ['review-sign', ['code', 'claim']]),
  );
  assert.match(model.requests[0]?.data[0]?.text ?? '', /^## File: src\/pages\.ts\n[\s\S]*5 \+ {3}const offset/);
  assert.deepEqual(verdicts(outcome), ['posted', 'posted']);
  const [comment] = ports.seen.reviews[0]?.comments ?? [];
  assert.match(comment?.body ?? '', /A rule \(page-offset\) saw the sign; `tiny` looked at the whole function and did not refute it/);
  const check = ports.seen.checks.at(-1);
  assert.deepEqual([check?.conclusion, check?.output.title], ['success', 'Searched 1 file for signs of known defects: 2 comments']);
  assert.match(
    check?.output.summary ?? '',
    /does not read the whole change[\s\S]*asked about 2 suspicious places[\s\S]*Other mistakes are not found/,
  );
});

test('without its yes no sign is posted, and each has its reason', async () => {
  for (const [defect, reason] of [
    ['no', 'refuted'],
    ['unsure', 'unsure'],
  ] as const) {
    const ports = portsWith(says(defect));
    assert.deepEqual(verdicts(await reviewPullRequest(pull, ports)), [reason, reason]);
    assert.deepEqual(ports.seen.reviews, []);
  }
});

test('a model that does not answer: not reviewed; one that answers in part: partly reviewed', async () => {
  const silent = portsWith(small(() => unreachable));
  const outcome = await reviewPullRequest(pull, silent);
  assert.deepEqual([outcome.kind, outcome.kind === 'not-reviewed' && outcome.reason], ['not-reviewed', 'model-unreachable']);
  assert.match(silent.seen.checks.at(-1)?.output.summary ?? '', /src\/pages\.ts`: the model gave no answer/);
  const half = portsWith(small((_, call) => (call === 1 ? { line: 5, defect: 'yes' } : unreachable)));
  assert.equal((await reviewPullRequest(pull, half)).kind, 'partly-reviewed');
});

test('enough is enough: what is over the number of comments, or the third of a kind, is not even asked', async () => {
  const model = says('yes');
  const limits = { ...defaultReviewLimits, maxComments: 1, parallelRequests: 1 };
  const outcome = await reviewPullRequest(pull, portsWith(model), { limits });
  assert.deepEqual(verdicts(outcome), ['posted', 'over-limit']);
  assert.equal(model.requests.length, 1);
});

test('no model at all: the files are not called unanswered', async () => {
  const ports = portsWith(undefined);
  await reviewPullRequest(pull, ports);
  const summary = ports.seen.checks.at(-1)?.output.summary ?? '';
  assert.match(summary, /src\/pages\.ts`: no model to read it/);
  assert.doesNotMatch(summary, /gave no answer/);
  const spent = portsWith(scriptedModel(() => ({ kind: 'failed', reason: 'over-budget', detail: '', retryable: false })));
  await reviewPullRequest(pull, spent);
  assert.match(spent.seen.checks.at(-1)?.output.summary ?? '', /not asked: the budget for model tokens is used up/);
});

test('code that speaks to people, machines or the model says nothing through a sign', async () => {
  const [before, after] = [
    'function f(o) {\n  if (o === "`) @acme/all fixes #1 ![x](https://evil.example/p.png)") {\n    return;\n  }\n  go(o);\n}\n',
    'function f(o) {\n  go(o);\n}\n',
  ];
  const file = changedFileOf('src/a.ts', before, after);
  const ports = portsWith(says('yes'), { files: [file] });
  await reviewPullRequest(pull, ports);
  const [comment] = ports.seen.reviews[0]?.comments ?? [];
  assert.ok(comment, 'the removed check is a sign');
  const outsideCode = comment.body.replaceAll(/(`+)[\s\S]*?\1/gu, '');
  assert.doesNotMatch(outsideCode, /@acme|fixes #1|evil\.example|!\[/iu, comment.body);
});
