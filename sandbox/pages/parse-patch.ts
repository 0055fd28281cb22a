/** A patch as rows with line numbers on both sides. Pure. */
import { parseHunks } from '#sandbox/git/split-patch.ts';
import type { Side } from '#sandbox/state/conversation.ts';

export interface PatchRow {
  readonly kind: 'hunk' | 'context' | 'added' | 'deleted' | 'note';
  /** Without the marker. */
  readonly text: string;
  readonly oldLine?: number;
  readonly newLine?: number;
}

export function patchRows(patch: string): PatchRow[] {
  const rows: PatchRow[] = [];
  for (const hunk of parseHunks(patch)) {
    rows.push({ kind: 'hunk', text: hunk.header });
    let oldLine = hunk.oldStart;
    let newLine = hunk.newStart;
    for (const line of hunk.lines) {
      const text = line.slice(1);
      if (line.startsWith('+')) rows.push({ kind: 'added', text, newLine: newLine++ });
      else if (line.startsWith('-')) rows.push({ kind: 'deleted', text, oldLine: oldLine++ });
      else if (line.startsWith('\\')) rows.push({ kind: 'note', text });
      else rows.push({ kind: 'context', text, oldLine: oldLine++, newLine: newLine++ });
    }
  }
  return rows;
}

/** The rows from some lines before `start` to some after `end` (1-based, of one side); empty when the place is not in the patch. */
export function excerpt(rows: readonly PatchRow[], side: Side, start: number, end: number, around = 3): readonly PatchRow[] {
  const lineOf = (row: PatchRow): number | undefined => (side === 'RIGHT' ? row.newLine : row.oldLine);
  const inside = (row: PatchRow): boolean => (lineOf(row) ?? -1) >= start && (lineOf(row) ?? -1) <= end;
  const first = rows.findIndex(inside);
  if (first < 0) return [];
  let from = first;
  let to = rows.findLastIndex(inside);
  for (let left = around; left > 0 && from > 0 && rows[from - 1]?.kind !== 'hunk'; left--) from--;
  for (let left = around; left > 0 && to + 1 < rows.length && rows[to + 1]?.kind !== 'hunk'; left--) to++;
  return rows.slice(from, to + 1);
}
