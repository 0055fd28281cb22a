import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isSettled, missingEffects, REVIEW, SECURITY, type ExpectedEffects } from '#sandbox/demo/judge-pull.ts';
import type { ObservedCheckRun, ObservedPull } from '#sandbox/demo/observed.ts';
import { mergeLine, reportLines } from '#sandbox/demo/report-lines.ts';

const HEAD = 'a'.repeat(40);

function run(name: string, conclusion: string | null, title: string, lines: readonly number[] = []): ObservedCheckRun {
  const annotations = lines.map((line) => ({
    path: 'a.py',
    start_line: line,
    end_line: line,
    annotation_level: 'failure',
    title: 'SQL',
    message: 'm',
  }));
  return {
    name,
    head_sha: HEAD,
    status: conclusion === null ? 'in_progress' : 'completed',
    conclusion,
    title,
    summary: '',
    text: null,
    annotations,
  };
}

const failed: ObservedPull = {
  repository: 'shop/a',
  number: 1,
  title: 'T',
  html_url: 'http://x/1',
  body: 'as written',
  head_sha: HEAD,
  draft: { body: 'changes a.py' },
  draft_count: 1,
  review_states: [],
  review_comments: [],
  check_runs: [run(SECURITY, 'failure', '1 finding', [7]), run(REVIEW, 'neutral', 'Not reviewed: no model configured')],
  merge_allowed: false,
  merge_blocked_by: ['Required check "countersign/security" is failing.'],
};
const expected: ExpectedEffects = {
  gate: 'failure',
  annotations: [{ path: 'a.py', line: 7 }],
  named: ['a.py'],
  body: 'as written',
  withModel: false,
};

function faults(change: Partial<ObservedPull>, wanted: Partial<ExpectedEffects> = {}): string {
  return missingEffects({ ...expected, ...wanted }, { ...failed, ...change }).join('; ');
}

test('everything as expected', () => {
  assert.equal(faults({}), '');
  assert.ok(isSettled(failed));
});

test('drafts: none, two', () => {
  assert.match(faults({ draft: null }), /no draft/u);
  assert.match(faults({ draft_count: 2 }), /2 drafts/u);
  assert.ok(!isSettled({ ...failed, draft: null }));
});

test('the gate: wrong conclusion, wrong line, one line too many, twice, unfinished, absent', () => {
  const [, review] = failed.check_runs;
  assert.ok(review);
  const gate = (...runs: readonly ObservedCheckRun[]) => faults({ check_runs: [...runs, review] });
  assert.match(gate(run(SECURITY, 'success', '')), /is success instead of failure/u);
  assert.match(gate(run(SECURITY, 'cancelled', '')), /ended with cancelled/u);
  assert.match(gate(run(SECURITY, 'failure', '', [6])), /no annotation on a\.py:7; an annotation that nobody expects on a\.py:6/u);
  assert.match(gate(run(SECURITY, 'failure', '', [7]), run(SECURITY, 'failure', '', [7])), /2 countersign\/security checks/u);
  assert.match(gate(run(SECURITY, null, '')), /still in_progress/u);
  assert.match(gate({ ...run(SECURITY, 'failure', '', [7]), head_sha: 'b' }), /no countersign\/security check on the head/u);
});

test('the review never claims what no model did, and never blocks', () => {
  const [gate] = failed.check_runs;
  assert.ok(gate);
  const review = (run: ObservedCheckRun, withModel = false) => faults({ check_runs: [gate, run] }, { withModel });
  assert.match(review(run(REVIEW, 'success', 'No problems')), /although no model reviewed.*does not say/u);
  assert.match(review(run(REVIEW, 'failure', '')), /would block/u);
  assert.equal(review(run(REVIEW, 'success', 'No problems'), true), '');
});

test('the merge button agrees with the gate', () => {
  assert.match(faults({ merge_allowed: true }), /could be merged although/u);
  const check_runs = [run(SECURITY, 'success', ''), run(REVIEW, 'neutral', 'Not reviewed')];
  assert.match(faults({ check_runs }, { gate: 'success', annotations: [] }), /cannot be merged although/u);
});

test('the App neither accepts nor approves, whatever it was told', () => {
  assert.match(faults({ body: 'changed' }), /description was changed/u);
  assert.match(faults({ review_states: ['COMMENTED', 'APPROVED'] }), /APPROVED/u);
});

test('an odd file that nobody names', () => {
  assert.match(faults({}, { named: ['logo.png'] }), /logo\.png is named neither/u);
});

test('lines tell only what is new', () => {
  const nothing = { ...failed, draft: null, draft_count: 0, check_runs: [run(SECURITY, null, '')] };
  assert.deepEqual(reportLines(undefined, nothing, 0.5), []);
  const lines = reportLines(nothing, failed, 1.23);
  assert.deepEqual(lines, [
    'draft posted after 1.2 s',
    'security: failure, 1 annotation: a.py:7 (1.2 s)',
    'review: neutral "Not reviewed: no model configured" (1.2 s)',
  ]);
  assert.deepEqual(reportLines(failed, failed, 2), []);
  assert.match(mergeLine(failed), /^merge: blocked\. Required check/u);
});

test('text from outside cannot steer the terminal', () => {
  const hostile = { ...failed, check_runs: [run(REVIEW, 'neutral', '\u001B]0;pwned\u0007\u202E')] };
  assert.doesNotMatch(reportLines(undefined, hostile, 1).join(''), /[\p{Cc}\p{Cf}]/u);
});
