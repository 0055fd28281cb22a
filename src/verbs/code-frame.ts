/** The lines around a finding. Pure. */
import { showHiddenCharacters } from '#src/untrusted/hidden-characters.ts';

const around = 1;
const mostLines = 12;
const widest = 160;

/** Lines `from` to `to` (1-based, inclusive) of `text`, marked with `>`, with one line before and after. */
export function codeFrame(text: string, from: number, to: number): string {
  const lines = text.split(/\r\n|\n/u);
  const first = Math.max(1, from - around);
  const last = Math.min(lines.length, Math.min(to + around, first + mostLines - 1));
  const width = String(last).length;
  return lines
    .slice(first - 1, last)
    .map((line, index) => {
      const number = first + index;
      const code = showHiddenCharacters(line.replaceAll('\t', '    '));
      const short = code.length > widest ? `${code.slice(0, widest - 1).toWellFormed()}…` : code;
      return `${number >= from && number <= to ? '>' : ' '} ${String(number).padStart(width)} | ${short}`.trimEnd();
    })
    .join('\n');
}
