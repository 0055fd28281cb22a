import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import type { ScanFinding, Severity } from '#src/finding/finding.ts';
import type { Finding } from '#src/review/finding-record.ts';
import { patchLine, suggest } from '#src/review/suggest.ts';
import type { SuggestionPorts } from '#src/review/suggest.ts';
import { commentBody } from '#src/review/wording.ts';
import { isOpen } from '#src/review/finding-record.ts';
import { realScanner } from '#test/scan/real-scanner.ts';
import { suggestionPorts } from '#workers/review/suggestion-ports.ts';

const head = 'async function f() {\n\tmail.send(x);\n\treturn 1;\n}\n';
function finding(replacement: string, changes: { path?: string; line?: number; code?: string; side?: 'LEFT' | 'RIGHT' } = {}): Finding {
  const { path = 'src/a.ts', line = 2, code = '\tmail.send(x);', side = 'RIGHT' } = changes;
  return {
    proposal: {
      path,
      quote: code,
      lineHint: line,
      title: 'Missing await',
      reason: 'It is not awaited.',
      category: 'bug',
      severity: 'error',
      model: 'm',
      promptVersion: 'p@1',
      sign: { kind: 'lost-await', claim: '', replacement },
    },
    place: { kind: 'in-diff', path, side, startLine: line, line, code },
    fingerprint: 'f'.repeat(16),
  };
}
const scanFinding = (severity: Severity): ScanFinding => ({
  rule: `r-${severity}`,
  severity,
  message: '',
  place: { path: 'src/a.ts', startLine: 2, endLine: 2 },
  code: '',
  cwe: [],
  references: [],
  trace: [],
});
const sound: SuggestionPorts = { parses: () => Promise.resolve(true), scan: () => Promise.resolve([]) };
async function suggested(one: Finding, ports: SuggestionPorts | undefined = sound, text = head, path = 'src/a.ts') {
  const [done] = await suggest([one], new Map([[path, text]]), ports);
  return done?.suggestion;
}

test('one line for one line, with the indentation of the file, when all checks pass', async () => {
  assert.deepEqual(await suggested(finding('await mail.send(x);')), { code: '\tawait mail.send(x);', committable: true });
  const [done] = await suggest([finding('await mail.send(`${x}`);')], new Map([['src/a.ts', head]]), sound);
  assert.ok(done && isOpen(done));
  assert.match(commentBody(done), /\n\n```suggestion\n\tawait mail\.send\(`\$\{x\}`\);\n```\n\n/u);
  assert.match(
    commentBody({ ...done, suggestion: { code: 'a("```suggestion")', committable: true } }),
    /\n````suggestion\na\("```suggestion"\)\n````\n/u,
  );
});

test('whatever check fails, it is only shown', async () => {
  const isShown = async (one: Finding, ports?: SuggestionPorts, text?: string, path?: string): Promise<void> =>
    assert.equal((await suggested(one, ports, text, path))?.committable, false);
  const right = 'await mail.send(x);';
  assert.equal((await suggest([finding(right)], new Map([['src/a.ts', head]]), undefined))[0]?.suggestion?.committable, false);
  await isShown(finding(right, { line: 3 }));
  await isShown(finding(right, { code: '\tmail.send(y);' }));
  await isShown(finding(right, { side: 'LEFT' }));
  for (const path of ['.github/workflows/a.ts', 'package.json', 'deploy/a.yml', '.env.ts', 'Dockerfile'])
    await isShown(finding(right, { path }), sound, head, path);
  await isShown(finding(right), { ...sound, parses: (_, text) => Promise.resolve(!text.includes('await')) });
  await isShown(finding(right), { ...sound, parses: () => Promise.resolve(undefined) });
  await isShown(finding(right), { ...sound, scan: () => Promise.resolve(undefined) });
  for (const severity of ['warning', 'error'] as const)
    await isShown(finding(right), { ...sound, scan: (_, text) => Promise.resolve(text.includes('await') ? [scanFinding(severity)] : []) });
  const known = { ...sound, scan: () => Promise.resolve([scanFinding('error')]) };
  assert.equal((await suggested(finding(right), known))?.committable, true, 'what was found before is not new');
});

test('several lines, stand-ins for secrets, nothing and much are not suggested at all', async () => {
  for (const text of ['a\nb', 'key = "[[SECRET:password:1]]"', ' ', 'x'.repeat(500)])
    assert.equal(await suggested(finding(text)), undefined);
});

test('property: the patch changes that one line, keeps its indentation and every line end', () => {
  const line = fc.tuple(fc.constantFrom('', '  ', '\t', '    '), fc.constantFrom('a();', 'b = 1', 'return')).map((parts) => parts.join(''));
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 12 }), fc.nat(), fc.constantFrom('\n', '\r\n'), (lines, pick, end) => {
      const at = pick % lines.length;
      const place = { kind: 'in-diff', path: 'a', side: 'RIGHT', startLine: at + 1, line: at + 1, code: lines[at] ?? '' } as const;
      const patched = patchLine(lines.join(end), place, '  new();');
      const indent = /^[ \t]*/u.exec(lines[at] ?? '')?.[0] ?? '';
      assert.equal(patched?.text, lines.with(at, `${indent}new();`).join(end));
      assert.equal(patched?.line, `${indent}new();`);
    }),
  );
});

test('for real: tree-sitter and the scanner let a sound line pass and hold a broken one', async () => {
  const scanner = await realScanner();
  const ports = suggestionPorts({ scanner });
  assert.equal((await suggested(finding('await mail.send(x);'), ports))?.committable, true);
  assert.equal((await suggested(finding('await mail.send(x;'), ports))?.committable, false);
});
