/**
 * Characters that a reader does not see but a model reads: bidi controls (CVE-2021-42574), tag characters, zero-width
 * characters, variation selectors, fillers, control characters.
 */

/** Only the three subdivision flags in general use: a freer rule would let any text ride behind a black flag. */
const SUBDIVISION_FLAG =
  /\u{1F3F4}\u{E0067}\u{E0062}(?:\u{E0065}\u{E006E}\u{E0067}|\u{E0073}\u{E0063}\u{E0074}|\u{E0077}\u{E006C}\u{E0073})\u{E007F}/u;

/** One emoji with its presentation selector, skin tone, keycap, and what is joined to it. Bounded: nobody needs more than eight parts. */
const EMOJI_PART = /(?:\p{Regional_Indicator}{2}|[#*0-9]\uFE0F\u20E3|\p{Extended_Pictographic}(?:\p{Emoji_Modifier}|[\uFE0E\uFE0F])?)/u;
const EMOJI = `(?:${EMOJI_PART.source})(?:\\u200D(?:${EMOJI_PART.source})){0,7}`;

const HIDDEN = String.raw`[\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cs}\u2028\u2029\u2800\uFFF9-\uFFFB]`;

const EMOJI_OR_HIDDEN = new RegExp(`${SUBDIVISION_FLAG.source}|${EMOJI}|\\r\\n|[\\n\\t]|(?<hidden>${HIDDEN})`, 'gu');
const ANY_HIDDEN = new RegExp(`(?![\\n\\t])${HIDDEN}`, 'u');

/**
 * Makes every hidden character visible as `⟦U+202E⟧`. Line feeds, tabs, CRLF line ends and ordinary emoji (flags, skin
 * tones, families) stay. Lone surrogates become `⟦U+D800⟧`, so the result is always well-formed.
 */
export function showHiddenCharacters(text: string): string {
  if (!ANY_HIDDEN.test(text)) return text;
  return text.replace(EMOJI_OR_HIDDEN, (match: string, ...rest: unknown[]) => {
    const groups = rest.at(-1) as { hidden?: string };
    return groups.hidden === undefined ? match : nameOf(match);
  });
}

function nameOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return `⟦U+${code.toString(16).toUpperCase().padStart(4, '0')}⟧`;
}
