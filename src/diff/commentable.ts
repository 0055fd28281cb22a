/**
 * Where GitHub accepts a review comment: lines that stand in a hunk. One other line answers 422 for the whole review.
 * Source: https://docs.github.com/en/rest/pulls/reviews#create-a-review-for-a-pull-request
 */
import type { Hunk } from './changed-file.ts';

export type Side = 'LEFT' | 'RIGHT';

/** RIGHT: added and context lines by their head number; LEFT: deleted and context lines by their base number. */
export function isCommentable(file: { readonly hunks: readonly Hunk[] }, side: Side, line: number): boolean {
  return hunkAt(file, side, line) !== undefined;
}

/** A range needs both ends in one hunk ("start_line must be part of the same hunk as the line"). */
export function isCommentableRange(file: { readonly hunks: readonly Hunk[] }, side: Side, startLine: number, line: number): boolean {
  const hunk = hunkAt(file, side, line);
  return hunk !== undefined && startLine <= line && hunkAt(file, side, startLine) === hunk;
}

function hunkAt(file: { readonly hunks: readonly Hunk[] }, side: Side, line: number): Hunk | undefined {
  if (!Number.isInteger(line)) return undefined;
  return file.hunks.find((hunk) => {
    const [start, count] = side === 'RIGHT' ? [hunk.newStart, hunk.newLines] : [hunk.oldStart, hunk.oldLines];
    return line >= start && line < start + count;
  });
}
