/** Finds the sentence of documentation that a quote repeats in slightly other words; code is never found this way. */
import type { Stretch } from './locate-quote.ts';

const MOST_LINES = 3;
/** Distinct words: fewer could stand together anywhere. */
const FEWEST_WORDS = 8;
const LEAST_SHARE = 0.8;

/** Names of code and numbers must all be there, other words nearly all. The shortest of the best stretches of lines. */
export function locateProse(quote: string, lines: readonly string[]): Stretch | undefined {
  const wanted = wordsOf(quote);
  if (wanted.size < FEWEST_WORDS) return undefined;
  const exact = namesOf(quote);
  const words = lines.map(wordsOf);
  let best: (Stretch & { readonly share: number }) | undefined;
  for (let length = 1; length <= MOST_LINES; length += 1)
    for (let from = 0; from + length <= lines.length; from += 1) {
      const there = new Set(words.slice(from, from + length).flatMap((line) => [...line]));
      const share = [...wanted].filter((word) => there.has(word)).length / wanted.size;
      if (share > (best?.share ?? 0) && exact.every((name) => there.has(name))) best = { from, to: from + length - 1, share };
    }
  return best !== undefined && best.share >= LEAST_SHARE ? { from: best.from, to: best.to } : undefined;
}

function wordsOf(text: string): ReadonlySet<string> {
  return new Set(text.toLowerCase().match(/[\p{L}\p{N}_]+/gu));
}

function namesOf(text: string): readonly string[] {
  const spans = [...text.matchAll(/`([^`]+)`/gu)].flatMap(([, span]) => [...wordsOf(span ?? '')]);
  return [...spans, ...(text.toLowerCase().match(/\p{N}+/gu) ?? [])];
}
