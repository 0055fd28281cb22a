/** What a Markdown parser would chew on for seconds (measured): known quadratic shapes, counted before parsing. */

// 1,500 emphasis runs in one block take 0.4 s; 8,000 take 16 s.
const maxDelimitersPerBlock = 1_200;
// GFM fills every row to the width of the header: rows × columns cells.
const maxTableCells = 40_000;
const maxQuoteDepth = 60;

/** True when the text has a shape whose parsing time grows with its square. */
export function tooExpensive(source: string): boolean {
  for (const block of source.split(/\n[ \t]*\r?\n/)) {
    if (count(block, /[*_~[\]`<]/g, maxDelimitersPerBlock)) return true;
    const lines = block.split('\n');
    const widest = lines.reduce((most, line) => Math.max(most, line.split('|').length), 0);
    if (widest > 2 && widest * lines.length > maxTableCells) return true;
    if (lines.some((line) => deepPrefix(line))) return true;
  }
  return false;
}

function count(text: string, pattern: RegExp, limit: number): boolean {
  let seen = 0;
  for (const _ of text.matchAll(pattern)) if (++seen > limit) return true;
  return false;
}

function deepPrefix(line: string): boolean {
  const prefix = /^(?:[ \t]*(?:>|[-*+]|\d{1,9}[.)])){0,200}/.exec(line)?.[0] ?? '';
  return prefix.replace(/[ \t\d]/g, '').length > maxQuoteDepth;
}
