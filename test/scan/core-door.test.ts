/** Holds the pinned engine to the interface we use (its core door is not documented). */
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import { ENGINE_VERSION } from '#src/scan/create-scanner.ts';
import { emptyFolder, found, head, outcome, realScanner } from './real-scanner.ts';

const workFolder = emptyFolder();
const scanner = await realScanner({ workFolder });
const flow = [
  'from flask import request',
  'def find(db):',
  '    name = request.args.get("name")',
  '    query = "select " + name',
  '    db.execute(query)  # nosemgrep',
  '',
].join('\n');

test('finds matches in every language, with place, code, trace and words, and leaves no folder behind', async () => {
  const targets = [
    head('app/shop.py', flow),
    head('web/a.js', 'const a = 1;\neval(a);\n'),
    head('web/b.tsx', 'export const B = (p: { x: string }) => <div>{eval(p.x)}</div>;\n'),
    head('c.go', 'package c\n\nimport "os/exec"\n\nfunc run() { exec.Command("ls") }\n'),
    head('D.java', 'class D {\n  void run(Runtime r) throws Exception { r.exec("ls"); }\n}\n'),
    head('logo.png', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0])),
    head('empty.py', ''),
    head('package/__init__.py', '# nothing yet\n'),
  ];
  const report = await scanner.scan(targets);
  assert.deepEqual(
    targets.map(({ path }) => outcome(report, path)),
    ['scanned', 'scanned', 'scanned', 'scanned', 'scanned', 'outside', 'scanned', 'scanned'],
  );
  assert.deepEqual(
    ['app/shop.py', 'web/a.js', 'web/b.tsx', 'c.go', 'D.java'].map((path) => found(report, path)),
    [['test-python-sql:5'], ['test-script-eval:2'], ['test-script-eval:1'], ['test-go-exec:5'], ['test-java-exec:2']],
  );
  assert.deepEqual(report.canaries, { expected: 6, seen: 6 });
  assert.equal(report.ruleCount, 5);
  const sql = report.findings.find((one) => one.finding.rule === 'test-python-sql');
  assert.deepEqual(sql, {
    side: 'head',
    suppressed: true,
    finding: {
      rule: 'test-python-sql',
      severity: 'error',
      message: 'Request data query becomes part of a query.',
      place: { path: 'app/shop.py', startLine: 5, endLine: 5, startColumn: 16, endColumn: 21 },
      code: 'query',
      cwe: ['CWE-89'],
      fix: 'Use bound parameters.',
      references: ['https://example.org/sql'],
      trace: [
        { path: 'app/shop.py', startLine: 3, endLine: 3, startColumn: 12, endColumn: 36 },
        { path: 'app/shop.py', startLine: 3, endLine: 3, startColumn: 5, endColumn: 9 },
        { path: 'app/shop.py', startLine: 4, endLine: 4, startColumn: 5, endColumn: 10 },
        { path: 'app/shop.py', startLine: 5, endLine: 5, startColumn: 16, endColumn: 21 },
      ],
    },
  });
  assert.deepEqual(readdirSync(workFolder), []);
});

test('the same content in two places is scanned once and reported for both', async () => {
  const content = Buffer.from('eval(x)\n');
  const report = await scanner.scan([
    { side: 'base', path: 'old.py', blobId: '1', content },
    { side: 'head', path: 'new.py', blobId: '1', content },
  ]);
  assert.deepEqual(
    report.findings.map((one) => [one.side, one.finding.place.path]),
    [
      ['base', 'old.py'],
      ['head', 'new.py'],
    ],
  );
  assert.equal(report.canaries.seen, 1);
});

test('names of the pull request never reach the disk or the command line', async () => {
  const names = [
    '../../../etc/evil.py',
    '-rules.py',
    '--config=x.py',
    'a\nb.py',
    'tests/vendor/node_modules/x.min.js',
    'x.d.ts',
    'UPPER.PY',
    'x.mts',
    'y.cts',
    'z.pyw',
    'q.es6',
    '\u202Egnp.py',
    'deep/'.repeat(400) + 'x.py',
  ];
  const report = await scanner.scan(
    names.map((name) => head(name, `eval(x)\n// ${name.length} "\n`.replace('//', /py|PY/u.test(name) ? '#' : '//'))),
  );
  for (const name of names) {
    assert.equal(outcome(report, name), 'scanned', name);
    assert.equal(found(report, name).length, 1, name);
  }
});

test('the version that set-up installs is the version that the scanner wants', async () => {
  const { default: pin } = (await import('../../setup/semgrep-engine.json', { with: { type: 'json' } })) as {
    default: { version: string };
  };
  assert.equal(pin.version, ENGINE_VERSION);
});
