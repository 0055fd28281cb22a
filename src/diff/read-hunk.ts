/** Reads one hunk; its numbers, not its look, say where it ends. Source: https://git-scm.com/docs/diff-format */
import type { Hunk, HunkLine } from './changed-file.ts';

const header = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@ ?(.*)$/s;

export interface ReadHunk {
  readonly hunk: Hunk;
  readonly additions: number;
  readonly deletions: number;
  /** Index of the first line after the hunk. */
  readonly next: number;
}

/** `undefined` when the line is no hunk header. A line such as `-- a/x` or `diff --git` inside is content, by count. */
export function readHunk(lines: readonly string[], start: number): ReadHunk | undefined {
  const match = header.exec(lines[start] ?? '');
  if (!match) return undefined;
  const [oldStart, oldLines, newStart, newLines] = [match[1], match[2] ?? '1', match[3], match[4] ?? '1'].map(Number) as [
    number,
    number,
    number,
    number,
  ];
  const read: HunkLine[] = [];
  let [oldLine, newLine, at] = [oldStart, newStart, start + 1];
  while (at < lines.length && (oldLine < oldStart + oldLines || newLine < newStart + newLines)) {
    const line = lines[at] ?? '';
    if (line === '' && at === lines.length - 1) break;
    const text = withoutCarriageReturn(line.slice(1));
    const sign = line[0] ?? ' ';
    if (sign === '+') read.push({ kind: 'added', text, newLine: newLine++ });
    else if (sign === '-') read.push({ kind: 'deleted', text, oldLine: oldLine++ });
    // Some tools strip the blank of an empty context line.
    else if (sign === ' ' || line === '\r') read.push({ kind: 'context', text, oldLine: oldLine++, newLine: newLine++ });
    else if (sign !== '\\') break;
    at++;
  }
  while (lines[at]?.startsWith('\\ ')) at++;
  const additions = newLine - newStart - read.filter((line) => line.kind === 'context').length;
  const hunk = { oldStart, oldLines, newStart, newLines, section: withoutCarriageReturn(match[5] ?? ''), lines: read };
  return { hunk, additions, deletions: read.length - (newLine - newStart), next: at };
}

function withoutCarriageReturn(text: string): string {
  return text.endsWith('\r') ? text.slice(0, -1) : text;
}
