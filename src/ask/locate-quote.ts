/** Finds where a quote stands in the lines it was copied from; white space never decides, words always do. */

/** Letters and digits: less could stand anywhere. */
const SHORTEST = 6;
const LONGEST_LINES = 40;
/** Of a quote that stands only in part: so many letters in one run of lines, and so much of all its letters. */
const SHORTEST_PART = 20;
const LEAST_PART = 0.6;

const spaceless = (line: string): string => line.replaceAll(/\s+/gu, '');
/** Models change quotes and commas at the ends when they write code into JSON, and leave out what begins each line of a comment. */
const bare = (line: string): string =>
  spaceless(line)
    .replace(/^(?:\/?\*+|\/{2,}|#+(?!\[))/u, '')
    .replaceAll(/["'`\\]/gu, '')
    .replace(/[,;]$/u, '');
/** Line numbers, diff signs and list dots that models put before what they copy. */
const BEFORE = /^\s*(?:\d{1,6}\s*[|:]|[-+>*]\s)\s*/u;

interface Line {
  readonly at: number;
  readonly text: string;
}

export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/**
 * Offsets of the first and the last line, from 0; undefined when the quote stands nowhere, or is too short to tell. Of a
 * long copy with mistakes in it, the lines that really stand together.
 */
export function locateQuote(quote: string, lines: readonly string[]): Stretch | undefined {
  const quoted = quote.split(/\r?\n/u).filter((line) => !/^\s*(?:`{3,}.*|\.{3}|…)?\s*$/u.test(line));
  for (const form of [spaceless, bare]) {
    const known = lines.map((line, at) => ({ at, text: form(line) })).filter(({ text }) => text !== '');
    for (const strip of [(line: string) => line, (line: string) => line.replace(BEFORE, '')]) {
      const wanted = quoted.map((line) => form(strip(line))).filter((line) => line !== '');
      if (lettersIn(wanted.join('')) < SHORTEST) continue;
      const found = inOnePiece(wanted, known) ?? acrossLines(wanted.join(''), known) ?? inPart(wanted, known);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

function lettersIn(text: string): number {
  return text.replaceAll(/[^\p{L}\p{N}]/gu, '').length;
}

function inOnePiece(wanted: readonly string[], known: readonly Line[]): Stretch | undefined {
  if (wanted.length > LONGEST_LINES) return undefined;
  for (let start = 0; start + wanted.length <= known.length; start += 1)
    if (wanted.every((line, index) => fits(known[start + index]?.text ?? '', line, index, wanted.length)))
      return { from: known[start]?.at ?? 0, to: known[start + wanted.length - 1]?.at ?? 0 };
  return undefined;
}

/** The first line may begin, and the last may end, inside a line of the source. */
function fits(line: string, wanted: string, index: number, count: number): boolean {
  if (count === 1) return line.includes(wanted);
  if (index === 0) return line.endsWith(wanted);
  return index === count - 1 ? line.startsWith(wanted) : line === wanted;
}

/** A sentence that runs over line ends, as documentation has it, copied as one line. */
function acrossLines(wanted: string, known: readonly Line[]): Stretch | undefined {
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

/** The longest run of whole lines, one after the other in both, when it is most of what was quoted. */
function inPart(wanted: readonly string[], known: readonly Line[]): Stretch | undefined {
  if (wanted.length < 2 || wanted.length > LONGEST_LINES) return undefined;
  let best: (Stretch & { readonly letters: number }) | undefined;
  for (let begin = 0; begin < wanted.length; begin += 1)
    for (let start = 0; start < known.length; start += 1) {
      let length = 0;
      while (begin + length < wanted.length && known[start + length]?.text === wanted[begin + length]) length += 1;
      const letters = lettersIn(wanted.slice(begin, begin + length).join(''));
      if (letters > (best?.letters ?? 0)) best = { from: known[start]?.at ?? 0, to: known[start + length - 1]?.at ?? 0, letters };
    }
  const enough = Math.max(SHORTEST_PART, LEAST_PART * lettersIn(wanted.join('')));
  return best !== undefined && best.letters >= enough ? { from: best.from, to: best.to } : undefined;
}
