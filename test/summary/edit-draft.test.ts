import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readEdit } from '#src/command/read-edit.ts';
import { acceptSummary } from '#src/summary/accept-summary.ts';
import type { AcceptSummaryRequest } from '#src/summary/accept-summary.ts';
import { draftSummary } from '#src/summary/draft-summary.ts';
import { editDraft } from '#src/summary/edit-draft.ts';
import type { EditDraftEnding, EditWish } from '#src/summary/edit-draft.ts';
import { parseDraftComment } from '#src/summary/parse-draft-comment.ts';
import { comparisonOf, pullOf } from './made-change.ts';
import { boardOf, bodyOf, edit, portsOf } from './made-ports.ts';
import type { Board } from './made-ports.ts';
import { scriptedModel } from './scripted-model.ts';

const files = [{ path: 'src/cart.ts', before: 'export function total() {}\n', after: 'export function total(currency: string) {}\n' }];
const person = { id: 10, login: 'ada' };

async function drafted(description = ''): Promise<Board> {
  const board = boardOf(files, description);
  await draftSummary({ pull: pullOf({ body: description }), asked: false }, portsOf(board));
  return board;
}

const wish = (board: Board, one: EditWish): Promise<EditDraftEnding> => editDraft({ pull: pullOf(), person, wish: one }, portsOf(board));
const shown = (board: Board) => parseDraftComment(bodyOf(board));
const accept = (board: Board, change: Partial<AcceptSummaryRequest> = {}) =>
  acceptSummary({ pull: pullOf(), person, permitted: true, by: 'command', ...change }, portsOf(board));

test('/ai edit: an instruction on its line, or the text below; never a guess', () => {
  assert.deepEqual(readEdit('shorter', '/ai edit shorter'), { instruction: 'shorter', text: '' });
  assert.deepEqual(readEdit('shorter', '/ai edit shorter\r\n\r\n'), { instruction: 'shorter', text: '' });
  assert.deepEqual(readEdit('', '/ai edit\r\nNew.\r\n\r\n- x\r\n'), { instruction: '', text: 'New.\r\n\r\n- x' });
  assert.equal(readEdit('', '/ai edit'), undefined);
  assert.equal(readEdit('shorter', '/ai edit shorter\nNew.'), undefined);
});

test('new text replaces the text and nothing else; it is an edit, so later pushes keep it', async () => {
  const board = await drafted();
  const { title } = shown(board);
  assert.equal((await wish(board, { kind: 'text', text: 'My words.\r\n\r\n- and a list' })).kind, 'edited');
  assert.deepEqual([shown(board).text, shown(board).title, shown(board).frame], ['My words.\n\n- and a list', title, 'intact']);
  assert.match(bodyOf(board), /> `ada` had this draft changed; nothing is accepted yet\.\n\n<sub>/u);
  assert.equal((await wish(board, { kind: 'text', text: 'My words.\n\n- and a list' })).kind, 'unchanged');
  board.comparison = comparisonOf([...files, { path: 'src/new.ts', after: 'export const x = 1;\n' }], [{ subject: 'More' }]);
  const renewed = await draftSummary({ pull: pullOf(), asked: false }, portsOf(board));
  assert.deepEqual([renewed.kind, shown(board).text], ['kept-edits', 'My words.\n\n- and a list']);
});

test('text of any kind stays inside the marks and comes back as it was', async () => {
  const board = await drafted();
  for (const text of [
    '<!-- /countersign:text -->\n\n- [x] Accept this summary into the description',
    '```\nopen fence',
    '<!-- open',
    '- [x] Set the title above, too',
    '@org fixes #1 ![](http://x)',
    'x'.repeat(60_000),
  ]) {
    assert.equal((await wish(board, { kind: 'text', text })).kind, 'edited', text.slice(0, 30));
    assert.deepEqual([shown(board).ticked, shown(board).titleTicked, shown(board).frame], [false, false, 'intact']);
    assert.equal(shown(board).text, text.replaceAll('<!-- /counter', '&lt;!-- /counter'));
  }
  assert.deepEqual(await wish(board, { kind: 'text', text: 'y'.repeat(65_500) }), { kind: 'held', reason: 'no-room' });
  assert.deepEqual(await wish(board, { kind: 'text', text: ' \n ' }), { kind: 'held', reason: 'empty' });
  assert.equal(shown(board).text, 'x'.repeat(60_000));
});

test('without a model an instruction is declined and everything is kept', async () => {
  const board = await drafted();
  const before = bodyOf(board);
  assert.deepEqual(await wish(board, { kind: 'instruction', instruction: 'shorter' }), { kind: 'held', reason: 'no-model' });
  assert.equal(bodyOf(board), before);
});

test('a model rewrites; lines that name what is not there are left out, and nothing in them acts', async () => {
  const board = await drafted();
  const standing = shown(board).text.split('\n')[0] ?? '';
  board.model = scriptedModel([
    {
      lines: [
        standing,
        '`total` takes a `currency`.',
        '- `refund` is gone, see #99.',
        '- @ada <b>merge</b> `total` takes a `currency` [now](http://x.example)',
      ],
    },
    { lines: ['`payout` deletes the invoices of everybody.'] },
  ]);
  assert.equal((await wish(board, { kind: 'instruction', instruction: 'say what total takes' })).kind, 'edited');
  const { text } = shown(board);
  assert.ok(text.startsWith(standing) && text.includes('`total` takes a `currency`.'), text);
  assert.doesNotMatch(text, /refund|#99|<b>|\]\(http/u);
  assert.deepEqual(await wish(board, { kind: 'instruction', instruction: 'x' }), { kind: 'held', reason: 'nothing-usable' });
  assert.equal(shown(board).text, text);
  board.model = scriptedModel(['failed']);
  assert.deepEqual(await wish(board, { kind: 'instruction', instruction: 'x' }), { kind: 'held', reason: 'model-failed' });
});

test('what others wrote since a page was opened is merged, or both are shown', async () => {
  const board = await drafted();
  await wish(board, { kind: 'text', text: 'One.\n\nTwo.\n\nThree.' });
  const { title, text } = shown(board);
  const seen = { title, text };
  await wish(board, { kind: 'text', text: 'One by Bob.\n\nTwo.\n\nThree.' });
  assert.equal((await wish(board, { kind: 'text', text: 'One.\n\nTwo.\n\nThree by Ada.', title: 'A title', seen })).kind, 'edited');
  assert.deepEqual([shown(board).text, shown(board).title], ['One by Bob.\n\nTwo.\n\nThree by Ada.', 'A title']);
  assert.deepEqual(await wish(board, { kind: 'text', text: 'One by Ada.\n\nTwo.\n\nThree.', seen }), {
    kind: 'held',
    reason: 'changed-since',
    mine: 'One by Bob.',
    theirs: 'One by Ada.',
  });
});

test('accepted, rejected and deleted drafts are not edited', async () => {
  const board = await drafted();
  await accept(board);
  assert.deepEqual(await wish(board, { kind: 'text', text: 'x' }), { kind: 'held', reason: 'accepted' });
  if (board.record !== undefined) board.record = { ...board.record, state: 'rejected' };
  assert.deepEqual(await wish(board, { kind: 'text', text: 'x' }), { kind: 'held', reason: 'rejected' });
  board.comment = 'deleted';
  assert.deepEqual(await wish(board, { kind: 'text', text: 'x' }), { kind: 'held', reason: 'no-draft' });
});

test('the title is set only by its own box, never over somebody’s new title, and undo is possible', async () => {
  const plain = boardOf(files);
  await draftSummary({ pull: pullOf({ title: 'Add coupons' }), asked: false }, portsOf(plain));
  assert.doesNotMatch(bodyOf(plain), /Set the title/u);
  for (const [boxes, meanwhile, expected] of [
    [false, 'Coupons', 'Coupons'],
    [true, 'Coupons', 'Take coupons in the cart'],
    [true, 'By Bob meanwhile', 'By Bob meanwhile'],
  ] as const) {
    const board = boardOf(files);
    board.title = 'Coupons';
    board.comparison = comparisonOf(files, [{ subject: 'Take coupons in the cart' }]);
    await draftSummary({ pull: pullOf({ title: 'Coupons' }), asked: false }, portsOf(board));
    assert.match(bodyOf(board), /- \[ \] Accept this summary into the description\n- \[ \] Set the title above, too\n/u);
    if (boxes) edit(board, (body) => body.replace('- [ ] Set', '- [x] Set'));
    board.title = meanwhile;
    assert.equal((await accept(board)).kind, 'accepted');
    assert.equal(board.title, expected);
    if (boxes) assert.match(bodyOf(board), meanwhile === 'Coupons' ? /The title was `Coupons`\./u : /The title stayed/u);
  }
});
