/** What `countersign eval` prints for people. */
import type { Difference, Report, Reviewed } from './report.ts';
import { isAt, makesPoint, withoutCode } from './score.ts';

export function renderReports(reports: readonly Report[], differences: readonly Difference[]): string {
  const rows: readonly (readonly [string, (report: Report) => string])[] = [
    ['cases × runs', (one) => `${one.cases} × ${one.runs}`],
    ['strict F1', (one) => number(one.strict.f1)],
    ['  95 % over cases', (one) => `${number(one.strictInterval.low)} … ${number(one.strictInterval.high)}`],
    ['  each run', (one) => one.strictByRun.map(number).join(' ')],
    ['  placed by chance', (one) => number(one.strictByChance)],
    ['strict precision', (one) => number(one.strict.precision)],
    ['strict recall', (one) => number(one.strict.recall)],
    ['place alone F1', (one) => number(one.located.f1)],
    ['comments per change', (one) => number(one.commentsPerCase)],
    ['  on clean changes', (one) => (one.commentsPerClean === undefined ? '-' : number(one.commentsPerClean))],
    ['tokens in / out', (one) => `${Math.round(one.tokensIn)} / ${Math.round(one.tokensOut)}`],
    ['model seconds', (one) => one.seconds.toFixed(1)],
    ['usable answers', (one) => `${Math.round(one.usable * 100)} %`],
  ];
  const table = [['', ...reports.map(({ label }) => label)], ...rows.map(([name, show]) => [name, ...reports.map(show)])];
  const widths = (table[0] ?? []).map((_, column) => Math.max(...table.map((row) => (row[column] ?? '').length)));
  const lines = table.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  const paired = differences.map(
    ({ of, to, strictF1, interval }) =>
      `${to} against ${of}: strict F1 ${signed(strictF1)}, 95 % ${signed(interval.low)} … ${signed(interval.high)}`,
  );
  return [...lines, ...(paired.length === 0 ? [] : ['', ...paired])].join('\n');
}

/** Every comment with the defects that it meets, for reading and judging. */
export function renderComments(reviewed: readonly Reviewed[]): string {
  return reviewed
    .map(({ id, run, comments, defects }) => {
      const lines = comments.map((said) => {
        const there = defects.filter((defect) => isAt(said, defect));
        const met = there.filter((defect) => makesPoint(said, defect)).map((defect) => defect.id);
        const mark = met.length > 0 ? `meets ${met.join(', ')}` : there.length > 0 ? 'place only' : 'meets nothing';
        return `  ${said.path}:${said.startLine}-${said.line} [${mark}] ${withoutMarks(said.body)}`;
      });
      return [`${id}, run ${run}: ${comments.length} comments, ${defects.length} defects`, ...lines].join('\n');
    })
    .join('\n');
}

function withoutMarks(body: string): string {
  const text = body.replaceAll(/<sub>[\s\S]*?<\/sub>|<!--[\s\S]*?-->/gu, '');
  return text.replaceAll(/\s+/gu, ' ').trim().slice(0, 900) || withoutCode(body);
}

function number(value: number): string {
  return value.toFixed(2);
}

function signed(value: number): string {
  return `${value < 0 ? '' : '+'}${value.toFixed(2)}`;
}
