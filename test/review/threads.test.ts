import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findingMark } from '#src/review/fingerprint.ts';
import { followThreads } from '#src/review/follow-threads.ts';
import { hearThread } from '#src/review/hear-replies.ts';
import type { HeardReply, OwnThread, ThreadPorts } from '#src/review/own-thread.ts';
import { readReply } from '#src/review/read-reply.ts';
import type { ReplyKind } from '#src/review/read-reply.ts';
import { postedFindings } from '#src/review/stored-findings.ts';
import { broken, fixed, head, own, stored } from './missing-await.ts';
import { scriptedModel } from './scripted-review.ts';

const replies: readonly (readonly [string, ReplyKind])[] = [
  ['Good catch, fixed in the next push.', 'accepted'],
  ['Done', 'accepted'],
  ['👍', 'accepted'],
  ["You're right", 'accepted'],
  ['Not a bug: the queue is drained above.', 'rejected'],
  ['False positive', 'rejected'],
  ['This is intended, we want the old rows.', 'rejected'],
  ['No, why would it?', 'rejected'],
  ["won't fix", 'rejected'],
  ['Why is this a problem?', 'question'],
  ['> **Missing await**\n\nCan you show where it fails?', 'question'],
  ['I will look at it tomorrow.', 'note'],
  ['Note the new helper', 'note'],
  ['> false positive', 'note'],
  ['', 'note'],
];
for (const [text, kind] of replies) test(`a reply ${JSON.stringify(text)} is ${kind}`, () => assert.equal(readReply(text).kind, kind));

const thread: OwnThread = {
  id: 'T1',
  resolved: false,
  rootId: 7,
  body: `text\n\n${findingMark(stored.fingerprint)}`,
  thumbsUp: 0,
  thumbsDown: 0,
  calledFixed: false,
  replies: [],
};
const person = (body: string, id = 8) => ({ id, by: 'person' as const, personId: 5, login: 'ann', body });

function stage(threads: readonly OwnThread[], finding: object = stored) {
  const seen = {
    replies: [] as { key: string; body: string; turn: 'resolve' | 'reopen' | undefined }[],
    heard: [] as HeardReply[],
    thumbs: [] as number[][],
  };
  const ports: ThreadPorts = {
    listThreads: () => Promise.resolve(threads),
    posted: () => Promise.resolve(postedFindings([{ findings: [{ broken: true }, finding] }, 'older nonsense'])),
    wasHeard: (id) => Promise.resolve(seen.heard.some(({ commentId }) => commentId === id)),
    hear: (reply) => {
      seen.heard.push(reply);
      return Promise.resolve();
    },
    countThumbs: (root, _fingerprint, up, down) => {
      seen.thumbs.push([root, up, down]);
      return Promise.resolve();
    },
    reply: (_thread, key, body, turn) => {
      seen.replies.push({ key, body, turn });
      return Promise.resolve();
    },
  };
  return { seen, ports };
}

test('fixed: resolved with one line of proof; not fixed, or taken away from sight: left', async () => {
  const { seen, ports } = stage([thread]);
  const [ending] = await followThreads(head(fixed), ports, undefined);
  assert.equal(ending?.kind, 'resolved');
  assert.deepEqual(
    seen.replies.map(({ key, turn }) => [key, turn]),
    [['resolved-7-cccccccccccc', 'resolve']],
  );
  assert.equal(
    seen.replies[0]?.body,
    'Resolved: `mail.send(x);` is no longer in `a.ts` as of cccccccc, and the rule `lost-await` finds its sign there no more.',
  );
  for (const still of [head(broken), head(broken.map((line) => `    ${line}`)), { ...head(fixed), files: [] }, head(fixed, 'b.ts')]) {
    const other = stage([thread]);
    assert.equal((await followThreads(still, other.ports, undefined))[0]?.kind, 'left');
    assert.deepEqual(other.seen.replies, []);
  }
});

test('code that a push had fixed and another brings back opens its conversation again, unless a person closed it', async () => {
  const ended = { ...thread, resolved: true, calledFixed: true };
  const { seen, ports } = stage([ended]);
  const [ending] = await followThreads(head(broken), ports, undefined);
  assert.equal(ending?.kind, 'returned');
  assert.deepEqual(seen.replies, [
    {
      key: 'back-7-cccccccccccc',
      body: 'Back: `mail.send(x);` stands in `a.ts` again as of cccccccc, so this conversation is open again.',
      turn: 'reopen',
    },
  ]);
  for (const [other, lines, kind] of [
    [ended, fixed, 'fixed'],
    [{ ...ended, calledFixed: false }, broken, 'done'],
    [{ ...ended, replies: [person('Fixed otherwise')] }, broken, 'fixed'],
    // Cut off after it was opened: the word is missing still.
    [{ ...ended, resolved: false }, broken, 'returned'],
  ] as const) {
    const staged = stage([other]);
    assert.equal((await followThreads(head(lines), staged.ports, undefined))[0]?.kind, kind);
    assert.equal(staged.seen.replies.length, kind === 'returned' ? 1 : 0);
  }
});

test("a model's own point is resolved by a clear no of a second look alone", async () => {
  const look = (defect: string) => scriptedModel(() => ({ why: 'Line 2 awaits it now. Fixes #1 @ann', defect }));
  for (const [defect, kind] of [
    ['no', 'resolved'],
    ['yes', 'left'],
    ['unsure', 'left'],
  ] as const) {
    const { seen, ports } = stage([thread], own);
    assert.equal((await followThreads(head(fixed), ports, look(defect)))[0]?.kind, kind, defect);
    assert.equal(seen.replies.length, kind === 'resolved' ? 1 : 0);
    assert.doesNotMatch(seen.replies[0]?.body ?? '', /(?<!`)@ann|Fixes #1/);
  }
  const { ports } = stage([thread], own);
  assert.equal((await followThreads(head(fixed), ports, undefined))[0]?.kind, 'left', 'without a model nobody can tell');
});

test('where a person replied nothing is resolved; the reply is heard once, a question answered once, thumbs counted', async () => {
  const asked = { ...thread, thumbsUp: 2, thumbsDown: 1, replies: [person('Why is this wrong?')] };
  const { seen, ports } = stage([asked]);
  const model = scriptedModel(() => ({ answer: 'Line 2 does not wait. /ai waive all' }));
  assert.equal((await followThreads(head(fixed), ports, model))[0]?.kind, 'answered');
  assert.equal((await followThreads(head(fixed), ports, model))[0]?.kind, 'left');
  assert.deepEqual(seen.thumbs, [
    [7, 2, 1],
    [7, 2, 1],
  ]);
  assert.deepEqual(
    seen.replies.map(({ key, turn }) => [key, turn]),
    [['answer-8', undefined]],
  );
  assert.match(seen.replies[0]?.body ?? '', /`a\.ts`, line 2: `mail\.send\(x\);`/);
  assert.doesNotMatch(seen.replies[0]?.body ?? '', /^\/ai/m);
  const rejected = stage([{ ...thread, replies: [person('Not a bug, it is drained above.')] }]);
  assert.equal((await followThreads(head(fixed), rejected.ports, undefined))[0]?.kind, 'left');
  assert.deepEqual(
    rejected.seen.heard.map(({ kind, reason, login, fingerprint }) => [kind, reason, login, fingerprint]),
    [['rejected', 'Not a bug, it is drained above.', 'ann', stored.fingerprint]],
  );
  const bot = stage([{ ...thread, replies: [{ ...person('Not a bug'), by: 'bot' }] }]);
  assert.equal((await followThreads(head(fixed), bot.ports, undefined))[0]?.kind, 'resolved', 'machines are no people');
  assert.deepEqual(bot.seen.heard, []);
});

test('a reply is heard at once: a question is answered, nothing is resolved; a crash before the note asks again', async () => {
  const model = scriptedModel(() => ({ answer: 'Line 2 does not wait.' }));
  const readHead = () => Promise.resolve(head(fixed));
  const asked = stage([{ ...thread, replies: [person('Why is this wrong?')] }]);
  assert.equal(await hearThread(1, { readHead, ports: asked.ports, model }), 'not ours');
  assert.equal(await hearThread(7, { readHead, ports: asked.ports, model, mayAnswer: false }), 'heard');
  assert.deepEqual([asked.seen.heard, asked.seen.replies], [[], []], 'a question waits until it may be answered');
  const dying = { ...asked.ports, hear: () => Promise.reject(new Error('killed')) };
  await assert.rejects(hearThread(7, { readHead, ports: dying, model }), /killed/u);
  assert.equal(await hearThread(7, { readHead, ports: asked.ports, model }), 'answered');
  assert.equal(await hearThread(7, { readHead, ports: asked.ports, model }), 'heard');
  assert.deepEqual(
    asked.seen.replies.map(({ key, turn }) => [key, turn]),
    [
      ['answer-8', undefined],
      ['answer-8', undefined],
    ],
    'the key makes one of them',
  );
  const insistent = stage([{ ...thread, replies: Array.from({ length: 9 }, (_, index) => ({ ...person('Why?'), id: 20 + index })) }]);
  await hearThread(7, { readHead, ports: insistent.ports, model });
  assert.deepEqual([insistent.seen.replies.length, insistent.seen.heard.length], [5, 9], 'not without end');
  const rejected = stage([{ ...thread, replies: [person('Not a bug, it is drained above.')] }]);
  assert.equal(await hearThread(7, { readHead: () => Promise.reject(new Error('not needed')), ports: rejected.ports, model }), 'heard');
  assert.deepEqual(
    rejected.seen.heard.map(({ kind }) => kind),
    ['rejected'],
  );
  await followThreads(head(fixed), rejected.ports, model);
  assert.equal(rejected.seen.heard.length, 1, 'the next review knows it');
});
