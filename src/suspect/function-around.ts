/** The function around a line, found by indentation: the same for every language, and never wrong by much. */

export interface LineRange {
  /** 1-based, both inclusive. */
  readonly startLine: number;
  readonly endLine: number;
}

const opensFunction =
  /\b(?:def|function|func|fn|fun|constructor)\b|=>\s*[{(]?\s*$|^(?!\s*(?:if|for|foreach|while|switch|catch|else|try|do|with|return|await|throw|yield|new|case|select|using|lock|synchronized|when)\b)[\w<>[\],.\s*&:@]+\([^;]*\)(?:[^;=()]|=>)*\{\s*$/;
const furthest = 400;

export function functionAround(lines: readonly string[], line: number): LineRange {
  const startLine = climb(lines, line, furthest);
  return { startLine, endLine: Math.min(descend(lines, startLine, line), startLine + furthest) };
}

/** The nearest line above that opens a function, going outwards by indentation. */
export function climb(lines: readonly string[], startLine: number, maxLines: number): number {
  if (opensFunction.test((lines[startLine - 1] ?? '').slice(0, 400))) return startLine;
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
export function descend(lines: readonly string[], top: number, endLine: number): number {
  const outer = indentOf(lines[top - 1] ?? '') ?? 0;
  for (let at = Math.max(endLine, top) + 1; at <= lines.length; at++) {
    const line = lines[at - 1] ?? '';
    const own = indentOf(line);
    if (own !== undefined && own <= outer) return /^\s*[})\]]/.test(line) ? at : at - 1;
  }
  return lines.length;
}

/** A tab counts as four; `undefined` for an empty line. */
export function indentOf(line: string): number | undefined {
  if (line.trim() === '') return undefined;
  const blank = /^[ \t]*/.exec(line)?.[0] ?? '';
  return blank.replaceAll('\t', '    ').length;
}
