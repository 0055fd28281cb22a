/** One point about a missing await, as the records keep it, and heads with and without its code. */
import { fingerprintOf } from '#src/review/fingerprint.ts';
import { changedFile } from '#test/diff/changed-file-of.ts';

export const fixed = ['async function f() {', '  await mail.send(x);', '  return 1;', '}'];
export const broken = fixed.map((line) => line.replace('await ', ''));
export const code = '  mail.send(x);';
export const stored = {
  proposal: {
    title: 'Missing await',
    reason: 'It is not awaited.',
    category: 'bug',
    severity: 'error',
    sign: { kind: 'lost-await', claim: '' },
  },
  place: { path: 'a.ts', startLine: 2, line: 2, code },
  fingerprint: fingerprintOf('a.ts', code, 'bug'),
  verdict: { kind: 'posted' },
};
export const own = { ...stored, proposal: { ...stored.proposal, sign: undefined } };
export const head = (lines: readonly string[], path = 'a.ts') => ({
  headSha: 'c'.repeat(40),
  files: [changedFile(path, lines)],
  headTexts: new Map([[path, lines.join('\n')]]),
});
