import assert from 'node:assert/strict';
import { test } from 'node:test';
import { array, assert as check, constantFrom, oneof, property, string, tuple } from 'fast-check';
import { SUMMARY_CLOSE, SUMMARY_OPEN } from '#src/summary/draft-marks.ts';
import { MAX_DESCRIPTION, mergeIntoDescription } from '#src/summary/merge-into-description.ts';
import { findBlock, withoutBlocks } from '#src/summary/own-blocks.ts';
import type { WrittenBlock } from '#src/summary/own-blocks.ts';
import type { MergedDescription } from '#src/summary/merge-into-description.ts';

function merge(description: string | null, text: string, written?: string): MergedDescription {
  return mergeIntoDescription({ description, text, ...(written === undefined ? {} : { written: [{ key: '', block: written }] }) });
}

function merged(description: string | null, text: string, written?: string): { description: string; block: string } {
  const result = merge(description, text, written);
  assert.ok(result.kind === 'merged' || result.kind === 'unchanged', JSON.stringify(result));
  return { description: result.description, block: result.blocks[0]?.block ?? '' };
}

test('the block goes behind the author’s words, a blank line between', () => {
  const block = `${SUMMARY_OPEN}\nText\n${SUMMARY_CLOSE}`;
  assert.equal(merged(null, 'Text').description, block);
  assert.equal(merged('', 'Text').description, block);
  assert.equal(merged('Mine', 'Text').description, `Mine\n\n${block}`);
  assert.equal(merged('Mine\n', 'Text').description, `Mine\n\n${block}`);
  assert.equal(merged('Mine\r\nToo', 'Text').description, `Mine\r\nToo\r\n\r\n${block.replaceAll('\n', '\r\n')}`);
});

test('only the block that we wrote is replaced', () => {
  const first = merged('Mine', 'One');
  const later = `${first.description}\n\nAdded by hand`;
  assert.equal(merged(later, 'Two', first.block).description, `Mine\n\n${SUMMARY_OPEN}\nTwo\n${SUMMARY_CLOSE}\n\nAdded by hand`);
  const crlf = merged(later.replaceAll('\n', '\r\n'), 'Two', first.block).description;
  assert.equal(crlf, `Mine\r\n\r\n${SUMMARY_OPEN}\r\nTwo\r\n${SUMMARY_CLOSE}\r\n\r\nAdded by hand`);
});

test('markers that somebody else put there are text like any other', () => {
  for (const foreign of [`${SUMMARY_OPEN}\ntheirs\n${SUMMARY_CLOSE}`, SUMMARY_OPEN, SUMMARY_CLOSE, `${SUMMARY_CLOSE}${SUMMARY_OPEN}`]) {
    assert.ok(merged(foreign, 'Text').description.startsWith(foreign), foreign);
  }
});

test('a block that people edited or copied is a conflict, never overwritten', () => {
  const { description, block } = merged('Mine', 'One');
  assert.deepEqual(merge(description.replace('One', 'One, edited'), 'Two', block), {
    kind: 'conflict',
    reason: 'block-edited',
    mine: 'One, edited',
    theirs: 'Two',
  });
  assert.deepEqual(merge(`${description}\n${block}`, 'Two', block), { kind: 'conflict', reason: 'block-repeated' });
  assert.equal(merged('Mine', 'Two', block).description, `Mine\n\n${SUMMARY_OPEN}\nTwo\n${SUMMARY_CLOSE}`);
});

test('edits of the block that do not meet the new draft are merged into it', () => {
  const { description, block } = merged('Mine', 'One\n\nTwo\n\nThree');
  const edited = description.replace('One', 'One, by hand');
  const result = merge(edited, 'One\n\nTwo\n\nThree, newly drafted', block);
  assert.ok(result.kind === 'merged');
  assert.equal(result.description, `Mine\n\n${SUMMARY_OPEN}\nOne, by hand\n\nTwo\n\nThree, newly drafted\n${SUMMARY_CLOSE}`);
  assert.equal(result.blocks[0]?.shared, true);
});

const template = '## What\n\n<!-- for users -->\n\n## Why\nBecause.\n\n## Tests\n\n- [ ] ran them\n\n## How\n';
const fills = ['what', 'how'];
const filled = '## What\n\nThe list is capped.\n\n## How\n\n- A\n- B';

test('each part goes under the heading that it fills; all else stays', () => {
  for (const description of [template, template.replaceAll('\n', '\r\n')]) {
    const result = mergeIntoDescription({ description, basedOn: description, text: filled, fills });
    assert.ok(result.kind === 'merged');
    const lf = result.description.replaceAll('\r\n', '\n');
    assert.equal(
      lf,
      `## What\n\n<!-- for users -->\n\n${SUMMARY_OPEN}\nThe list is capped.\n${SUMMARY_CLOSE}\n\n## Why\nBecause.\n\n## Tests\n\n- [ ] ran them\n\n## How\n\n${SUMMARY_OPEN}\n- A\n- B\n${SUMMARY_CLOSE}`,
    );
    assert.equal(
      mergeIntoDescription({ description: result.description, basedOn: description, text: filled, fills, written: result.blocks }).kind,
      'unchanged',
    );
  }
});

test('a section that somebody filled, doubled or took away since is a conflict; other edits are not', () => {
  const at = (description: string): MergedDescription => mergeIntoDescription({ description, basedOn: template, text: filled, fills });
  assert.deepEqual(at(template.replace('## How\n', '## How\nBy hand.\n')), {
    kind: 'conflict',
    reason: 'section-filled',
    heading: 'How',
    mine: 'By hand.',
    theirs: '- A\n- B',
  });
  for (const description of [template.replace('## How', '## Way'), `${template}\n## How\n`, template.replace('## How', '<!-- ## How')])
    assert.equal((at(description) as { reason?: string }).reason, 'section-gone', description);
  const edited = template.replace('Because.', 'Because I say so.').replace('[ ]', '[x]');
  assert.equal(at(edited).kind, 'merged');
});

test('what people add to such a draft under no heading of the description is added at its end', () => {
  const text = `Note first.\n\n${filled}`;
  const result = mergeIntoDescription({ description: template, basedOn: template, text, fills });
  assert.ok(result.kind === 'merged' && result.description.endsWith(`${SUMMARY_OPEN}\nNote first.\n${SUMMARY_CLOSE}`));
});

test('10,000 random descriptions, edits of them and drafts: no byte of the author is lost', () => {
  const line = constantFrom(
    '## What',
    '## Why',
    '## How',
    '**Notes:** n',
    '',
    'words',
    '- [ ] box',
    '- [x] done',
    '<!-- c -->',
    '<!--',
    '```',
    SUMMARY_OPEN,
    SUMMARY_CLOSE,
    'x\u0000',
    '\ud800',
  );
  const end = constantFrom('\n', '\r\n');
  const text = array(tuple(line, end), { maxLength: 10 }).map((parts) => parts.flat().join(''));
  const keys = array(constantFrom('what', 'why', 'how'), { maxLength: 3 });
  check(
    property(text, text, text, keys, (basedOn, description, draft, wanted) => {
      const first = mergeIntoDescription({ description, basedOn, text: draft, fills: wanted });
      if (first.kind === 'conflict' || first.kind === 'too-long') return;
      assert.ok(isOnlyAddedTo(description, first), 'every byte of the author, in order, and nothing but blocks and blank lines beside it');
      // Accepted again after people wrote before and after: theirs stands, too.
      const later = `before\n${first.description}\nafter`;
      const second = mergeIntoDescription({ description: later, basedOn, text: `${draft}\nmore`, fills: wanted, written: first.blocks });
      const people = `before\n${withoutBlocks(first.description, first.blocks)}\nafter`;
      if (second.kind === 'merged') assert.ok(isOnlyAddedTo(people, second));
    }),
    { numRuns: 10_000 },
  );
});

function isOnlyAddedTo(people: string, merged: { readonly description: string; readonly blocks: readonly WrittenBlock[] }): boolean {
  const words = (text: string): string => text.replaceAll(/[\r\n]/gu, '');
  // A copy by somebody else's hand, byte for byte: which is ours cannot be told, and nothing is taken out.
  if (merged.blocks.some(({ block }) => findBlock(merged.description, block).length !== 1)) return holdsInOrder(merged.description, people);
  return holdsInOrder(merged.description, people) && words(withoutBlocks(merged.description, merged.blocks)) === words(people);
}

function holdsInOrder(whole: string, part: string): boolean {
  let at = 0;
  for (let index = 0; index < whole.length && at < part.length; index += 1) if (whole[index] === part[at]) at += 1;
  return at === part.length;
}

test('behind an open fence or comment the block would not be seen: it goes on top', () => {
  for (const open of ['Look:\n```js\ncode', '~~~\nx', '- a\n  ```\n  x', 'Text <!-- hidden', '> ```\n> x']) {
    const { description } = merged(open, 'Text');
    assert.equal(description, `${SUMMARY_OPEN}\nText\n${SUMMARY_CLOSE}\n\n${open}`);
  }
  assert.ok(merged('```\nclosed\n```', 'Text').description.startsWith('```\nclosed\n```\n\n<!--'));
});

test('the text cannot close the block, and no fence of it swallows what follows', () => {
  const { block } = merged('', `a\n${SUMMARY_CLOSE}\n<!--  /countersign:summary -->\n\`\`\`\nopen`);
  assert.equal(block.split('<!--').length - 1, 2);
  assert.ok(block.endsWith(`\n\`\`\`\n${SUMMARY_CLOSE}`));
});

test('65,536 is the limit, and then nothing changes', () => {
  const result = merge('x'.repeat(MAX_DESCRIPTION - 10), 'Text');
  assert.equal(result.kind, 'too-long');
});

test('10,000 random descriptions and texts: the author’s characters stay, merging again changes nothing', () => {
  const piece = oneof(
    string({ unit: 'binary' }),
    constantFrom(
      '\r\n',
      '\n',
      '\n\n',
      '```',
      '~~~\n',
      SUMMARY_OPEN,
      SUMMARY_CLOSE,
      '<!--',
      '-->',
      '- [ ] a',
      '\u0000',
      '\ud800',
      `${SUMMARY_OPEN}\nold\n${SUMMARY_CLOSE}`,
    ),
  );
  const text = array(piece, { maxLength: 8 }).map((parts) => parts.join(''));
  check(
    property(text, text, text, (description, first, second) => {
      const one = merged(description, first);
      assert.ok(isBeside(description, one), 'the author’s characters are a prefix or a suffix, the block is the rest');

      const again = merge(one.description, first, one.block);
      if (again.kind === 'conflict') {
        assert.equal(again.reason, 'block-repeated');
        return;
      }
      assert.equal(again.kind, 'unchanged');
      const two = merge(one.description, second, one.block);
      assert.ok(two.kind === 'merged' || two.kind === 'unchanged');
      assert.ok(two.description.startsWith(description) || two.description.endsWith(description));
      assert.equal(
        two.description.length - withLineEnds(two.blocks[0]?.block ?? '', description).length,
        one.description.length - withLineEnds(one.block, description).length,
      );
    }),
    { numRuns: 10_000 },
  );
});

function isBeside(description: string, { description: whole, block }: { readonly description: string; readonly block: string }): boolean {
  const rests = [
    ...(whole.startsWith(description) ? [whole.slice(description.length)] : []),
    ...(whole.endsWith(description) ? [whole.slice(0, whole.length - description.length)] : []),
  ];
  return rests.some((rest) => rest.replaceAll('\r\n', '\n').trim() === block.trim());
}

function withLineEnds(block: string, description: string): string {
  return description.includes('\r\n') ? block.replaceAll('\n', '\r\n') : block;
}
