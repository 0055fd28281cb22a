import { cleanInline } from './clean-inline.ts';
import { cutText } from './cut-text.ts';
import { showHiddenCharacters } from './hidden-characters.ts';

/** Signs that make a heading, list, quote, rule, table or code block at the beginning of a line. */
const BLOCK_SIGN = /^(?:(\d{1,9})([.)])|([#>+=|~-]|\*(?=[\s*])|_(?=[\s_])))/;

/**
 * A title or another short text from outside as one line of Markdown text of at most `max` code points before escaping:
 * white space becomes one space, hidden characters are shown, nobody is mentioned, nothing is linked.
 */
export function plainLine(text: string, max = 200): string {
  const shown = showHiddenCharacters(cutText(text, max * 8))
    .replace(/[\s]+/g, ' ')
    .trim();
  const characters = Array.from(shown);
  const short =
    characters.length > max
      ? `${characters
          .slice(0, Math.max(0, max - 1))
          .join('')
          .trimEnd()}…`
      : shown;
  const clean = cleanInline(short, []);
  return clean.replace(BLOCK_SIGN, (sign, digits?: string, dot?: string) =>
    digits === undefined ? `\\${sign}` : `${digits}\\${dot ?? ''}`,
  );
}
