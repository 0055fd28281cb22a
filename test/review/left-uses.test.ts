import assert from 'node:assert/strict';
import { test } from 'node:test';
import { followThreads } from '#src/review/follow-threads.ts';
import { findingMark } from '#src/review/fingerprint.ts';
import { leftUseFindings } from '#src/review/left-uses.ts';
import type { LeftUse } from '#src/review/left-uses.ts';
import type { OwnThread } from '#src/review/own-thread.ts';
import { reviewPullRequest } from '#src/review/review-pull-request.ts';
import { postedFindings } from '#src/review/stored-findings.ts';
import { changedFileOf } from '#test/diff/changed-file-of.ts';
import { findingsOf, portsWith, pull } from './scripted-review.ts';

const before = 'export function total(prices) {\n  return prices.length;\n}\n\nexport const rate = 19;\n';
const file = changedFileOf('src/prices.ts', before, 'export const rate = 19;\n');
const left: LeftUse = {
  name: 'total',
  path: 'src/prices.ts',
  baseLine: 1,
  code: 'export function total(prices) {',
  uses: [{ path: 'src/<!-- @org/team `.ts', line: 12 }],
  commitSha: 'd'.repeat(40),
};

test('what is taken away and still used is said on its deleted line, with the use, and no model is asked about it', async () => {
  const model = findingsOf([], 'refuted');
  const ports = { ...portsWith(model, { files: [file] }), findLeftUses: () => Promise.resolve([left]) };
  const outcome = await reviewPullRequest(pull, ports);
  const [comment] = ports.seen.reviews[0]?.comments ?? [];
  assert.deepEqual([comment?.path, comment?.side, comment?.line], ['src/prices.ts', 'LEFT', 1]);
  assert.match(comment?.body ?? '', /Removed, but still used elsewhere: total/u);
  assert.match(comment?.body ?? '', /is used in `src\/.*:12` as of dddddddd/u);
  assert.doesNotMatch(comment?.body.replaceAll(/`[^`\n]*`/gu, '').replace(/<!-- countersign:[^>]*-->/u, '') ?? '', /@org|<!--/u);
  assert.equal(outcome.kind, 'reviewed');
  assert.ok(model.requests.every(({ task }) => task !== 'verify'));
  for (const found of [[], undefined]) {
    const silent = { ...portsWith(findingsOf([]), { files: [file] }), findLeftUses: () => Promise.resolve(found) };
    await reviewPullRequest(pull, silent);
    assert.deepEqual(silent.seen.reviews, []);
  }
});

test('its conversation ends when nothing uses it any more, opens when something does again, and waits while nobody can tell', async () => {
  const [finding] = leftUseFindings([left]);
  assert.ok(finding);
  const stored = { ...finding, verdict: { kind: 'posted' } };
  const follow = async (leftUses: readonly string[] | undefined, thread: Partial<OwnThread> = {}) => {
    const said: (string | undefined)[] = [];
    const own = {
      id: 'T',
      resolved: false,
      rootId: 1,
      body: findingMark(finding.fingerprint),
      thumbsUp: 0,
      thumbsDown: 0,
      calledFixed: false,
    };
    const [ending] = await followThreads(
      { headSha: 'c'.repeat(40), files: [file], headTexts: new Map(), ...(leftUses && { leftUses: new Set(leftUses) }) },
      {
        listThreads: () => Promise.resolve([{ ...own, replies: [], ...thread }]),
        posted: () => Promise.resolve(postedFindings([{ findings: [stored] }])),
        wasHeard: () => Promise.resolve(true),
        hear: () => Promise.resolve(),
        countThumbs: () => Promise.resolve(),
        reply: (_thread, _key, body, turn) => Promise.resolve(void said.push(`${turn}: ${body.split(':')[0]}`)),
      },
      undefined,
    );
    return [ending?.kind, ...said];
  };
  assert.deepEqual(await follow([finding.fingerprint]), ['left']);
  assert.deepEqual(await follow(undefined), ['left']);
  assert.deepEqual(await follow([]), ['resolved', 'resolve: Resolved']);
  assert.deepEqual(await follow([], { resolved: true, calledFixed: true }), ['fixed']);
  assert.deepEqual(await follow([finding.fingerprint], { resolved: true, calledFixed: true }), ['returned', 'reopen: Back']);
});
