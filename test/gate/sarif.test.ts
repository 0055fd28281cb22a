import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import fc from 'fast-check';
import type { GateResult, NewFinding } from '#src/gate/outcome.ts';
import { toSarif } from '#src/gate/sarif.ts';
import { readStoredOutcome } from '#src/gate/stored-outcome.ts';
import { finding, headSha, mergeBaseSha } from './fixtures.ts';
import { sarifShape } from './sarif-shape.ts';

const ajv = new Ajv({ strict: true, allErrors: true });
formats.default(ajv);
const fits = ajv.compile(sarifShape);

function valid(log: unknown): void {
  const sent: unknown = JSON.parse(JSON.stringify(log));
  assert.ok(fits(sent), JSON.stringify(fits.errors, undefined, 1));
}

function fresh(
  rule: string,
  path: string,
  line: number,
  more: Partial<NewFinding> & { readonly found?: Parameters<typeof finding>[4] } = {},
): NewFinding {
  const { found, ...rest } = more;
  return { finding: finding(rule, path, line, 'eval(x)', found), blocks: true, identity: 'e'.repeat(64), ...rest };
}

function result(more: Partial<GateResult> = {}): GateResult {
  return {
    conclusion: 'failure',
    blockAt: 'error',
    submodules: 'block',
    mergeBaseSha,
    fresh: [],
    known: { kept: 2, moved: 1, gone: 0 },
    unchecked: [],
    scanned: ['a.py'],
    outside: [],
    setAside: [],
    withoutBase: [],
    secretsSearched: 1,
    scan: { engineVersion: '1.182.0', packDigest: 'd'.repeat(64), ruleCount: 60 },
    ...more,
  };
}

const waiver = { id: 4, login: 'ada', reason: 'Test code only.', expiresAt: '2027-01-01T00:00:00.000Z' };
const full = result({
  fresh: [
    fresh('python-sql-injection', 'shop/a b#ü.py', 3, {
      found: {
        cwe: ['CWE-89'],
        fix: 'Use [placeholders].',
        references: ['https://example.org/sql'],
        place: { path: 'shop/a b#ü.py', startLine: 3, endLine: 3, startColumn: 5, endColumn: 12 },
        trace: [
          { path: 'shop/a b#ü.py', startLine: 1, endLine: 1 },
          { path: 'shop/a b#ü.py', startLine: 3, endLine: 3 },
        ],
      },
    }),
    fresh('python-sql-injection', 'shop/a b#ü.py', 9),
    fresh('soft', 'b:c.py', 1, { blocks: false, waiver, identity: 'f'.repeat(64), found: { severity: 'info' } }),
  ],
  unchecked: [
    { path: 'big.py', reason: 'it is too large', retry: false },
    { path: 'odd.java', reason: 'part of it could not be parsed', retry: false, waiver },
  ],
  withoutBase: [{ path: 'old.py', reason: 'a rule took too long' }],
  setAside: [{ path: 'link', reason: 'a symbolic link' }],
});
const times = { startedAt: new Date(0), finishedAt: new Date(1500) };

test('a log holds rules, results with their flow and fingerprints, waivers as suppressions, and files that were not checked', () => {
  const log = toSarif({ result: full, headSha, ...times });
  valid(log);
  const [run] = log.runs;
  assert.deepEqual(
    run.tool.driver.rules.map((rule) => [rule.id, rule.defaultConfiguration?.level, rule.properties?.['tags'], rule.helpUri]),
    [
      ['python-sql-injection', 'error', ['security', 'external/cwe/cwe-89'], 'https://example.org/sql'],
      ['soft', 'note', ['security', 'external/cwe/cwe-1'], undefined],
    ],
  );
  assert.match(run.tool.driver.rules[0]?.help?.markdown ?? '', /Use \\\[placeholders\\\]/u);
  const [first, twin, waived] = run.results;
  assert.equal(first?.locations[0].physicalLocation.artifactLocation.uri, 'shop/a%20b%23%C3%BC.py');
  assert.deepEqual(first.locations[0].physicalLocation.region, {
    startLine: 3,
    endLine: 3,
    startColumn: 5,
    endColumn: 12,
    snippet: { text: 'eval(x)' },
  });
  assert.equal(first.codeFlows?.[0]?.threadFlows[0]?.locations.length, 2);
  assert.equal(twin?.codeFlows, undefined);
  assert.deepEqual(
    run.results.map((one) => one.partialFingerprints['primaryLocationLineHash']),
    [`${'e'.repeat(64)}:1`, `${'e'.repeat(64)}:2`, `${'f'.repeat(64)}:1`],
  );
  assert.deepEqual([first.suppressions, twin?.suppressions, waived?.suppressions[0]?.justification], [[], [], 'Test code only.']);
  assert.equal(waived?.locations[0].physicalLocation.artifactLocation.uri, 'b%3Ac.py');
  const [invocation] = run.invocations;
  assert.equal(invocation.executionSuccessful, false);
  assert.deepEqual(
    invocation.toolExecutionNotifications.map((one) => [one.descriptor.id, one.level, one.message.text]),
    [
      ['not-checked', 'error', 'big.py: it is too large'],
      ['not-checked', 'warning', 'odd.java: part of it could not be parsed'],
      ['without-base', 'warning', 'old.py: a rule took too long'],
      ['set-aside', 'note', 'link: a symbolic link'],
    ],
  );
});

test('fingerprints do not move with lines; a clean, complete check is a successful invocation without results', () => {
  const at = (line: number) => toSarif({ result: result({ fresh: [fresh('r', 'a.py', line)] }), headSha }).runs[0].results[0];
  assert.deepEqual(at(3)?.partialFingerprints, at(300)?.partialFingerprints);
  const clean = toSarif({ result: result({ conclusion: 'success' }), headSha });
  valid(clean);
  assert.deepEqual([clean.runs[0].results, clean.runs[0].invocations[0].executionSuccessful], [[], true]);
});

test('the records give the same log back; an outcome that says nothing about its commit gives none', () => {
  const stored: unknown = JSON.parse(JSON.stringify({ kind: 'decided', headSha, result: full, ...times }));
  const read = readStoredOutcome(stored);
  assert.ok(read !== undefined);
  assert.deepEqual(toSarif(read), toSarif({ result: full, headSha, ...times }));
  assert.equal(readStoredOutcome({ kind: 'superseded', headSha }), undefined);
  assert.equal(readStoredOutcome(null), undefined);
});

test('whatever stands in paths, code and reasons, the log stays valid', () => {
  const hostile = fc.string({ unit: 'binary', maxLength: 40 }).map((some) => `${some}\0\uD800 %../:?#`);
  fc.assert(
    fc.property(hostile, hostile, hostile, (path, text, reason) => {
      const found = { message: text, fix: text, references: [text, 'https://example.org/'], cwe: ['CWE-1', 'CWE-1'] };
      valid(
        toSarif({
          headSha,
          result: result({
            fresh: [{ ...fresh(text, path, 1, { found, waiver: { ...waiver, reason } }) }],
            unchecked: [{ path, reason, retry: true }],
          }),
        }),
      );
    }),
    { numRuns: 200 },
  );
});
