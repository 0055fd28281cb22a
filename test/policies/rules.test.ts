/** The real engine, through the scanner's own door, over every case of every rule: exactly the marked lines, nothing else. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { ScanReport } from '#src/scan/scan-target.ts';
import { createScanner, enginePathBelow } from '#src/scan/create-scanner.ts';
import { readCaseFiles } from './case-files.ts';
import { readPackFiles, regularExpressionsOf, RuleMetadata } from './pack-files.ts';
import { hasOwnSources, withSharedParts } from './shared-parts.ts';

const root = join(import.meta.dirname, '..', '..');
const packFolder = join(root, 'policies', 'semgrep');
const pagesFolder = join(root, 'docs', 'rules');
const pack = readPackFiles(packFolder);
const rules = pack.flatMap((file) => file.rules);
const cases = readCaseFiles(import.meta.dirname);
const enginePath = process.env['SEMGREP_PATH'] ?? enginePathBelow(join(root, process.env['COUNTERSIGN_DATA'] ?? '.countersign'));

describe('what the rules find', () => {
  let report: ScanReport;
  let workFolder: string;

  before(async () => {
    workFolder = mkdtempSync(join(tmpdir(), 'countersign-rules-'));
    const scanner = await createScanner({ enginePath, packPaths: [packFolder], workFolder });
    report = await scanner.scan(
      cases.map(({ path, content }) => ({ side: 'head', path, blobId: createHash('sha1').update(content).digest('hex'), content })),
    );
  });
  after(() => rmSync(workFolder, { recursive: true, force: true }));

  test('every case was scanned wholly', () => {
    const notScanned = report.targets.filter(({ outcome }) => outcome.kind !== 'scanned');
    assert.deepEqual(notScanned, []);
  });

  for (const rule of rules) {
    test(rule.id, () => {
      for (const { path, wanted } of cases.filter((one) => one.rule === rule.id)) {
        const found = report.findings
          .filter(({ finding }) => finding.place.path === path)
          .map(({ finding }) => `${finding.rule}:${finding.place.startLine}`);
        assert.deepEqual(found.toSorted(), wanted, path);
      }
    });
  }

  test('a finding carries what a person needs', () => {
    for (const { finding } of report.findings) {
      assert.ok(finding.cwe.length > 0 && finding.references.length > 0 && finding.message.length > 0, finding.rule);
    }
  });

  test('a flow from a request is told with its trace', () => {
    const taint = new Set(rules.filter(({ mode }) => mode === 'taint').map(({ id }) => id));
    const silent = report.findings.filter(({ finding }) => taint.has(finding.rule) && finding.trace.length === 0);
    assert.deepEqual(
      silent.map(({ finding }) => `${finding.place.path}:${finding.place.startLine}`),
      [],
    );
  });
});

describe('the pack itself', () => {
  test('is accepted by the reader of the scanner', () => {
    assert.deepEqual(
      pack.flatMap(({ problems }) => problems),
      [],
    );
  });

  test('has one rule per file, named after its place', () => {
    assert.deepEqual(
      pack.map(({ rules: [rule] }) => rule?.id),
      pack.map(({ path }) => path.replace('/', '-').replace('.yml', '')),
    );
    assert.ok(pack.every((file) => file.rules.length === 1));
    assert.equal(new Set(rules.map(({ id }) => id)).size, rules.length);
  });

  test('is written for the languages of its folder', () => {
    const wanted: Readonly<Record<string, readonly string[]>> = {
      python: ['python'],
      javascript: ['javascript', 'typescript'],
      go: ['go'],
      java: ['java'],
      dockerfile: ['dockerfile'],
      workflow: ['yaml'],
      terraform: ['terraform'],
    };
    for (const { path, rules: own } of pack)
      for (const rule of own) assert.deepEqual(rule.languages, wanted[path.split('/')[0] ?? ''], path);
  });

  test('tells class, severity, confidence, fix and references of every rule', () => {
    for (const { id, metadata, severity } of rules) {
      const read = RuleMetadata.safeParse(metadata);
      assert.ok(read.success, `${id}: ${read.error?.message ?? ''}`);
      assert.ok(severity === 'ERROR' || severity === 'WARNING', id);
      // What may block must be nearly always right.
      if (severity === 'ERROR') assert.equal(read.data.confidence, 'HIGH', id);
    }
  });

  test('has messages of two sentences: what can happen, and what to do', () => {
    for (const { id, message } of rules) {
      assert.equal(message.match(/\.(?:\s|$)/gu)?.length, 2, `${id}: ${message}`);
      assert.doesNotMatch(message, /\$[A-Z]/u, id);
      assert.ok(message.length < 300, id);
    }
  });

  test('knows no test suite by name', () => {
    const forbidden = /benchmark|webgoat|nodegoat|juice|dvwa|seperate|separate_request|doSomething|ThingInterface/iu;
    for (const { path, text } of pack) assert.doesNotMatch(text, forbidden, path);
  });

  test('has the shared parts of its language in every rule that follows data', () => {
    for (const { path, text, rules: own } of pack) {
      if (own.every(({ mode, id }) => mode !== 'taint' || hasOwnSources(id))) continue;
      const shared = readFileSync(join(root, 'policies', 'shared', `${path.split('/')[0]}.yml`), 'utf8');
      assert.ok(text === withSharedParts(text, shared), `${path}: run \`node test/policies/write-shared-parts.ts\``);
    }
  });

  test('has regular expressions without nested repetition, quick on hostile text', () => {
    const hostile = ['a'.repeat(3000), 'db'.repeat(1500), '._'.repeat(1500), '"https://'.repeat(300), '('.repeat(3000), '\\'.repeat(3000)];
    for (const rule of rules) {
      for (const source of regularExpressionsOf(rule)) {
        assert.doesNotMatch(source, /\((?:[^()\\]|\\.)*[*+](?:[^()\\]|\\.)*\)[*+{]/u, rule.id);
        const expression = new RegExp(source.replace('(?i)', ''), source.includes('(?i)') ? 'iu' : 'u');
        const began = process.cpuUsage();
        for (const text of hostile) expression.test(`${text}!`);
        assert.ok(process.cpuUsage(began).user < 2_000_000, `${rule.id}: ${source}`);
      }
    }
  });

  test('has at least three lines to find and three to leave alone per rule, and no case of another rule', () => {
    for (const { id } of rules) {
      const own = cases.filter(({ rule }) => rule === id);
      assert.ok(own.reduce((sum, { bad }) => sum + bad, 0) >= 3, `${id}: bad`);
      assert.ok(own.reduce((sum, { ok }) => sum + ok, 0) >= 3, `${id}: ok`);
      assert.ok(own.some(({ path }) => path.includes('/bad')) && own.some(({ path }) => path.includes('/ok')), id);
      for (const { path, wanted } of own) assert.ok(path.includes('/bad') ? wanted.length > 0 : wanted.length === 0, path);
    }
    assert.deepEqual([...new Set(cases.map(({ rule }) => rule))].toSorted(), rules.map(({ id }) => id).toSorted());
  });

  test('has a page per rule', () => {
    assert.deepEqual(readdirSync(pagesFolder).toSorted(), rules.map(({ id }) => `${id}.md`).toSorted());
    for (const { id, severity, metadata } of rules) {
      const page = readFileSync(join(pagesFolder, `${id}.md`), 'utf8');
      const headings = page.split('\n').filter((line) => line.startsWith('#'));
      assert.deepEqual(
        headings,
        [`# ${id}`, '## Why it matters', '## Bad', '## Good', '## If it is not a problem here', '## What it does not see'],
        id,
      );
      const cwe = RuleMetadata.parse(metadata).cwe[0]?.split(':')[0] ?? '';
      assert.ok(page.includes(severity === 'ERROR' ? 'Blocks the merge' : 'Does not block') && page.includes(cwe), id);
    }
  });
});
