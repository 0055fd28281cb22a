/** Of what a model wrote, the sentences that hold; the others are counted. */
import { cleanModelText } from '#src/untrusted/clean-model-text.ts';
import { isStatedByPeople } from './faithful.ts';
import { withoutIdleWords } from './idle-words.ts';

const LONGEST_SENTENCE = 320;

export type Holds = (sentence: string) => boolean;

interface Dropped {
  dropped: number;
}

/** At most two sentences that hold, cleaned, as one line. */
export function faithfulPart(text: string, holds: Holds, tally: Dropped): string {
  const kept: string[] = [];
  for (const sentence of sentencesOf(text)
    .map(withoutIdleWords)
    .filter((one) => one !== '')) {
    if (holds(sentence)) kept.push(sentence);
    else tally.dropped += 1;
  }
  return cleanModelText(kept.slice(0, 2).join(' '), { maxLength: 2 * LONGEST_SENTENCE })
    .replaceAll('\n', ' ')
    .trim();
}

export function statedReason(text: string, holds: Holds, people: readonly string[], tally: Dropped): string {
  const stated = sentencesOf(text).filter((sentence) => isStatedByPeople(sentence, people));
  return faithfulPart(stated.slice(0, 1).join(' '), holds, tally);
}

function sentencesOf(text: string): string[] {
  const line = text.slice(0, 4_000).replaceAll(/\s+/gu, ' ').trim();
  return line
    .split(/(?<=[.!?])\s+(?=[\p{Lu}`])/u)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence.length > 8 && sentence.length <= LONGEST_SENTENCE)
    .map((sentence) => (/[.!?]$/u.test(sentence) ? sentence : `${sentence}.`));
}
