import { cutText } from './cut-text.ts';
import { disarmCode } from './disarm-code.ts';
import { showHiddenCharacters } from './hidden-characters.ts';
import { inlineCodeSpan } from './markdown-writer.ts';

/** Git allows names of 4 kB; nobody reads them. */
const LONGEST = 300;

/**
 * A path, branch or name from outside as inline code on one line, safe also in a table: backticks, pipes, line ends,
 * control characters and lone surrogates cannot end it. Never empty; cut after `max` UTF-16 units. `inTable: false`: it never stands in one, and pipes stay as they are.
 */
export function inlineCode(text: string, max: number = LONGEST, inTable: boolean = true): string {
  // The first cut keeps a huge text cheap, the second holds after hidden characters grew.
  const shown = showHiddenCharacters(cutText(text, max + 1))
    .replaceAll('\n', '⟦U+000A⟧')
    .replaceAll('\t', ' ')
    .replaceAll('\r', '⟦U+000D⟧');
  const short = shown.length > max ? `${cutText(shown, max)}…` : shown;
  // In a table even code is cut at a pipe; `\|` is the one form a table reads as a pipe. An odd backslash would undo it.
  const safe = disarmCode(short);
  const content = !inTable
    ? safe
    : safe.replace(/\\*\|/g, (pipe) => `${'\\'.repeat(pipe.length % 2 === 0 ? pipe.length + 1 : pipe.length)}|`);
  return inlineCodeSpan(content === '' || content.trim() === '' ? '(empty)' : content);
}
