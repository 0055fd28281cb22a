/** What a question asks about, apart from how it is put: the words that an answer has to contain. */
import { countTerms, identifiersOf, isCommon, joinIdentifier, splitIdentifier, termOfWord } from '#src/chunks/tokens.ts';

/** Words of any question about any code; their absence says nothing. */
const GENERIC = new Set(
  `happen happens happening function functions class classes method methods code file files folder module implement implements implemented
implementation handle handles handled handling work works working find finds found call calls called make makes made define defines defined decide
decides decided used place located responsible exactly actually explain describe show tell mean means purpose point repository project
application program thing things way kind different several many much first last new old current keep keeps build builds built people
look looks looked looking compute computes computed calculate calculates calculated check checks checked
please there anything something someone anybody person one two three`.split(/\s+/u),
);

export interface QuestionWord {
  readonly term: string;
  /** As it was asked. */
  readonly word: string;
  /** A name as code writes it counts double. */
  readonly weight: number;
}

/** At most 40, in order. */
export function questionWords(question: string): readonly QuestionWord[] {
  const words = new Map<string, QuestionWord>();
  for (const identifier of identifiersOf(question.slice(0, 4_000))) {
    const parts = splitIdentifier(identifier);
    if (parts.length > 1 && /[_$]|\p{L}\d|\p{Ll}\p{Lu}/u.test(identifier)) {
      const term = joinIdentifier(identifier);
      words.set(term, { term, word: identifier, weight: 2 });
    }
    for (const part of parts) {
      if (part.length < 2 || isCommon(part) || GENERIC.has(part)) continue;
      const term = termOfWord(part);
      if (!words.has(term)) words.set(term, { term, word: part, weight: 1 });
    }
  }
  return [...words.values()].slice(0, 40);
}

/** Which of them a text holds. */
export function wordsIn(words: readonly QuestionWord[], text: string): ReadonlySet<string> {
  const terms = countTerms(text);
  return new Set(words.filter(({ term }) => terms.has(term)).map(({ word }) => word));
}

export interface Coverage {
  /** Share of the question's words that each text holds: 0 to 1. */
  readonly each: readonly number[];
  /** The highest of them. */
  readonly best: number;
  /** Share that all texts together hold. */
  readonly all: number;
  /** Words that stand in none of them. */
  readonly missing: readonly string[];
}

export function coverageOf(words: readonly QuestionWord[], texts: readonly string[]): Coverage {
  const total = words.reduce((sum, { weight }) => sum + weight, 0);
  const known = texts.map((text) => countTerms(text));
  const share = (holds: (term: string) => boolean): number =>
    total === 0 ? 0 : words.reduce((sum, { term, weight }) => sum + (holds(term) ? weight : 0), 0) / total;
  const inAny = (term: string): boolean => known.some((terms) => terms.has(term));
  const each = known.map((terms) => share((term) => terms.has(term)));
  return {
    each,
    best: Math.max(0, ...each),
    all: share(inAny),
    missing: words.filter(({ term }) => !inAny(term)).map(({ word }) => word),
  };
}
