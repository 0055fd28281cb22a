/** Lines of one file's patch: which can be commented on, and where a line went (pure). */
import { parseHunks } from '#sandbox/git/split-patch.ts';
import type { Side } from './conversation.ts';

export interface DiffPlace {
  /** 1-based from the first hunk's header, counting later headers, as GitHub's `position`. */
  readonly position: number;
  readonly hunk: number;
  /** Header and lines up to this one. */
  readonly diffHunk: string;
}

interface Line {
  readonly oldLine: number | null;
  readonly newLine: number | null;
  readonly place: DiffPlace;
}

function* walk(patch: string): Generator<Line> {
  let position = -1;
  for (const [index, hunk] of parseHunks(patch).entries()) {
    position += 1;
    let oldLine = hunk.oldStart;
    let newLine = hunk.newStart;
    for (const [at, text] of hunk.lines.entries()) {
      position += 1;
      const marker = text.charAt(0);
      if (marker === '\\') continue;
      const removed = marker === '-';
      const added = marker === '+';
      const diffHunk = [hunk.header, ...hunk.lines.slice(Math.max(0, at - 15), at + 1)].join('\n');
      yield { oldLine: added ? null : oldLine, newLine: removed ? null : newLine, place: { position, hunk: index, diffHunk } };
      if (!added) oldLine += 1;
      if (!removed) newLine += 1;
    }
  }
}

/** `null`: the line is not part of the diff on that side. */
export function placeOf(patch: string, side: Side, line: number): DiffPlace | null {
  for (const one of walk(patch)) if ((side === 'RIGHT' ? one.newLine : one.oldLine) === line) return one.place;
  return null;
}

/** The line at a `position`, for the older way of addressing. */
export function lineAt(patch: string, position: number): { readonly side: Side; readonly line: number } | null {
  for (const one of walk(patch)) {
    if (one.place.position !== position) continue;
    if (one.newLine !== null) return { side: 'RIGHT', line: one.newLine };
    return one.oldLine === null ? null : { side: 'LEFT', line: one.oldLine };
  }
  return null;
}

/** Where an old line stands after the patch; `null` when it was changed or removed. */
export function mapLine(patch: string, line: number): number | null {
  let shift = 0;
  for (const hunk of parseHunks(patch)) {
    const removed = hunk.lines.filter((text) => !text.startsWith('+') && !text.startsWith('\\')).length;
    const added = hunk.lines.filter((text) => !text.startsWith('-') && !text.startsWith('\\')).length;
    if (line < hunk.oldStart) break;
    if (line < hunk.oldStart + removed) {
      for (const one of walk([hunk.header, ...hunk.lines].join('\n'))) if (one.oldLine === line) return one.newLine;
      return null;
    }
    shift += added - removed;
  }
  return line + shift;
}
