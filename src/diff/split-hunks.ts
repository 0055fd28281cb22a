/** Cuts the hunks of one file into parts that each fit a token budget; line numbers stay what they were. */
import type { Hunk, HunkLine } from './changed-file.ts';
import { estimateTokens } from './estimate-tokens.ts';
import { renderHunk } from './render-hunks.ts';

/** Room for the file's header line and rounding. */
const overhead = 64;

/** `undefined` when more than `maxParts` would be needed, or one line alone does not fit (minified code). */
export function splitHunks(hunks: readonly Hunk[], budget: number, maxParts: number): Hunk[][] | undefined {
  const room = Math.max(budget - overhead, 1);
  const parts: Hunk[][] = [];
  let used = room;
  for (const whole of hunks) {
    const pieces = cut(whole, room, maxParts);
    if (pieces === undefined) return undefined;
    for (const hunk of pieces) {
      const tokens = estimateTokens(renderHunk(hunk)) + 1;
      const last = parts.at(-1);
      if (last !== undefined && used + tokens <= room) {
        last.push(hunk);
        used += tokens;
      } else {
        parts.push([hunk]);
        used = tokens;
      }
    }
    if (parts.length > maxParts) return undefined;
  }
  return parts;
}

/** One hunk as runs of lines that fit. */
function cut(hunk: Hunk, room: number, maxParts: number): Hunk[] | undefined {
  if (estimateTokens(renderHunk(hunk)) < room) return [hunk];
  const title = estimateTokens(hunk.section.slice(0, 120)) + 4;
  const runs: HunkLine[][] = [];
  let used = room;
  for (const line of hunk.lines) {
    const tokens = (line.text.length + 12) / 3.5;
    if (title + tokens + 2 > room) return undefined;
    if (used + tokens + 2 > room) {
      runs.push([]);
      used = title;
    }
    runs.at(-1)?.push(line);
    used += tokens;
    if (runs.length > maxParts) return undefined;
  }
  return runs.map((lines) => hunkOf(hunk, lines));
}

function hunkOf(whole: Hunk, lines: HunkLine[]): Hunk {
  const old = lines.filter((line) => line.oldLine !== undefined);
  const fresh = lines.filter((line) => line.newLine !== undefined);
  return {
    oldStart: old[0]?.oldLine ?? whole.oldStart,
    oldLines: old.length,
    newStart: fresh[0]?.newLine ?? whole.newStart,
    newLines: fresh.length,
    section: whole.section,
    lines,
  };
}
