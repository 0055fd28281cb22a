import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { CaseError, readCases } from '#src/eval/case.ts';
import { bootstrap, randomFrom } from '#src/eval/interval.ts';
import { differenceOf, reportOf } from '#src/eval/report.ts';
import type { Reviewed } from '#src/eval/report.ts';
import { makesPoint, ratesOf, scoreByChance, scoreComments, withoutCode } from '#src/eval/score.ts';
import { renderComments, renderReports } from '#src/eval/wording.ts';

const defect = (from: number, to: number, ...keywords: string[]) => ({
  id: `d${from}`,
  file: 'a.ts',
  line_start: from,
  line_end: to,
  title: '',
  keywords,
});
const said = (startLine: number, line: number, body: string, path = 'a.ts') => ({ path, startLine, line, body });

test('a place counts within three lines of the same file, a point by a keyword outside code', () => {
  const score = (line: number, body: string, path?: string) =>
    scoreComments([said(line, line, body, path)], [defect(10, 12, 'off-by-one')]);
  assert.deepEqual(score(7, 'An off by one.'), { comments: 1, defects: 1, located: 1, strict: 1 });
  assert.deepEqual(score(15, 'OFF_BY_ONE'), { comments: 1, defects: 1, located: 1, strict: 1 });
  assert.deepEqual(score(16, 'off-by-one'), { comments: 1, defects: 1, located: 0, strict: 0 });
  assert.deepEqual(score(10, 'off-by-one', 'b.ts'), { comments: 1, defects: 1, located: 0, strict: 0 });
  assert.equal(score(10, 'see `off-by-one`').strict, 0);
  assert.equal(score(10, '```\noff-by-one\n```').strict, 0);
  assert.equal(score(10, '<sub>off-by-one</sub><!-- off-by-one -->').strict, 0);
  assert.ok(makesPoint(said(1, 1, 'anything'), defect(1, 1)), 'a defect without keywords is met by its place');
  assert.equal(withoutCode('a ``x ` y`` b').replaceAll(/\s+/g, ' '), 'a b');
});

test('comments and defects are paired one to one, as many as possible', () => {
  const defects = [defect(10, 10, 'await'), defect(11, 11, 'await', 'email')];
  const comments = [said(10, 10, 'await email'), said(11, 11, 'await')];
  assert.equal(scoreComments(comments, defects).strict, 2);
  assert.equal(scoreComments([...comments, said(12, 12, 'await')], defects).strict, 2);
});

test('property: a score stays within what was said and what is there, and order does not matter', () => {
  const lines = fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 6 });
  fc.assert(
    fc.property(lines, lines, (at, wrong) => {
      const comments = at.map((line) => said(line, line, 'word'));
      const defects = wrong.map((line) => defect(line, line, 'word'));
      const score = scoreComments(comments, defects);
      assert.ok(score.strict <= Math.min(comments.length, defects.length) && score.strict <= score.located);
      assert.deepEqual(scoreComments(comments.toReversed(), defects.toReversed()), score);
      const { f1 } = ratesOf([score], 'strict');
      assert.ok(f1 >= 0 && f1 <= 1);
    }),
  );
});

test('by chance: words that fit nothing score nothing, words that fit everything score by place', () => {
  const added = Array.from({ length: 100 }, (_, index) => ({ path: 'a.ts', line: index + 1 }));
  const chance = (body: string): number => scoreByChance([said(10, 10, body)], [defect(10, 10, 'leak')], added, randomFrom(3), 400).strict;
  assert.equal(chance('nothing'), 0);
  assert.ok(chance('leak') > 0.02 && chance('leak') < 0.15);
});

const reviewed = (id: string, run: number, hit: boolean): Reviewed => ({
  id,
  run,
  defects: [defect(10, 10, 'leak')],
  comments: [said(hit ? 10 : 90, hit ? 10 : 90, 'leak')],
  added: [{ path: 'a.ts', line: 10 }],
  tokensIn: 100,
  tokensOut: 10,
  milliseconds: 2000,
  answers: 1,
  questions: 2,
});

test('a report: rates over all pairs, spread over runs, paired difference between two variants', () => {
  const worse = ['a', 'b', 'c', 'd'].flatMap((id) => [reviewed(id, 1, id < 'c'), reviewed(id, 2, false)]);
  const better = ['a', 'b', 'c', 'd'].flatMap((id) => [reviewed(id, 1, true), reviewed(id, 2, true)]);
  const report = reportOf('x', worse);
  assert.equal(report.strict.f1, 0.25);
  assert.deepEqual(report.strictByRun, [0.5, 0]);
  assert.equal(report.commentsPerCase, 1);
  assert.equal(report.commentsPerClean, undefined);
  assert.equal(report.usable, 0.5);
  assert.ok(report.strictInterval.low <= 0.25 && report.strictInterval.high >= 0.25);
  const gain = differenceOf(worse, better, 'x', 'y');
  assert.equal(gain.strictF1, 0.75);
  assert.ok(gain.interval.low > 0);
  assert.match(renderReports([report, reportOf('y', better)], [gain]), /y against x: strict F1 \+0\.75/);
  assert.match(renderComments(worse), /a, run 1: 1 comments, 1 defects\n  a\.ts:10-10 \[meets d10\] leak/);
});

test('an interval over equal values is that value, and the same seed gives the same interval', () => {
  assert.deepEqual(
    bootstrap([1, 1, 1], (drawn) => drawn.length / 3),
    { low: 1, high: 1 },
  );
  const mean = (drawn: readonly number[]): number => drawn.reduce((sum, value) => sum + value, 0) / drawn.length;
  assert.deepEqual(bootstrap([1, 2, 3, 4], mean), bootstrap([1, 2, 3, 4], mean));
});

test('cases are read from folders, and a broken one is told with its file', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-cases-'));
  try {
    const one = join(folder, 'one');
    mkdirSync(join(one, 'after/src'), { recursive: true });
    mkdirSync(join(folder, 'no-case'));
    writeFileSync(join(one, 'after/src/a.ts'), 'x\n');
    writeFileSync(
      join(one, 'challenge.yaml'),
      'id: one\npr: {title: T}\nissues:\n  - {id: 1, file: src/a.ts, line_start: 1, line_end: 1}\n',
    );
    const [read, ...others] = await readCases(folder);
    assert.equal(others.length, 0);
    assert.deepEqual([read?.id, read?.title, read?.before.size, read?.after.get('src/a.ts')?.toString()], ['one', 'T', 0, 'x\n']);
    assert.equal((await readCases(one)).length, 1);
    writeFileSync(join(one, 'challenge.yaml'), 'issues: 3\n');
    await assert.rejects(readCases(folder), (error: unknown) => error instanceof CaseError && error.message.includes('challenge.yaml'));
    await assert.rejects(readCases(join(folder, 'no-case')), CaseError);
    await assert.rejects(readCases(join(folder, 'missing')), CaseError);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
