import type { ChangedFile } from '#src/diff/changed-file.ts';
import type { Place } from './facts.ts';

export interface ChangedLine extends Place {
  readonly kind: 'added' | 'deleted';
  readonly text: string;
}

/** Longer lines are data, not something a rule should search. */
const MAX_LINE = 2_000;

/** Added and deleted lines of a file; a deleted one points at the head line before which it stood. */
export function changedLines(file: ChangedFile): ChangedLine[] {
  const lines: ChangedLine[] = [];
  for (const hunk of file.hunks) {
    let next = Math.max(1, hunk.newStart);
    for (const { kind, text, newLine } of hunk.lines) {
      if (newLine !== undefined) next = newLine + 1;
      if (kind !== 'context' && text.length <= MAX_LINE) lines.push({ kind, text, path: file.path, line: newLine ?? next });
    }
  }
  return lines;
}

/** The first line a reader should look at. */
export function firstChangedLine(file: ChangedFile): number {
  for (const hunk of file.hunks) {
    const index = hunk.lines.findIndex((line) => line.kind !== 'context');
    const line = hunk.lines.slice(Math.max(0, index)).find((candidate) => candidate.newLine !== undefined)?.newLine;
    if (line !== undefined) return line;
  }
  return 1;
}
