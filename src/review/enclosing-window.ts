/** What a second look is shown: the function around some lines, and a little more. */
import { climb, descend } from '#src/suspect/function-around.ts';

/** Shown at least, above and below. */
const margin = 8;

export interface LineWindow {
  readonly startLine: number;
  readonly endLine: number;
}

/** 1-based, at most `maxLines` long, and always holding the given lines' start. */
export function enclosingWindow(lines: readonly string[], startLine: number, endLine: number, maxLines: number): LineWindow {
  const top = Math.max(1, Math.min(climb(lines, startLine, maxLines), startLine - margin));
  const bottom = Math.min(lines.length, Math.max(descend(lines, climb(lines, startLine, maxLines), endLine), endLine + margin));
  if (bottom - top < maxLines) return { startLine: top, endLine: bottom };
  const from = Math.max(top, Math.min(startLine - Math.floor(maxLines / 2), bottom - maxLines + 1));
  return { startLine: from, endLine: Math.min(bottom, from + maxLines - 1) };
}

/** `12 + text`: `added` lines carry the sign. */
export function renderWindow(lines: readonly string[], window: LineWindow, added: ReadonlySet<number> = new Set()): string {
  const width = String(window.endLine).length;
  return lines
    .slice(window.startLine - 1, window.endLine)
    .map(
      (line, index) =>
        `${String(window.startLine + index).padStart(width)} ${added.has(window.startLine + index) ? '+ ' : '  '}${line.slice(0, 400)}`,
    )
    .join('\n');
}
