import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { findingMark } from '#src/review/fingerprint.ts';
import { judgeFindings } from '#src/review/judge-findings.ts';
import { placeFinding } from '#src/review/place-finding.ts';
import { postedFindings, roundsBefore } from '#src/review/stored-findings.ts';
import { broken, head, own, stored } from './missing-await.ts';

test('from the third round on only what is grave is said', () => {
  const proposal = (severity: 'error' | 'warning') => ({
    path: 'a.ts',
    quote: 'mail.send(x);',
    lineHint: 2,
    title: 'T',
    reason: 'The mail may be lost when the process ends early.',
    category: 'bug' as const,
    severity,
    model: 'm',
    promptVersion: 'p@1',
  });
  const reasonIn = (rounds: number, severity: 'error' | 'warning') => {
    const { files, headTexts } = head(broken);
    const [judged] = judgeFindings([placeFinding(proposal(severity), files, headTexts)], {
      headTexts,
      ownComments: [],
      scanFindings: [],
      rounds,
    });
    return judged?.verdict?.kind === 'dropped' ? judged.verdict.reason : 'open';
  };
  assert.deepEqual([reasonIn(1, 'warning'), reasonIn(2, 'warning'), reasonIn(2, 'error')], ['open', 'late-round', 'open']);
  const run = (headSha: string, findings: readonly unknown[] = [stored]) => ({ kind: 'reviewed', headSha, findings });
  const away = { kind: 'not-reviewed', headSha: 'e', findings: [] };
  assert.equal(roundsBefore('c', [run('c'), away, run('b', []), run('a'), run('a'), run('d', []), null]), 2, 'a and b; d came before any');
  assert.equal(roundsBefore('c', [run('b', []), run('a', [])]), 0, 'nobody was told anything yet');
});

test('the same point about edited code, or in a renamed file, is not said again; a like one elsewhere is', () => {
  const posted = [...postedFindings([{ findings: [own] }]).values()];
  const said = (lines: readonly string[], path: string, title: string) => {
    const { files, headTexts } = head(lines, path);
    const quote = lines.findLast((line) => line.includes('send')) ?? '';
    const proposal = { ...proposalAt(2), path, quote, title, category: own.proposal.category as 'bug' };
    const [judged] = judgeFindings([placeFinding(proposal, files, headTexts)], { headTexts, ownComments: [], scanFindings: [], posted });
    return judged?.verdict?.kind === 'dropped' ? judged.verdict.reason : 'open';
  };
  const { title } = own.proposal;
  const edited = broken.map((line) => line.replace('mail.send(x)', 'mail.send(x, now)'));
  assert.equal(said(edited, 'a.ts', title), 'already-said');
  assert.equal(said(edited, 'a.ts', 'Wrong order of arguments'), 'open', 'another point');
  assert.equal(said(broken, 'renamed.ts', 'Said otherwise this time'), 'already-said');
  assert.equal(said([...broken, 'function other() {', '  mail.send(y);', '}'], 'a.ts', title), 'open', 'the first place stands');
});

test('property: lines above, indentation, spacing and a rename of the folder of lines say the same point once', () => {
  const gap = fc.array(fc.constantFrom('', 'const a = 1;', '// note', 'import b;'), { maxLength: 8 });
  const spaces = fc.constantFrom('', ' ', '  ', '\t', '      ');
  fc.assert(
    fc.property(gap, gap, spaces, spaces, fc.integer({ min: -5, max: 60 }), (above, below, indent, inside, hint) => {
      const first = place(broken, 2);
      const moved = [
        ...above,
        ...broken.map((line) => indent + line.trim().replace('(', `(${inside}`).replace(')', `${inside})`)),
        ...below,
      ];
      const again = place(moved, hint);
      assert.equal(again.fingerprint, first.fingerprint);
      const { files, headTexts } = head(moved);
      const said = judgeFindings(
        [placeFinding({ ...proposalAt(hint), quote: moved.find((line) => line.includes('send')) ?? '' }, files, headTexts)],
        {
          headTexts,
          // Outdated, as GitHub shows it after a rebase: no line any more.
          ownComments: [{ path: 'a.ts', side: 'RIGHT', body: findingMark(first.fingerprint) }],
          scanFindings: [],
        },
      );
      assert.equal(said[0]?.verdict?.kind === 'dropped' && said[0].verdict.reason, 'already-said');
    }),
    { numRuns: 60 },
  );
});

test('what is fixed and comes back in other words is said again, in a late round too', () => {
  const edited = broken.map((line) => line.replace('mail.send(x)', 'mail.send(x, now)'));
  const { files, headTexts } = head(edited);
  const quote = edited.find((line) => line.includes('send')) ?? '';
  const proposal = { ...proposalAt(2), quote, title: own.proposal.title, category: 'bug' as const, severity: 'warning' as const };
  const said = (fixedBefore: readonly string[]) =>
    judgeFindings([placeFinding(proposal, files, headTexts)], {
      headTexts,
      ownComments: [],
      scanFindings: [],
      rounds: 5,
      posted: [...postedFindings([{ findings: [own] }]).values()],
      fixed: new Set(fixedBefore),
    })[0]?.verdict;
  assert.equal(said([own.fingerprint]), undefined);
  assert.deepEqual(said([]), { kind: 'dropped', reason: 'already-said', detail: 'about code that was edited since' });
});

function proposalAt(lineHint: number) {
  const words = { title: 'Not awaited', reason: 'The mail may be lost when the process ends early.' };
  return {
    path: 'a.ts',
    quote: 'mail.send(x);',
    lineHint,
    ...words,
    category: 'bug' as const,
    severity: 'error' as const,
    model: 'm',
    promptVersion: 'p@1',
  };
}

function place(lines: readonly string[], hint: number) {
  const { files, headTexts } = head(lines);
  return placeFinding({ ...proposalAt(hint), quote: lines.find((line) => line.includes('send')) ?? '' }, files, headTexts);
}
