/** Text from outside as this room shows it: never in a table, shortened where a reader needs no more. */
import { inlineCode as safeCode } from '#src/untrusted/inline-code.ts';

export { plainLine } from '#src/untrusted/plain-line.ts';

/** One line of code, at most `maxLength` characters. */
export function inlineCode(text: string, maxLength = 160): string {
  const short =
    text.length <= maxLength
      ? text
      : `${text
          .slice(0, maxLength - 1)
          .toWellFormed()
          .replace(/\uFFFD$/u, '')}…`;
  // Pipes are escaped for tables only, and `str \| None` is not what the code says.
  return safeCode(short).replaceAll(String.raw`\|`, '|');
}
