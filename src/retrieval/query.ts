/** A question, or the words of a change, as the index understands them. */
import { identifiersOf, isCommon, joinIdentifier, splitIdentifier, termOfWord } from '#src/chunks/tokens.ts';

/** Characters and distinct terms that are looked at; more make an answer slower, not better. */
const MAX_TEXT = 16_000;
const MAX_TERMS = 200;
const PAIR_WEIGHT = 0.7;
const PAST = /^(?:changelog|chang(?:e|es|ed)|releas(?:e|es|ed)|versions?|introduced|deprecat(?:ed|ion)|breaking|history|upgrad(?:e|ing))$/u;

export interface Query {
  /** As it was asked, for models that read sentences. */
  readonly text: string;
  /** Term to its weight: 1 for words, less for two neighbors read as one name. */
  readonly terms: ReadonlyMap<string, number>;
  /** Neighboring words joined: `path router` may be `path_router`. */
  readonly pairs: ReadonlySet<string>;
  /** Names as code writes them (`from_fn`, `PersistentPreRun`), exactly. */
  readonly identifiers: ReadonlySet<string>;
  /** The whole query is one name: its definition is wanted, `Rack::Builder` by its last part. */
  readonly symbol: string | undefined;
  /** `v3`, when the query asks for that version's code. */
  readonly versions: ReadonlySet<string>;
  readonly wantsTests: boolean;
  /** It asks what changed, or when. */
  readonly wantsPast: boolean;
  /** Paths that stand in the query, whole or in part. */
  readonly paths: readonly string[];
}

/** Never fails: NUL, lone surrogates and 100 kB of anything give fewer terms. */
export function readQuery(text: string): Query {
  const sample = text.slice(0, MAX_TEXT);
  const names = identifiersOf(sample);
  const isSymbol = names.length > 0 && names.length <= 4 && !/\s/u.test(sample.trim());
  const terms = new Map<string, number>();
  const add = (term: string, weight: number): void => {
    if (terms.size < MAX_TERMS || terms.has(term)) terms.set(term, Math.max(weight, terms.get(term) ?? 0));
  };
  for (const name of names) {
    const parts = splitIdentifier(name);
    for (const part of parts) if (part.length > 1 && !isCommon(part)) add(termOfWord(part), 1);
    if (parts.length > 1) add(joinIdentifier(name), 1);
  }
  const words = names.flatMap(splitIdentifier).filter((word) => word.length > 1);
  const pairs = new Set<string>();
  for (const [index, word] of words.entries()) {
    const next = words[index + 1];
    if (next === undefined || isCommon(word) || isCommon(next)) continue;
    pairs.add(word + next);
    if (!terms.has(word + next)) add(word + next, PAIR_WEIGHT);
  }
  return {
    text: sample,
    terms,
    pairs,
    identifiers: new Set(names.filter(isCodeName)),
    symbol: isSymbol ? names.at(-1) : undefined,
    versions: new Set([...sample.matchAll(/\bv\d{1,3}\b/giu)].map(([version]) => version.toLowerCase())),
    wantsTests: words.some((word) => /^(?:tests?|testing|specs?|fixtures?|mocks?)$/u.test(word)),
    wantsPast: words.some((word) => PAST.test(word)),
    paths: [...new Set(sample.match(/[\w.@-]{1,100}(?:\/[\w.@-]{1,100}){1,20}|[\w-]{1,100}\.[a-z]{1,4}\b/giu) ?? [])].slice(0, 100),
  };
}

/** Written as no sentence would write it: an underscore, a digit, or a capital inside. */
function isCodeName(name: string): boolean {
  return /[_$]|\p{L}\d|\p{Ll}\p{Lu}/u.test(name);
}
