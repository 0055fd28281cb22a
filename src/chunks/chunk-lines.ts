import type { Chunk } from './chunk.ts';

/** A function up to this long stays whole; what is longer is cut where a paragraph ends. */
export const MAX_LINES = 80;
const OVERLAP = 3;
/** Characters: one line of minified code must not become one chunk of megabytes. */
const MAX_TEXT = 8_000;

export interface LineRange {
  readonly startLine: number;
  readonly endLine: number;
}

/** Pieces of at most 80 lines, cut at the last empty line of the second half where there is one, overlapping by three lines. */
export function cutLines(lines: readonly string[], { startLine, endLine }: LineRange): readonly LineRange[] {
  const ranges: LineRange[] = [];
  let start = startLine;
  while (start <= endLine) {
    let end = Math.min(endLine, start + MAX_LINES - 1);
    if (end < endLine)
      for (let line = end; line > start + MAX_LINES / 2; line -= 1) {
        if ((lines[line - 1] ?? '').trim() !== '') continue;
        end = line;
        break;
      }
    ranges.push({ startLine: start, endLine: end });
    if (end >= endLine) break;
    start = end + 1 - OVERLAP;
  }
  return ranges;
}

/** One range as a chunk; undefined when nothing stands in it. Text beyond 8,000 characters is not searched. */
export function chunkOf(
  lines: readonly string[],
  { startLine, endLine }: LineRange,
  about: Pick<Chunk, 'content' | 'symbols' | 'enclosing'>,
): Chunk | undefined {
  const text = lines.slice(startLine - 1, endLine).join('\n');
  return /[\p{L}\p{N}]/u.test(text) ? { startLine, endLine, text: text.slice(0, MAX_TEXT).toWellFormed(), ...about } : undefined;
}

export function chunkByLines(lines: readonly string[], content: Chunk['content']): readonly Chunk[] {
  return cutLines(lines, { startLine: 1, endLine: lines.length }).flatMap(
    (range) => chunkOf(lines, range, { content, symbols: [], enclosing: '' }) ?? [],
  );
}
