/** Finds where a quote stands in the lines it was copied from; white space never decides, words always do. */

/** Letters and digits: less could stand anywhere. */
const SHORTEST = 6;
const LONGEST_LINES = 40;

const spaceless = (line: string): string => line.replaceAll(/\s+/gu, '');
/** Line numbers, diff signs and list dots that models put before what they copy. */
const BEFORE = /^\s*(?:\d{1,6}\s*[|:]|[-+>*]\s)\s*/u;

/** Offsets of the first and the last line, from 0; undefined when the quote stands nowhere, or is too short to tell. */
export function locateQuote(quote: string, lines: readonly string[]): { readonly from: number; readonly to: number } | undefined {
  const quoted = quote.split(/\r?\n/u).filter((line) => !/^\s*(?:`{3,}.*|\.{3}|…)?\s*$/u.test(line));
  const known = lines.map((line, at) => ({ at, text: spaceless(line) })).filter(({ text }) => text !== '');
  for (const strip of [(line: string) => line, (line: string) => line.replace(BEFORE, '')]) {
    const wanted = quoted.map((line) => spaceless(strip(line))).filter((line) => line !== '');
    const letters = wanted.join('').replaceAll(/[^\p{L}\p{N}]/gu, '');
    if (letters.length < SHORTEST || wanted.length > LONGEST_LINES) continue;
    for (let start = 0; start + wanted.length <= known.length; start += 1) {
      if (!wanted.every((line, index) => fits(known[start + index]?.text ?? '', line, index, wanted.length))) continue;
      return { from: known[start]?.at ?? 0, to: known[start + wanted.length - 1]?.at ?? 0 };
    }
    // A sentence that runs over line ends, as documentation has it, copied as one line.
    const over = acrossLines(wanted.join(''), known);
    if (over !== undefined) return over;
  }
  return undefined;
}

/** The first line may begin, and the last may end, inside a line of the source. */
function fits(line: string, wanted: string, index: number, count: number): boolean {
  if (count === 1) return line.includes(wanted);
  if (index === 0) return line.endsWith(wanted);
  return index === count - 1 ? line.startsWith(wanted) : line === wanted;
}

function acrossLines(
  wanted: string,
  known: readonly { readonly at: number; readonly text: string }[],
): { from: number; to: number } | undefined {
  const whole = known.map(({ text }) => text).join('');
  const start = whole.indexOf(wanted);
  if (start === -1) return undefined;
  let [offset, from, to] = [0, 0, 0];
  for (const { at, text } of known) {
    if (offset <= start) from = at;
    if (offset < start + wanted.length) to = at;
    offset += text.length;
  }
  return to - from < LONGEST_LINES ? { from, to } : undefined;
}
