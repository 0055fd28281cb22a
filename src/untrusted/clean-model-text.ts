import { cleanInline } from './clean-inline.ts';
import { emitFence, splitFences } from './code-fences.ts';
import type { TextPart } from './code-fences.ts';
import { showHiddenCharacters } from './hidden-characters.ts';
import { cutText } from './cut-text.ts';

export interface CleanOptions {
  /** Longest result in code points, 20 or more; the default leaves room in GitHub's 65,536. */
  readonly maxLength?: number;
  /** Links stay links only below these, e.g. `https://github.com/acme/shop/blob/`. Anything else is shown as text. */
  readonly allowedLinkPrefixes?: readonly string[];
  /** Keep ```` ```suggestion ```` fences; without it they become ordinary code. */
  readonly allowSuggestions?: boolean;
}

const DEFAULT_LENGTH = 50_000;
/** Clean text is seldom shorter than its source: more than this many times the limit is not even looked at. */
const SOURCE_PER_RESULT = 3;
const CUT_MARK = '…';

/**
 * Makes what a model wrote safe to post as GitHub Markdown: nobody is mentioned, no issue is closed or linked, no line
 * is a command to a bot, nothing is loaded from outside, no HTML and no marker of ours. Mentions, references and foreign
 * addresses stay readable as inline code. Tables, task boxes and footnotes become plain text. Idempotent.
 */
export function cleanModelText(text: string, options: CleanOptions = {}): string {
  const limit = Math.max(20, options.maxLength ?? DEFAULT_LENGTH);
  const parts = splitFences(showHiddenCharacters(cutText(text, limit * SOURCE_PER_RESULT).replace(/\r\n?/g, '\n')));
  const blocks: string[] = [];
  let left = limit;
  for (const [index, part] of parts.entries()) {
    const whole = cleanPart(part, options);
    const size = lengthOf(whole) + (index > 0 ? 1 : 0);
    if (size <= left) {
      blocks.push(whole);
      left -= size;
      continue;
    }
    const room = left - (index > 0 ? 1 : 0);
    const shortened = shorten(part, { room, size: lengthOf(whole) }, options);
    if (shortened !== undefined) blocks.push(shortened);
    break;
  }
  return blocks.join('\n');
}

function cleanPart(part: TextPart, options: CleanOptions): string {
  if (part.kind === 'code') return emitFence(part, options.allowSuggestions === true);
  return cleanInline(part.lines.join('\n'), options.allowedLinkPrefixes ?? []);
}

/** A beginning of a part whose clean form fits: cut before cleaning, so nothing is cut in two afterwards. */
function shorten(part: TextPart, share: { readonly room: number; readonly size: number }, options: CleanOptions): string | undefined {
  const source = part.lines.join('\n');
  let take = Math.floor((source.length * share.room) / share.size);
  while (take > 0) {
    const lines = `${cutText(source, take)}${CUT_MARK}`.split('\n');
    const candidate = cleanPart({ ...part, lines }, options);
    if (lengthOf(candidate) <= share.room) return candidate;
    take = Math.floor(take * 0.85) - 1;
  }
  return undefined;
}

function lengthOf(text: string): number {
  let length = 0;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code < 0xdc00 || code > 0xdfff) length += 1;
  }
  return length;
}
