import assert from 'node:assert/strict';
import { test } from 'node:test';
import { draftSummary } from '#src/summary/draft-summary.ts';
import { parseDraftComment } from '#src/summary/parse-draft-comment.ts';
import { comparisonOf, pullOf } from './made-change.ts';
import { boardOf, bodyOf, edit, portsOf } from './made-ports.ts';
import type { Board } from './made-ports.ts';

const first = [{ path: 'src/cart.ts', before: 'export function total() {}\n', after: 'export function total(currency: string) {}\n' }];
const second = [...first, { path: 'src/order.ts', after: 'export function order() {}\n' }];

async function run(board: Board, asked = false): Promise<string> {
  const ending = await draftSummary({ pull: pullOf(), asked }, portsOf(board));
  return ending.kind === 'skipped' || ending.kind === 'held' ? `${ending.kind}: ${ending.reason}` : ending.kind;
}

function push(board: Board): void {
  board.files = second;
  board.comparison = comparisonOf(second, [{ subject: 'Add coupons' }, { subject: 'Add orders' }]);
}

test('drafted once; a second run writes the same comment or nothing', async () => {
  const board = boardOf(first);
  assert.equal(await run(board), 'drafted');
  const body = bodyOf(board);
  assert.match(body, /`total\(\)` now also takes `currency` \(`src\/cart\.ts:1`\)/u);
  assert.match(body, /Drafted from the diff by rules, without a model\. 1 changed file, all read\./u);
  assert.match(body, /^- \[ \] Accept/mu);
  assert.equal(await run(board), 'renewed');
  assert.deepEqual([bodyOf(board), board.commentWrites], [body, 1]);
});

test('untouched: renewed in place', async () => {
  const board = boardOf(first);
  await run(board);
  push(board);
  // A browser that saved the comment without a change still made CRLF of it.
  edit(board, (body) => body.replaceAll('\n', '\r\n'));
  assert.equal(await run(board), 'renewed');
  assert.match(bodyOf(board), /src\/order\.ts/u);
  assert.doesNotMatch(bodyOf(board), /countersign:offer/u);
});

test('edited: every edit stays, the new text is offered below, and never grows', async () => {
  const board = boardOf(first);
  await run(board);
  edit(board, (body) => body.replace('`total()`', 'My words: `total()`').replace('Add coupons', 'My title'));
  push(board);
  assert.equal(await run(board), 'kept-edits');
  const once = bodyOf(board);
  assert.match(parseDraftComment(once).text, /My words/u);
  assert.equal(parseDraftComment(once).title, 'My title to the cart');
  assert.doesNotMatch(parseDraftComment(once).text, /order/u);
  assert.match(
    once,
    /What changed in ours since, at aaaaaaaa:\n\n```diff\n[\s\S]*\n\+ Commits: [\s\S]*The whole new draft[\s\S]*src\/order\.ts/u,
  );
  assert.equal(await run(board), 'kept-edits');
  assert.equal(bodyOf(board), once);
});

test('deleted or rejected: nothing until asked', async () => {
  const board = boardOf(first);
  await run(board);
  board.comment = 'deleted';
  assert.equal(await run(board), 'skipped: deleted');
  assert.equal(board.comment, 'deleted');
  assert.equal(await run(board, true), 'drafted');
  assert.ok(board.record);
  board.record = { ...board.record, state: 'rejected' };
  assert.equal(await run(board), 'skipped: rejected');
});

test('ticked and not yet accepted: no new text slips under the tick', async () => {
  const board = boardOf(first);
  await run(board);
  edit(board, (body) => body.replace('[ ]', '[x]'));
  push(board);
  assert.equal(await run(board), 'skipped: acceptance-pending');
});

test('closed, or nothing changed: no draft', async () => {
  const board = boardOf([]);
  assert.equal(await run(board), 'skipped: no-changes');
  const ending = await draftSummary({ pull: pullOf({ state: 'closed' }), asked: false }, portsOf(boardOf(first)));
  assert.deepEqual(ending, { kind: 'skipped', reason: 'closed' });
});

test('killed at any write, run again: one comment, taken for our own text and not for an edit', async () => {
  for (let kill = 1; kill <= 6; kill += 1) {
    const board = boardOf(first);
    let writes = 0;
    board.before = (): void => {
      writes += 1;
      if (writes === kill) throw new Error('killed');
    };
    await run(board).catch(() => undefined);
    push(board);
    await run(board).catch(() => undefined);
    assert.match(await run(board), /renewed|drafted/u);
    assert.match(bodyOf(board), /src\/order\.ts/u);
    assert.doesNotMatch(bodyOf(board), /countersign:offer/u, `killed at write ${kill}`);
  }
});

test('people’s text of nearly 65,536 characters is never cut to make room for ours', async () => {
  const board = boardOf(first);
  await run(board);
  edit(board, (body) => body.replace('`total()`', 'x'.repeat(64_900)));
  const before = bodyOf(board);
  push(board);
  assert.equal(await run(board), 'held: no-room');
  assert.equal(bodyOf(board), before);
});
