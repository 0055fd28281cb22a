import assert from 'node:assert/strict';
import { test } from 'node:test';
import { acceptSummary } from '#src/summary/accept-summary.ts';
import type { AcceptSummaryEnding, AcceptSummaryRequest } from '#src/summary/accept-summary.ts';
import type { BoxEdit } from '#src/summary/box-edit.ts';
import { SUMMARY_CLOSE, SUMMARY_OPEN } from '#src/summary/draft-marks.ts';
import { draftSummary } from '#src/summary/draft-summary.ts';
import { comparisonOf, pullOf } from './made-change.ts';
import { boardOf, bodyOf, edit, portsOf } from './made-ports.ts';
import type { Board } from './made-ports.ts';

const files = [{ path: 'src/cart.ts', before: 'export function total() {}\n', after: 'export function total(currency: string) {}\n' }];

async function drafted(description = 'The author’s words.'): Promise<Board> {
  const board = boardOf(files, description);
  await draftSummary({ pull: pullOf(), asked: false }, portsOf(board));
  return board;
}

function accept(board: Board, change: Partial<AcceptSummaryRequest> = {}): Promise<AcceptSummaryEnding> {
  const person = { id: 10, login: 'ada' };
  return acceptSummary({ pull: pullOf(), person, permitted: true, by: 'command', ...change }, portsOf(board));
}

/** @returns the edit as the webhook tells it. */
function tick(board: Board): BoxEdit {
  const before = bodyOf(board);
  edit(board, (body) => body.replace('- [ ]', '- [x]'));
  return { before, after: bodyOf(board) };
}

test('ticked: the text stands between the markers, the author’s words before it, and the comment says who and when', async () => {
  const board = await drafted();
  const ending = await accept(board, { by: tick(board) });
  assert.equal(ending.kind, 'accepted');
  assert.ok(board.description.startsWith(`The author’s words.\n\n${SUMMARY_OPEN}\nChanges \`total()\``), board.description);
  assert.ok(board.description.endsWith(SUMMARY_CLOSE));
  assert.match(bodyOf(board), /`ada` accepted it on 2026-11-21 12:30 UTC at `aaaaaaaa`, accepted unchanged\./u);
  assert.equal(board.record?.state, 'accepted');
  assert.equal(board.record?.descriptionBefore, 'The author’s words.');
});

test('edited text is accepted as it stands, and how much was changed is told', async () => {
  const board = await drafted();
  edit(board, (body) => body.replace('Changes `total()`', 'The cart totals in any currency: see'));
  assert.equal((await accept(board)).kind, 'accepted');
  assert.match(board.description, /The cart totals in any currency: see/u);
  assert.match(bodyOf(board), /edited: \d+ % of words/u);
});

test('twice is once', async () => {
  const board = await drafted();
  await accept(board);
  const { description } = board;
  const body = bodyOf(board);
  assert.equal((await accept(board)).kind, 'already-accepted');
  assert.deepEqual([board.description, bodyOf(board), board.descriptionWrites], [description, body, 1]);
});

test('a box that is not ticked accepts nothing', async () => {
  const board = await drafted();
  const ticked = tick(board);
  edit(board, (body) => body.replace('- [x]', '- [ ]'));
  assert.deepEqual(await accept(board, { by: ticked }), { kind: 'skipped', reason: 'not-ticked' });
});

test('whoever edited words beside the tick of another has signed nothing', async () => {
  const board = await drafted();
  const words = { before: bodyOf(board), after: bodyOf(board).replace('Changes', 'Alters') };
  edit(board, () => words.after);
  const ticked = tick(board);
  const editor = { id: 11, login: 'bob' };
  assert.deepEqual(await accept(board, { by: words, person: editor }), { kind: 'skipped', reason: 'other-edit' });
  assert.equal((await accept(board, { by: ticked })).kind, 'accepted');
  assert.deepEqual(await accept(board, { by: { before: ticked.after, after: ticked.after }, person: editor }), {
    kind: 'skipped',
    reason: 'other-edit',
  });
  assert.equal(board.record?.acceptance?.login, 'ada');
});

test('text slipped under the tick of another is not accepted', async () => {
  const board = await drafted();
  const ticked = tick(board);
  edit(board, (body) => body.replace('Changes', 'Approves'));
  const ending = await accept(board, { by: ticked });
  assert.equal(ending.kind === 'held' && ending.reason, 'changed-since');
  assert.match(bodyOf(board), /- \[ \] Accept[\s\S]*> Nothing was accepted: the text was edited after/u);
  assert.equal(board.description, 'The author’s words.');
});

test('without the right: un-ticked with one line, description untouched, the text as it was', async () => {
  const board = await drafted();
  const ending = await accept(board, { by: tick(board), permitted: false, person: { id: 66, login: 'eve' } });
  assert.equal(ending.kind, 'not-permitted');
  assert.match(bodyOf(board), /- \[ \] Accept[\s\S]*> The box was un-ticked: `eve` may not accept here\./u);
  assert.equal(board.description, 'The author’s words.');
  // The edit that we made ourselves is no edit of the text: the next push renews it.
  const renewed = await draftSummary({ pull: pullOf(), asked: false }, portsOf(board));
  assert.equal(renewed.kind, 'renewed');
});

test('the description changes between reading and writing: merged again, nothing lost', async () => {
  const board = await drafted();
  let reads = 0;
  board.before = (what): void => {
    if (what === 'read-description' && (reads += 1) === 2) board.description = 'Changed meanwhile.';
  };
  assert.equal((await accept(board)).kind, 'accepted');
  assert.ok(board.description.startsWith('Changed meanwhile.\n\n<!--'));
});

test('a description that never settles: three tries, then a word to people and nothing written', async () => {
  const board = await drafted();
  let reads = 0;
  board.before = (what): void => {
    if (what === 'read-description') board.description = `Change ${(reads += 1)}`;
  };
  tick(board);
  const ending = await accept(board);
  assert.deepEqual([ending.kind, ending.kind === 'held' && ending.reason, board.descriptionWrites], ['held', 'still-changing', 0]);
  assert.match(bodyOf(board), /- \[ \] Accept[\s\S]*> Nothing was written: the description kept changing/u);
});

test('too long, empty, frame gone: held with a reason, the description as it was', async () => {
  const long = await drafted('x'.repeat(65_500));
  const tooLong = await accept(long);
  assert.match(tooLong.kind === 'held' ? tooLong.notice : '', /the description would have 65,\d+ characters, and GitHub takes 65,536/u);
  assert.equal(long.description.length, 65_500);

  const empty = await drafted();
  edit(empty, (body) => body.replace(/(?<=countersign:text -->)[\s\S]*(?=<!-- \/countersign:text)/u, '\n'));
  const ending = await accept(empty);
  assert.equal(ending.kind === 'held' && ending.reason, 'empty');

  const gone = await drafted();
  edit(gone, () => 'Only my words');
  const lost = await accept(gone);
  assert.equal(lost.kind === 'held' && lost.reason, 'frame-lost');
  assert.match(bodyOf(gone), /Only my words[\s\S]*- \[ \] Accept/u);
  assert.equal(gone.description, 'The author’s words.');
});

test('killed at any write, run again: one block, one acceptance', async () => {
  for (let kill = 1; kill <= 6; kill += 1) {
    const board = await drafted();
    tick(board);
    let writes = 0;
    board.before = (what): void => {
      if (what !== 'read-description' && (writes += 1) === kill) throw new Error('killed');
    };
    await accept(board).catch(() => undefined);
    board.before = () => undefined;
    const ending = await accept(board);
    assert.match(ending.kind, /accepted/u);
    assert.equal(board.description.split(SUMMARY_OPEN).length, 2, `killed at write ${kill}`);
    assert.match(bodyOf(board), /### Summary accepted/u);
  }
});

test('later pushes leave an accepted text alone and count the commits', async () => {
  const board = await drafted();
  await accept(board);
  const { description } = board;
  board.comparison = {
    ...comparisonOf(files),
    commits: ['a', 'c', 'd'].map((sha) => ({ sha: sha.repeat(40), subject: `Take coupon ${sha}`, body: '' })),
  };
  const later = { pull: pullOf({ headSha: 'd'.repeat(40) }), asked: false };
  assert.equal((await draftSummary(later, portsOf(board))).kind, 'noted-later-commits');
  assert.match(bodyOf(board), /2 commits came after the acceptance/u);
  assert.equal(board.description, description);
  assert.match(bodyOf(board), /What a draft at dddddddd would say[^]*Commits: Take coupon a; Take/u);
  const writes = board.commentWrites;
  await draftSummary(later, portsOf(board));
  assert.equal(board.commentWrites, writes);
  board.comparison = { ...board.comparison, commits: [{ sha: 'f'.repeat(40), subject: 's', body: '' }] };
  await draftSummary({ pull: pullOf({ headSha: 'f'.repeat(40) }), asked: false }, portsOf(board));
  assert.match(bodyOf(board), /The branch was rewritten after the acceptance/u);
});

test('asked for after later pushes: a refreshed draft is open again, and replaces the accepted text when it is accepted', async () => {
  const board = await drafted();
  await accept(board);
  board.description = board.description.replace('words.', 'words, and more.');
  board.comparison = {
    ...comparisonOf(files),
    commits: ['a', 'd'].map((sha) => ({ sha: sha.repeat(40), subject: `Take coupon ${sha}`, body: '' })),
  };
  const pull = pullOf({ headSha: 'd'.repeat(40), body: board.description });
  const { description } = board;
  assert.equal((await draftSummary({ pull, asked: true }, portsOf(board))).kind, 'renewed');
  assert.match(
    bodyOf(board),
    /### Summary draft\n[^]*- \[ \] Accept[^]*What `ada` accepted stands in the description until this is accepted/u,
  );
  assert.equal(board.description, description);
  assert.equal((await accept(board, { pull })).kind, 'accepted');
  assert.match(board.description, /^The author’s words, and more\.\n\n<!-- countersign:summary -->\nCommits: Take coupon a; Take/u);
  assert.equal(board.description.split(SUMMARY_OPEN).length, 2);
});
