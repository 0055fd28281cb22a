import assert from 'node:assert/strict';
import { test } from 'node:test';
import { commentPayload, pullRequestPayload } from './payloads.ts';
import { parseHint } from '#src/webhook/hint.ts';
import type { HintEvent } from '#src/webhook/hint.ts';
import { planWork } from '#src/webhook/plan-work.ts';

const facts = {
  inboxId: 41,
  appId: 9,
  appLogin: 'countersign[bot]',
  isCommand: (body: string) => body.startsWith('/ai'),
  isDraft: (body: string) => body.includes('draft of ours'),
  listedApps: new Map(),
  pullsAtHead: [],
  pullsInto: [],
  pullsOfOwner: [],
};

/** `kind number subject` of each piece of work, or why there is none. */
function planned(event: HintEvent, payload: object, more: Partial<Parameters<typeof planWork>[1]> = {}): readonly string[] | string {
  const hint = parseHint(event, payload);
  assert.ok(hint, 'the payload does not fit the event');
  const plan = planWork(hint, { ...facts, ...more });
  return plan.kind === 'nothing' ? plan.reason : plan.work.map(({ kind, number, subject }) => `${kind} ${number} ${subject}`.trim());
}
const pullWith = (changes: object) => ({ ...(pullRequestPayload()['pull_request'] as object), ...changes });
const commentWith = (changes: object) => ({ ...(commentPayload('')['comment'] as object), ...changes });
const all = ['gate 7', 'summary 7', 'review 7'];

test('a new or moved head, and a new base, ask for everything; the rest for nothing', () => {
  for (const action of ['opened', 'reopened', 'synchronize', 'ready_for_review'])
    assert.deepEqual(planned('pull_request', pullRequestPayload({ action })), all, action);
  assert.deepEqual(planned('pull_request', pullRequestPayload({ action: 'unlocked' })), ['summary 7']);
  assert.deepEqual(planned('pull_request', pullRequestPayload({ action: 'edited', changes: { base: { ref: { from: 'x' } } } })), all);
  for (const action of ['edited', 'closed', 'labeled', 'assigned', 'an_action_of_next_year', 'constructor'])
    assert.equal(typeof planned('pull_request', pullRequestPayload({ action })), 'string', action);
  assert.equal(
    planned('pull_request', pullRequestPayload({ action: 'synchronize', pull_request: pullWith({ state: 'closed' }) })),
    'closed',
  );
});

test('a command is a new comment of a person, by whom it was sent, on a pull request', () => {
  assert.deepEqual(planned('issue_comment', commentPayload('/ai help')), ['command 7 inbox-41']);
  const refused: readonly (readonly [string, Record<string, unknown>])[] = [
    ['edited', commentPayload('/ai help', { action: 'edited', changes: { body: { from: 'hello' } } })],
    ['deleted', commentPayload('/ai help', { action: 'deleted' })],
    ['sent by a bot', commentPayload('/ai help', { sender: { id: 12, login: 'x[bot]', type: 'Bot' } })],
    ['sent by another than its author', commentPayload('/ai help', { sender: { id: 12, login: 'eve', type: 'User' } })],
    [
      'written through an App',
      commentPayload('/ai help', { comment: commentWith({ body: '/ai help', performed_via_github_app: { id: 4 } }) }),
    ],
    ['without an author', commentPayload('/ai help', { comment: commentWith({ body: '/ai help', user: null }) })],
    ['on an issue', commentPayload('/ai help', { issue: { number: 7, state: 'open' } })],
    ['no command', commentPayload('please /ai help')],
  ];
  for (const [name, payload] of refused) assert.equal(typeof planned('issue_comment', payload), 'string', name);
});

test('a command in the thread of a review comment', () => {
  const payload = (body: string, more: Record<string, unknown> = {}, comment: object = {}) => ({
    ...commentPayload(body, more),
    pull_request: { number: 7 },
    comment: { ...commentWith({ body }), in_reply_to_id: 88, ...comment },
  });
  assert.deepEqual(planned('pull_request_review_comment', payload('/ai why')), ['command 7 inbox-41']);
  assert.deepEqual(planned('pull_request_review_comment', payload('/ai why', {}, { in_reply_to_id: null })), ['command 7 inbox-41']);
  const refused: readonly (readonly [string, object])[] = [
    ['edited', payload('/ai why', { action: 'edited', changes: { body: { from: 'x' } } })],
    ['by a bot', payload('/ai why', { sender: { id: 12, login: 'x[bot]', type: 'Bot' } })],
    ['our own answer', payload('/ai why', {}, { user: { id: 50, login: 'countersign[bot]', type: 'Bot' } })],
    ['the first comment of a thread', payload('why?', {}, { in_reply_to_id: null })],
    ['a reply by a bot', payload('why?', { sender: { id: 12, login: 'x[bot]', type: 'Bot' } })],
    ['a reply through an App', payload('why?', {}, { performed_via_github_app: { id: 77 } })],
    ['an edited reply', payload('why?', { action: 'edited', changes: { body: { from: 'x' } } })],
  ];
  assert.deepEqual(planned('pull_request_review_comment', payload('why?')), ['answer 7 inbox-41'], 'heard where the thread is ours');
  for (const [name, body] of refused) assert.equal(typeof planned('pull_request_review_comment', body), 'string', name);
});

test('what an App writes is a command only when the operator lists its id, and never what we write (T70)', () => {
  const bot = { id: 12, login: 'helper[bot]', type: 'Bot' };
  const by = (app: number, sender = bot) =>
    commentPayload('/ai status', {
      sender,
      comment: commentWith({ body: '/ai status', user: sender, performed_via_github_app: { id: app } }),
    });
  const listedApps = new Map([
    [4, 'read'],
    [9, 'read'],
  ]);
  assert.deepEqual(planned('issue_comment', by(4), { listedApps }), ['command 7 inbox-41']);
  assert.equal(typeof planned('issue_comment', by(5), { listedApps }), 'string');
  assert.equal(typeof planned('issue_comment', by(9), { listedApps }), 'string', 'our own App, even if it is listed');
  const person = { id: 11, login: 'ada', type: 'User' };
  assert.equal(typeof planned('issue_comment', by(4, person), { listedApps }), 'string', 'a person through an App is not the App');
});

test('a tick is a person’s edit of our own draft', () => {
  const ours = { body: 'draft of ours', user: { id: 50, login: 'countersign[bot]', type: 'Bot' } };
  const edit = { action: 'edited', changes: { body: { from: 'before' } } };
  assert.deepEqual(planned('issue_comment', commentPayload('', { ...edit, comment: commentWith(ours) })), ['command 7 inbox-41']);
  const refused: readonly (readonly [string, Record<string, unknown>])[] = [
    ['a person’s comment that looks like a draft', commentPayload('draft of ours', edit)],
    [
      'a person named like us',
      commentPayload('', { ...edit, comment: commentWith({ ...ours, user: { id: 1, login: 'countersign[bot]', type: 'User' } }) }),
    ],
    [
      'our own edit',
      commentPayload('', { ...edit, comment: commentWith(ours), sender: { id: 50, login: 'countersign[bot]', type: 'Bot' } }),
    ],
    ['our other comment', commentPayload('', { ...edit, comment: commentWith({ ...ours, body: 'an answer' }) })],
    ['an edit that changed no text', commentPayload('', { action: 'edited', comment: commentWith(ours) })],
  ];
  for (const [name, payload] of refused) assert.equal(typeof planned('issue_comment', payload), 'string', name);
});

test('running a check again is asked of the App that made it, for pull requests of this repository', () => {
  const check = (changes: object, more: object = {}) => ({
    ...pullRequestPayload({ action: 'rerequested' }),
    check_run: {
      id: 1,
      name: 'countersign/security',
      head_sha: 'a'.repeat(40),
      app: { id: 9 },
      pull_requests: [
        { number: 7, base: { repo: { id: 3 } } },
        { number: 8, base: { repo: { id: 4 } } },
      ],
      ...changes,
    },
    ...more,
  });
  assert.deepEqual(planned('check_run', check({})), ['gate 7']);
  assert.deepEqual(planned('check_run', check({ name: 'countersign/review' })), ['review 7']);
  for (const identifier of ['re-run', 'explain'])
    assert.deepEqual(planned('check_run', check({}, { action: 'requested_action', requested_action: { identifier } })), [
      'command 7 inbox-41',
    ]);
  const explain = { action: 'requested_action', requested_action: { identifier: 'explain' } };
  assert.equal(typeof planned('check_run', check({ name: 'countersign/review' }, explain)), 'string');
  assert.deepEqual(planned('check_run', check({ pull_requests: [] }), { pullsAtHead: [{ number: 12 }, { number: 12 }] }), ['gate 12']);
  for (const payload of [
    check({ app: { id: 8 } }),
    check({ app: null }),
    check({ name: 'lint' }),
    check({ name: '__proto__' }),
    check({ pull_requests: [] }),
    check({}, { action: 'requested_action', requested_action: { identifier: 'delete-everything' } }),
    check({}, { action: 'completed' }),
  ])
    assert.equal(typeof planned('check_run', payload), 'string');
  const suite = (app: number) => ({
    ...pullRequestPayload({ action: 'rerequested' }),
    check_suite: { id: 1, head_sha: 'a'.repeat(40), app: { id: app }, pull_requests: [{ number: 7 }] },
  });
  assert.deepEqual(planned('check_suite', suite(9)), ['gate 7', 'review 7']);
  assert.equal(typeof planned('check_suite', suite(8)), 'string');
});

test('a push asks for a look at the base of the pull requests into that branch', () => {
  const { repository, installation, sender } = pullRequestPayload();
  const push = { ref: 'refs/heads/main', repository, installation, sender };
  assert.deepEqual(planned('push', push, { pullsInto: [{ number: 3 }, { number: 9 }] }), ['gate 3 base', 'gate 9 base']);
  assert.equal(typeof planned('push', push), 'string');
  const pullsOfOwner = [{ repositoryId: 4, installationId: 5, number: 9 }];
  assert.deepEqual(planned('push', push, { pullsOfOwner }), ['gate 9 defaults-41']);
});

test('a merge group is scanned as a whole, by its head; one that is gone is not', () => {
  const { repository, installation, sender } = pullRequestPayload();
  const group = {
    head_sha: 'b'.repeat(40),
    head_ref: 'refs/heads/gh-readonly-queue/main/pr-7',
    base_sha: 'c'.repeat(40),
    base_ref: 'refs/heads/main',
  };
  const payload = { action: 'checks_requested', merge_group: group, repository, installation, sender };
  assert.deepEqual(planned('merge_group', payload), [`gate 0 ${'b'.repeat(40)}`]);
  assert.equal(typeof planned('merge_group', { ...payload, action: 'destroyed' }), 'string');
});

test('when a pull request closes, others with the same head are looked at again', () => {
  const closed = pullRequestPayload({ action: 'closed', pull_request: pullWith({ state: 'closed' }) });
  assert.deepEqual(planned('pull_request', closed, { pullsAtHead: [{ number: 7 }, { number: 8 }] }), ['gate 8']);
  assert.equal(planned('pull_request', closed, { pullsAtHead: [{ number: 7 }] }), 'closed');
});

test('the index follows the default branch, and what comes and goes with an installation', () => {
  const push = (ref: string) => ({
    ref,
    repository: { id: 3, name: 'orders', owner: { login: 'shop' }, default_branch: 'trunk' },
    installation: { id: 5 },
    sender: { id: 11, login: 'ada', type: 'User' },
  });
  assert.deepEqual(planned('push', push('refs/heads/trunk')), ['index 0']);
  assert.deepEqual(planned('push', push('refs/heads/trunk'), { pullsInto: [{ number: 8 }] }), ['gate 8 base', 'index 0']);
  assert.equal(typeof planned('push', push('refs/heads/main')), 'string');
  assert.equal(typeof planned('push', push('refs/tags/trunk')), 'string');
  const { repository: _, ...installation } = { ...push(''), installation: { id: 5, account: { login: 'shop' } } };
  assert.deepEqual(planned('installation', { ...installation, action: 'created', repositories: [{ id: 3 }, { id: 4 }] }), [
    'index 0',
    'index 0',
  ]);
  for (const action of ['added', 'removed'])
    assert.deepEqual(
      planned('installation_repositories', { ...installation, action, [`repositories_${action}`]: [{ id: 3 }, { id: 3 }] }),
      ['index 0'],
      action,
    );
  assert.equal(typeof planned('installation', { ...installation, action: 'suspend' }), 'string');
  const many = Array.from({ length: 3_000 }, (_, at) => ({ id: at + 1 }));
  assert.equal(planned('installation', { ...installation, action: 'created', repositories: many }).length, 500);
});
