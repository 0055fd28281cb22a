/** Words of code and of questions, in one alphabet: what `HTTPServer2`, `http_server_2` and "http servers" have in common. */
import { longForm } from './abbreviations.ts';
import { stem } from './stem.ts';

/** Longer ones are data (base64, minified code), not names. */
const MAX_IDENTIFIER = 80;
const IDENTIFIER = /[\p{L}_$][\p{L}\p{M}\p{N}_$]*|\p{N}{1,10}(?!\p{N})/gu;
const PARTS = /\p{Lu}+(?!\p{Ll})|\p{Lu}?\p{Ll}+|\p{Lo}+|\p{N}+/gu;

/** Words that say how a question is put, or that every file of a language holds. */
const COMMON = new Set(
  `a an and are as at be been being between but by can could did do does doing done each for from get gets had has have having how i if
in into is it its itself may me might must my no nor not of off on once only onto or other our out over own per same shall she should so some
such than that the their them then there these they this those through to too under until up upon us use used uses using very via was we were
what when where whether which while who whom whose why will with within without would you your after before during across
self let var const return def fn func function pub else elif none null undefined true false new void end nil`.split(/\s+/u),
);

export function isCommon(word: string): boolean {
  return COMMON.has(word);
}

/** `parseHTTPHeader2` → `parse`, `http`, `header`, `2`. */
export function splitIdentifier(identifier: string): readonly string[] {
  return identifier.match(PARTS)?.map((part) => part.toLowerCase()) ?? [];
}

/** Without separators and case, so that `path_router`, `pathRouter` and `PathRouter` are one. */
export function joinIdentifier(identifier: string): string {
  return identifier.replaceAll(/[_$]/gu, '').toLowerCase();
}

export function identifiersOf(text: string): readonly string[] {
  return (text.match(IDENTIFIER) ?? []).filter((identifier) => identifier.length <= MAX_IDENTIFIER);
}

/** The term of one lower-case word: its long form, stemmed. */
export function termOfWord(word: string): string {
  return stem(longForm(word));
}

/** The terms of one identifier: stems of its parts, and all of it joined when it has several. Common words are left out. */
export function termsOfIdentifier(identifier: string): readonly string[] {
  const parts = splitIdentifier(identifier);
  const terms = parts.filter((part) => part.length > 1 && !COMMON.has(part)).map(termOfWord);
  if (parts.length > 1) terms.push(joinIdentifier(identifier));
  return terms;
}

/** How often each term stands in the text. */
export function countTerms(text: string): Map<string, number> {
  const identifiers = new Map<string, number>();
  for (const identifier of identifiersOf(text)) identifiers.set(identifier, (identifiers.get(identifier) ?? 0) + 1);
  const counts = new Map<string, number>();
  for (const [identifier, times] of identifiers)
    for (const term of termsOfIdentifier(identifier)) counts.set(term, (counts.get(term) ?? 0) + times);
  return counts;
}
