import assert from 'node:assert/strict';
import { test } from 'node:test';
import { array, assert as check, constantFrom, oneof, property, string } from 'fast-check';
import { renderAcceptedDraft, renderOpenDraft } from '#src/summary/draft-comment.ts';
import { hasDraftMark, TEXT_CLOSE, TEXT_OPEN } from '#src/summary/draft-marks.ts';
import { sameText } from '#src/summary/line-ends.ts';
import { parseDraftComment } from '#src/summary/parse-draft-comment.ts';
import { untickBox } from '#src/summary/untick-box.ts';

const draft = {
  title: 'Add `x` to cart',
  text: 'First line.\n\n- second `a.ts:1`',
  foot: 'Drafted from the diff by rules, without a model.',
};
const body = renderOpenDraft(draft);
const box = '- [ ] Accept this summary into the description';

test('what is rendered is read back', () => {
  assert.deepEqual(parseDraftComment(body), { title: draft.title, text: draft.text, ticked: false, titleTicked: false, frame: 'intact' });
  assert.ok(hasDraftMark(body));
});

test('the box: usual spellings count, CRLF or not', () => {
  for (const ticked of ['- [x]', '- [X]', '* [x]', '+ [x]', '1. [x]', '- [ x ]', '- [✓]', '-  [x]']) {
    const edited = body.replace('- [ ]', ticked);
    assert.equal(parseDraftComment(edited).ticked, true, ticked);
    assert.equal(parseDraftComment(edited.replaceAll('\n', '\r\n')).ticked, true, ticked);
  }
  for (const empty of ['- [ ]', '- []', '- [-]', '-', ''])
    assert.equal(parseDraftComment(body.replace('- [ ]', empty)).ticked, false, empty);
});

test('a ticked box anywhere but in our own place does not count', () => {
  const ticked = box.replace('[ ]', '[x]');
  const places = [
    body.replace(draft.text, `${draft.text}\n\n${ticked}`),
    body.replace(draft.text, `\`\`\`\n${ticked}\n`),
    body.replace(draft.text, `<!-- /countersign:text -->\n\n${ticked}`),
    body.replace(box, `    ${ticked}\n\n${box}`),
    body.replace(box, `\`\`\`\n${ticked}\n\`\`\`\n\n${box}`),
    body.replace(box, `> ${ticked}\n\n${box}`),
    body.replace(box, `- other\n  - ${ticked.slice(2)}\n\n${box}`),
    renderOpenDraft({ ...draft, offer: { title: 'x', text: ticked, headSha: 'c'.repeat(40), since: '' } }),
  ];
  for (const place of places) assert.equal(parseDraftComment(place).ticked, false, place);
});

test('text survives what people do to it', () => {
  const texts = [
    '~~~\nopen fence',
    '- [x] nested\n  - [x] Accept this summary into the description',
    body,
    '---',
    '**Title:** x',
    '<!-- open comment',
    'a\n\n---\n\nb',
  ];
  for (const text of texts) {
    assert.equal(parseDraftComment(renderOpenDraft({ ...draft, text })).text, text.trim(), text);
  }
});

test('without some of the marks the text is still found', () => {
  const noClose = body.replace('<!-- /countersign:text -->\n', '');
  const noOpen = body.replace('<!-- countersign:text -->\n', '');
  const neither = noClose.replace('<!-- countersign:text -->\n', '').replace('<!-- countersign:draft -->\n', '');
  for (const damaged of [noClose, noOpen, neither]) {
    assert.deepEqual(parseDraftComment(damaged), {
      title: draft.title,
      text: draft.text,
      ticked: false,
      titleTicked: false,
      frame: 'repaired',
    });
  }
  const ticked = parseDraftComment(neither.replace('[ ]', '[x]'));
  assert.deepEqual([ticked.text, ticked.ticked], [draft.text, true]);
  assert.equal(parseDraftComment('something else').frame, 'lost');
  assert.equal(parseDraftComment('').frame, 'lost');
});

test('any text comes back, whatever it holds', () => {
  const hostile = array(
    oneof(
      string(),
      constantFrom(
        '\n',
        '```',
        '- [x] Accept this summary into the description',
        '---',
        '<!-- countersign:text -->',
        '<!-- /countersign:text -->',
        '> ',
        '**Title:** ',
      ),
    ),
    { maxLength: 12 },
  );
  check(
    property(hostile, (parts) => {
      const text = parts.join('').trim();
      const parsed = parseDraftComment(renderOpenDraft({ ...draft, text }));
      assert.ok(sameText(parsed.text, text), JSON.stringify({ text, parsed }));
      assert.equal(parsed.ticked, false);
    }),
    { numRuns: 300 },
  );
});

test('65,536 characters of nested lists and brackets are read in time', () => {
  for (const unit of ['- ', '> ', '[', '* a ', '`a', '<!-- ']) {
    const big = renderOpenDraft({ ...draft, text: unit.repeat(65_536 / unit.length) });
    const started = process.cpuUsage();
    assert.equal(parseDraftComment(big).ticked, false);
    const damaged = big
      .replaceAll(TEXT_OPEN, '')
      .replaceAll(TEXT_CLOSE, '')
      .replace(box, `${unit.repeat(7_000 / unit.length)}\n${box}`);
    parseDraftComment(damaged);
    // Processor time: a busy machine is not the parser's fault.
    assert.ok(process.cpuUsage(started).user < 3_000_000, unit);
  }
});

test('un-ticking keeps everything else and says why once', () => {
  const edited = body.replace('First', 'My first').replace('[ ]', '[x]').replaceAll('\n', '\r\n');
  const once = untickBox(edited, '`eve` may not.');
  const twice = untickBox(once.replace('[ ]', '[x]'), '`eve` may not.');
  assert.equal(once, twice);
  assert.match(once, /- \[ \] Accept this summary into the description\n\n> `eve` may not\.\n\n<sub>/u);
  assert.equal(parseDraftComment(once).text, draft.text.replace('First', 'My first'));
});

test('accepted: who, when, at which head, how much was changed, and what came later', () => {
  const acceptance = { login: 'ada', personId: 1, at: '2026-11-21T12:30:00.000Z', headSha: 'abcdef0123', text: 'Text', editedShare: 0.23 };
  const accepted = renderAcceptedDraft({ acceptance, title: 'T', commitsAfter: 0 });
  assert.match(accepted, /`ada` accepted it on 2026-11-21 12:30 UTC at `abcdef01`, edited: 23 % of words\./u);
  assert.match(
    renderAcceptedDraft({ acceptance: { ...acceptance, editedShare: 0 }, title: 'T', commitsAfter: 2 }),
    /accepted unchanged[\s\S]*2 commits came after the acceptance/u,
  );
  assert.doesNotMatch(accepted, /- \[/u);
  assert.equal(parseDraftComment(accepted).text, 'Text');
});
