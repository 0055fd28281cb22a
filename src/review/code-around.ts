/** What a second look is shown of the code: the function on the head, with the change marked; else the hunk itself. */
import type { ChangedFile } from '#src/diff/changed-file.ts';
import { renderHunk } from '#src/diff/render-hunks.ts';
import { enclosingWindow, renderWindow } from './enclosing-window.ts';
import type { PlacedFinding } from './finding-record.ts';

/** Lines for a point of the model's own, and for a rule's, which is about less. */
const windowLines = 90;
const signLines = 44;

/** For removed lines, or where the file could not be read, the hunk. */
export function codeAround(
  { place, proposal }: PlacedFinding,
  files: readonly ChangedFile[],
  headTexts: ReadonlyMap<string, string>,
): string {
  const text = headTexts.get(place.path);
  const file = files.find(({ path }) => path === place.path);
  if (text !== undefined && place.side === 'RIGHT') {
    const lines = text.split('\n');
    const added = new Set(
      file?.hunks.flatMap((hunk) => hunk.lines.flatMap(({ kind, newLine }) => (kind === 'added' && newLine ? [newLine] : []))),
    );
    const window = enclosingWindow(lines, place.startLine, place.line, proposal.sign ? signLines : windowLines);
    return `## File: ${place.path}\n${renderWindow(lines, window, added)}`;
  }
  const hunk = file?.hunks.find(({ lines }) => lines.some((line) => (place.side === 'LEFT' ? line.oldLine : line.newLine) === place.line));
  return hunk ? renderHunk({ ...hunk, lines: hunk.lines.slice(0, windowLines * 2) }) : place.code;
}
