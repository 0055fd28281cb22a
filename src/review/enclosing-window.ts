/** The function around some lines, found by indentation: the same for every language, and never wrong by much. */

const opensFunction =
  /\b(?:def|function|func|fn|fun|constructor)\b|=>\s*[{(]?\s*$|^\s*(?!(?:if|for|while|switch|catch|else|try|do|with)\b)[\w<>[\],.\s*&:@]+\([^;]*\)?[^;=]*\{\s*$/;
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

export function renderWindow(lines: readonly string[], window: LineWindow): string {
  const width = String(window.endLine).length;
  return lines
    .slice(window.startLine - 1, window.endLine)
    .map((line, index) => `${String(window.startLine + index).padStart(width)} ${line.slice(0, 400)}`)
    .join('\n');
}

/** The nearest line above that opens a function, going outwards by indentation. */
function climb(lines: readonly string[], startLine: number, maxLines: number): number {
  if (opensFunction.test(lines[startLine - 1] ?? '')) return startLine;
  let indent = indentOf(lines[startLine - 1] ?? '') ?? Number.POSITIVE_INFINITY;
  let outermost = startLine;
  for (let at = startLine - 1; at >= 1 && startLine - at < maxLines && indent > 0; at--) {
    const line = lines[at - 1] ?? '';
    const own = indentOf(line);
    if (own === undefined || own >= indent) continue;
    indent = own;
    outermost = at;
    if (opensFunction.test(line.slice(0, 400))) return at;
  }
  return outermost;
}

/** The last line that belongs to what `top` opens. */
function descend(lines: readonly string[], top: number, endLine: number): number {
  const outer = indentOf(lines[top - 1] ?? '') ?? 0;
  for (let at = Math.max(endLine, top) + 1; at <= lines.length; at++) {
    const line = lines[at - 1] ?? '';
    const own = indentOf(line);
    if (own !== undefined && own <= outer) return /^\s*[})\]]/.test(line) ? at : at - 1;
  }
  return lines.length;
}

/** A tab counts as four; `undefined` for an empty line. */
function indentOf(line: string): number | undefined {
  if (line.trim() === '') return undefined;
  const blank = /^[ \t]*/.exec(line)?.[0] ?? '';
  return blank.replaceAll('\t', '    ').length;
}
