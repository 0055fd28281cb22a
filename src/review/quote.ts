/** A quote as a model copies it: with line numbers, diff signs, fences or other spacing than the code has. */

const numberAndSign = /^\s*\d+\s{0,3}[|:]?\s?[+-]?(?=\s|$)/;
/** What the model was shown instead of a secret or a hidden character; it stands for any text. */
const stoodIn = /\[\[SECRET:[^\]]*\]\]|\u{27E6}U\+[0-9A-F]+\u{27E7}/u;
const sign = /^\s*[+-](?!\s*$)/;

/** Spacing never decides whether two lines are the same code. */
export function withoutSpaces(line: string): string {
  return line.replaceAll(/\s+/g, '');
}

/** The readings of a quote, the most literal first; each is a list of lines without spaces, empty lines left out. */
export function readingsOf(quote: string): string[][] {
  // A model may write a line break as `\n` twice escaped; but code may hold one too, so this is the last reading.
  const readings = [/\r?\n/, /\r?\n|\\n/].flatMap((end) => {
    const lines = quote.split(end).filter((line) => !/^\s*(?:```.*|@@.*|## File:.*)$/.test(line));
    const unnumbered = lines.map((line) => line.replace(numberAndSign, ''));
    return [
      lines,
      unnumbered,
      lines.map((line) => line.replace(sign, '')),
      unnumbered.map((line) => line.replace(/^\s*\d+/, '').replace(sign, '')),
    ];
  });
  const known = new Set<string>();
  const kept: string[][] = [];
  for (const reading of readings) {
    const spaceless = reading.map(withoutSpaces).filter((line) => line !== '');
    const key = spaceless.join('\n');
    if (key === '' || known.has(key)) continue;
    known.add(key);
    kept.push(spaceless);
  }
  return kept;
}

/** Too little to tell one place from another: a brace, `else {`, `return;`. */
export function saysTooLittle(reading: readonly string[]): boolean {
  const letters = reading
    .join('')
    .replaceAll(new RegExp(stoodIn, 'gu'), '')
    .replaceAll(/[^\p{L}\p{N}]/gu, '');
  return letters.length < 4 || /^(?:else|return|break|continue|pass|end|try|null|true|false)+$/.test(letters);
}

export function holdsStandIn(quote: string): boolean {
  return stoodIn.test(quote);
}

/** `whole`: the line is the wanted text; else it holds it. Both without spaces. */
export function lineMatches(line: string, wanted: string, whole: boolean): boolean {
  const pieces = wanted.split(new RegExp(stoodIn, 'gu'));
  if (pieces.length === 1) return whole ? line === wanted : line.includes(wanted);
  let at = 0;
  for (const [index, piece] of pieces.entries()) {
    const last = index === pieces.length - 1;
    const found = whole && last ? Math.max(line.length - piece.length, at) : line.indexOf(piece, at);
    if (found === -1 || !line.startsWith(piece, found) || (whole && index === 0 && found !== 0)) return false;
    at = found + piece.length;
  }
  return true;
}
