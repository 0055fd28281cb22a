/** `npm run bench:owasp -- --data DIR`: our rules on a copy of OWASP BenchmarkPython or BenchmarkJava, even cases apart from odd ones. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { formatTable } from '#bench/format-table.ts';
import { createScanner } from '#src/scan/create-scanner.ts';
import type { Severity } from '#src/finding/finding.ts';
import { enginePath } from '#test/scan/real-scanner.ts';
import { isEven, metricsOf, needsDataFlow, readCases, scoreOf } from './owasp-score.ts';
import type { Case } from './owasp-score.ts';

const usage = `Our rules on OWASP BenchmarkPython, scored strictly: the finding's CWE is the case's.

  npm run bench:owasp -- --data DIR [--severity error|warning|info] [--json]

  --data DIR   a copy of https://github.com/OWASP-Benchmark/BenchmarkPython or BenchmarkJava
  --severity   findings of this severity and above count (warning)
  --json       one JSON document on stdout
Even cases are for tuning, the odd ones for the report.`;
const root = resolve(import.meta.dirname, '../..');
const order: Readonly<Record<Severity, number>> = { info: 0, warning: 1, error: 2 };

async function findCwes(data: string, cases: readonly Case[], least: Severity): Promise<ReadonlyMap<string, ReadonlySet<number>>> {
  const workFolder = mkdtempSync(join(tmpdir(), 'countersign-owasp-'));
  try {
    const scanner = await createScanner({
      enginePath,
      packPaths: [join(root, 'policies/semgrep')],
      workFolder,
      limits: { totalMs: 3_600_000 },
    });
    const targets = cases.map(({ name }) => {
      const path = fileOf(data, name);
      return { side: 'head' as const, path, blobId: name, content: readFileSync(join(data, path)) };
    });
    const report = await scanner.scan(targets);
    const unscanned = report.targets.filter((target) => target.outcome.kind !== 'scanned');
    if (unscanned.length > 0)
      throw new Error(`${unscanned.length} cases were not scanned, such as ${unscanned[0]?.path}; no score is given.`);
    const found = new Map<string, Set<number>>(cases.map(({ name }) => [name, new Set()]));
    for (const { finding } of report.findings) {
      if (order[finding.severity] < order[least]) continue;
      const name = /BenchmarkTest\d+/u.exec(finding.place.path)?.[0] ?? '';
      for (const cwe of finding.cwe) found.get(name)?.add(Number(cwe.replace(/\D/gu, '')));
    }
    return found;
  } finally {
    rmSync(workFolder, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** The Python set and the Java set lie differently. */
const layouts = [
  ['testcode', 'py'],
  ['src/main/java/org/owasp/benchmark/testcode', 'java'],
] as const;

function fileOf(data: string, name: string): string {
  const paths = layouts.map(([folder, extension]) => `${folder}/${name}.${extension}`);
  const path = paths.find((one) => existsSync(join(data, one)));
  if (path === undefined) throw new Error(`${data} holds no file of ${name}.`);
  return path;
}

function rowsOf(cases: readonly Case[], found: ReadonlyMap<string, ReadonlySet<number>>) {
  const groups: readonly (readonly [string, readonly Case[]])[] = [
    ...[...Map.groupBy(cases, (one) => `${one.category} (${one.cwe})`)].toSorted(([a], [b]) => (a < b ? -1 : 1)),
    ['with data flow', cases.filter(needsDataFlow)],
    ['all', cases],
  ];
  return groups.map(([name, members]) => {
    const score = scoreOf(members, found);
    return { name, cases: members.length, ...score, ...metricsOf(score) };
  });
}

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    severity: { type: 'string', default: 'warning' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
const { severity } = values;
if (values.help || values.data === undefined || (severity !== 'error' && severity !== 'warning' && severity !== 'info')) {
  console.error(usage);
  process.exitCode = values.help ? 0 : 2;
} else {
  const sheet = readdirSync(values.data).find((name) => /^expectedresults.*\.csv$/u.test(name));
  if (sheet === undefined) throw new Error(`There is no expectedresults*.csv in ${values.data}.`);
  const cases = readCases(readFileSync(join(values.data, sheet), 'utf8'));
  const found = await findCwes(values.data, cases, severity);
  const [even, odd] = [
    rowsOf(cases.filter(isEven), found),
    rowsOf(
      cases.filter((one) => !isEven(one)),
      found,
    ),
  ];
  if (values.json) console.log(JSON.stringify({ severity, even, odd }, undefined, 2));
  else
    for (const [name, rows] of [
      ['even (tuning)', even],
      ['odd (report)', odd],
    ] as const) {
      const cells = rows.map((row) => [
        row.name,
        ...[row.cases, row.tp, row.fp, row.fn, row.tn].map(String),
        ...[row.tpr, row.fpr, row.precision, row.f1].map((share) => share.toFixed(3)),
      ]);
      console.log(`${formatTable([[name, 'cases', 'TP', 'FP', 'FN', 'TN', 'TPR', 'FPR', 'prec', 'F1'], ...cells])}\n`);
    }
}
