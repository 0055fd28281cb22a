import assert from 'node:assert/strict';
import { test } from 'node:test';
import { array, assert as check, constantFrom, oneof, property, string } from 'fast-check';
import { SUMMARY_CLOSE, SUMMARY_OPEN } from '#src/summary/draft-marks.ts';
import { MAX_DESCRIPTION, mergeIntoDescription } from '#src/summary/merge-into-description.ts';

function merged(description: string | null, text: string, written?: string): { description: string; block: string } {
  const result = mergeIntoDescription(description, text, written);
  assert.ok(result.kind === 'merged' || result.kind === 'unchanged', JSON.stringify(result));
  return result;
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
  assert.deepEqual(mergeIntoDescription(description.replace('One', 'One, edited'), 'Two', block), {
    kind: 'conflict',
    reason: 'block-edited',
  });
  assert.deepEqual(mergeIntoDescription(`${description}\n${block}`, 'Two', block), { kind: 'conflict', reason: 'block-repeated' });
  assert.equal(merged('Mine', 'Two', block).description, `Mine\n\n${SUMMARY_OPEN}\nTwo\n${SUMMARY_CLOSE}`);
});

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
  const result = mergeIntoDescription('x'.repeat(MAX_DESCRIPTION - 10), 'Text');
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

      const again = mergeIntoDescription(one.description, first, one.block);
      if (again.kind === 'conflict') {
        assert.equal(again.reason, 'block-repeated');
        return;
      }
      assert.equal(again.kind, 'unchanged');
      const two = mergeIntoDescription(one.description, second, one.block);
      assert.ok(two.kind === 'merged' || two.kind === 'unchanged');
      assert.ok(two.description.startsWith(description) || two.description.endsWith(description));
      assert.equal(
        two.description.length - withLineEnds(two.block, description).length,
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
