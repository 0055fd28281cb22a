/**
 * Is a match on added lines the one that was deleted from the base? Pure. It is when it was edited where it stood, or moved
 * together with what stands around it. Otherwise the old one was taken out and a new one put in, somewhere else.
 */
import type { ChangedFile } from '#src/diff/changed-file.ts';
import type { SamePlace, SeenFinding } from './difference.ts';
import { withoutLayout } from './identity.ts';
import type { ReadBlob } from './read-targets.ts';
import { textOf } from './source-text.ts';

/** Characters of the neighbor lines, layout left out, that must be the same, before and after together: `def find(x):` is enough. */
const SHARED = 8;
/** Lines looked at on either side. */
const LINES = 12;

export function samePlaceIn(files: readonly ChangedFile[], targets: readonly ReadBlob[]): SamePlace {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const lines = new Map<ReadBlob, readonly string[]>();
  const blobs = new Map(targets.map((one) => [`${one.side}\0${one.file}`, one]));
  const linesOf = ({ side, file }: SeenFinding): readonly string[] => {
    const blob = blobs.get(`${side}\0${file}`);
    if (blob === undefined) return [];
    const known = lines.get(blob) ?? textOf(blob.content)?.split('\n') ?? [];
    lines.set(blob, known);
    return known;
  };
  return (head, base) => {
    const hunks = byPath.get(head.file)?.hunks ?? [];
    // Without hunks (what git takes for binary) nobody can tell places apart.
    if (hunks.length === 0) return true;
    const [to, from] = [head.finding.place.startLine, base.finding.place.startLine];
    if (hunks.some((hunk) => within(to, hunk.newStart, hunk.newLines) && within(from, hunk.oldStart, hunk.oldLines))) return true;
    const [now, then] = [around(head, linesOf(head)), around(base, linesOf(base))];
    return inCommon([...now.above].reverse(), [...then.above].reverse()) + inCommon([...now.below], [...then.below]) >= SHARED;
  };
}

function within(line: number, start: number, length: number): boolean {
  return line >= start && line < start + length;
}

/** The lines of the match itself left out: they are equal by definition. */
function around({ finding }: SeenFinding, lines: readonly string[]): { readonly above: string; readonly below: string } {
  const { startLine, endLine } = finding.place;
  return {
    above: withoutLayout(lines.slice(Math.max(0, startLine - 1 - LINES), startLine - 1).join('\n')),
    below: withoutLayout(lines.slice(endLine, endLine + LINES).join('\n')),
  };
}

function inCommon(one: readonly string[], other: readonly string[]): number {
  const differs = one.findIndex((letter, index) => letter !== other[index]);
  return differs === -1 ? one.length : differs;
}
