/** The draft as people meet it: template, fork author, edit by command, title box, conflict, late push. */
import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { isSettled, setStage } from './stage.ts';
import type { Stage } from './stage.ts';
import type { Pull } from '#sandbox/state/pull.ts';
import type { Repository } from '#sandbox/state/repository.ts';
import type { Actor } from '#sandbox/state/world.ts';
import { parseDraftComment } from '#src/summary/parse-draft-comment.ts';
import { startTestDatabase } from '#test/records/test-database.ts';
import type { TestDatabase } from '#test/records/test-database.ts';

const template = [
  '<!-- Thank you -->',
  '## What does this change?',
  '',
  '## Why',
  '',
  '## How was it tested?',
  '',
  '## Checklist',
  '- [ ] I read the guide',
  '',
].join('\r\n');

suite('a draft people want to sign', () => {
  let stage: Stage;
  let records: TestDatabase;
  let pull: Pull;
  let fork: Repository;
  let stranger: Actor;
  before(async () => {
    records = await startTestDatabase();
    const files = [
      { path: '.github/Pull_Request_Template.md', content: template },
      { path: 'README.md', content: '# Orders\n' },
      { path: 'orders/prices.py', content: 'def total(prices):\n    return sum(prices)\n' },
    ];
    stage = await setStage({ env: { DATABASE_URL: records.url }, files });
    await stage.startApp();
    const { world } = stage.sandbox;
    stranger = { user: world.createUser('fern-fork'), app: null };
    fork = await world.createRepository({ owner: stranger.user.login, name: 'orders', forkOf: stage.repository });
    await push('Round totals to cents', 'def total(prices):\n    return round(sum(prices), 2)\n');
    pull = await world.openPullRequest(stranger, stage.repository, {
      title: 'Rounding',
      body: template.replace('## Why\r\n', '## Why\r\nInvoices were off by a cent.\r\n'),
      head: 'rounding',
      base: 'main',
      headRepository: fork,
    });
    await stage.until(pull, 'everything settled', isSettled, 120);
  });
  after(async () => {
    await stage[Symbol.asyncDispose]();
    await records[Symbol.asyncDispose]();
  });

  const push = (message: string, content: string) =>
    stage.sandbox.world.pushCommit(stranger, fork, {
      branch: 'rounding',
      from: 'main',
      message,
      files: [{ path: 'orders/prices.py', content }],
    });
  const draft = (): string => stage.draftOf(pull).body;
  const text = (): string => parseDraftComment(draft()).text;
  const say = async (who: Actor, words: string): Promise<string> => {
    const { id } = stage.sandbox.world.comment(who, pull, words);
    const answer = await stage.untilComment(pull, words, (body) => body.includes(`countersign:reply ${id} `), 120);
    return answer.replace(/^<!--.*-->\n/u, '');
  };
  const body = (): string => pull.body ?? '';

  test('it fills the template’s open sections and no other', () => {
    assert.match(text(), /^## What does this change\?\n\n[^]*`total\(\)`[^]*## How was it tested\?\n\n- No test changed/u);
    assert.doesNotMatch(text(), /## Why|Checklist|off by a cent/u);
    assert.match(draft(), /- \[ \] Accept this summary into the description\n- \[ \] Set the title above, too/u);
  });

  test('a fork’s author edits by command; an instruction without a model is declined and nothing is lost', async () => {
    const first = text();
    assert.match(await say(stranger, '/ai edit shorter'), /^Thank you\. Following an instruction takes a model/u);
    assert.equal(text(), first);
    assert.match(await say(stage.reader, '/ai edit\nMine.'), /is for the author of the pull request and people with at least write/u);
    const mine = first.replace('- No test changed', 'Tried by hand on ten invoices.\n\n- No test changed');
    assert.match(await say(stranger, `/ai edit\r\n${mine}`), /^The draft is changed\./u);
    assert.equal(text(), mine);
  });

  test('what somebody wrote there meanwhile is a conflict that is shown; nothing is overwritten', async () => {
    const before = body();
    await stage.sandbox.world.editPull(stranger, pull, { body: before.replace('tested?\r\n', 'tested?\r\nBy hand.\r\n') });
    const conflicted = body();
    assert.match(
      await say(stranger, '/ai accept'),
      /^Nothing was written: somebody wrote something under `How was it tested\?`[^]*```diff\n- By hand\.\n\+ Tried by hand on ten invoices\./u,
    );
    assert.equal(body(), conflicted);
    await stage.sandbox.world.editPull(stranger, pull, { body: before.replace('off by a cent', 'off by a cent, see the mails') });
  });

  test('accepted: each part under its heading, author’s bytes and boxes as they were, the title by its own box; undo restores all', async () => {
    const before = body();
    stage.sandbox.world.editComment(stage.maintainer, stage.draftOf(pull), draft().replace('- [ ] Set', '- [x] Set'));
    assert.match(await say(stranger, '/ai accept'), /^The draft now stands/u);
    const parts = body().split(/\r\n\r\n<!-- countersign:summary -->[^]*?<!-- \/countersign:summary -->/u);
    assert.equal(parts.length, 3, body());
    assert.equal(parts.join(''), before);
    assert.match(body(), /tested\?\r\n\r\n<!-- countersign:summary -->\r\nTried by hand on ten invoices\./u);
    assert.match(body(), /- \[ \] I read the guide/u);
    assert.equal(pull.title, 'Round totals to cents');
    assert.match(await say(stranger, '/ai undo'), /^The summary is out/u);
    assert.deepEqual([body(), pull.title], [before, 'Rounding']);
    assert.match(await say(stranger, '/ai accept'), /^The draft now stands/u);
    assert.equal(pull.title, 'Rounding');
  });

  test('a push after the acceptance is told and changes nothing; a refreshed draft comes when asked for', async () => {
    const accepted = body();
    await push('Round half up', 'def total(prices):\n    return round(sum(prices) + 1e-9, 2)\n\n\ndef tax(prices):\n    return 0\n');
    await stage.untilComment(pull, 'the note', (comment) => /One commit came after the acceptance|2 commits came/u.test(comment), 120);
    assert.match(draft(), /### Summary accepted[^]*`\/ai draft` opens a refreshed draft[^]*What a draft at [0-9a-f]{8} would say[^]*`tax/u);
    assert.equal(body(), accepted);
    await say(stranger, '/ai draft');
    await stage.untilComment(
      pull,
      'the refreshed draft',
      (comment) => /### Summary draft\n[^]*stands in the description until this is accepted/u.test(comment),
      120,
    );
    assert.equal(body(), accepted);
    assert.match(await say(stranger, '/ai accept'), /^The draft now stands/u);
    assert.match(body(), /`tax/u);
    assert.match(body(), /off by a cent, see the mails/u);
  });

  test('what became of the drafts is counted, for this machine', async () => {
    const answer = await fetch(`${stage.appUrl}/draft-numbers?format=json`);
    const { drafts, sections } = (await answer.json()) as {
      drafts: readonly Record<string, unknown>[];
      sections: readonly { section: string; share: number }[];
    };
    const [row = {}] = drafts;
    assert.deepEqual([row['model'], row['drafted'], row['accepted'], row['undone'], row['conflicts']], [null, 1, 1, 1, 1]);
    assert.ok(Number(row['secondsToAccept']) > 0 && Number(row['editedShare']) > 0);
    assert.ok(sections.some(({ section, share }) => section === 'how was it tested' && share > 0));
    assert.match(await (await fetch(`${stage.appUrl}/draft-numbers`)).text(), /<td>rules<\/td>/u);
    assert.equal((await fetch(`${stage.appUrl}/draft-numbers`, { headers: { 'x-forwarded-for': '10.0.0.1' } })).status, 403);
  });
});
