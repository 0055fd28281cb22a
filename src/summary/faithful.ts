/** Whether a model's sentence speaks of this change: every name, path, number and reference in it must be found there. */

export interface Corpus {
  /** Identifiers and numbers, as written. */
  readonly words: ReadonlySet<string>;
  /** Beginnings of words in small letters, for prose. */
  readonly stems: ReadonlySet<string>;
  readonly paths: readonly string[];
  /** Issue and pull request numbers that people wrote. */
  readonly references: ReadonlySet<string>;
}

export function corpusOf(source: {
  readonly texts: readonly string[];
  readonly paths: readonly string[];
  readonly people: readonly string[];
}): Corpus {
  const words = new Set<string>();
  const stems = new Set<string>();
  for (const text of [...source.texts, ...source.paths, ...source.people]) {
    for (const [word] of text.matchAll(/[\p{L}\p{N}_$]+/gu)) {
      if (words.has(word) || word.length > 100) continue;
      words.add(word);
      for (const part of word.split(/_|(?<=[\p{Ll}\p{N}])(?=\p{Lu})/u)) if (part !== '') stems.add(stem(part));
    }
  }
  const references = new Set(source.people.flatMap((text) => text.match(/#\d+/gu) ?? []));
  return { words, stems, paths: source.paths, references };
}

/** Claims that nobody can read off a diff, and praise. */
const UNPROVABLE =
  /\bno breaking|\bnon-breaking|backward[- ]?s?\s?compatib|\b(fully|well|thoroughly) tested|\ball tests\b|\bbug[- ]free|\b(improv|enhanc)\w* (the )?(overall |code )?(quality|readability|maintainability|performance|security|reliability|robustness|usability|user experience)|best practices?|\b(clean|elegant|robust|seamless|comprehensive)\w*\b|\bas an ai\b|\bthis (sentence|summary)\b/iu;
const FILLER = new Set(
  'this that with from into when then they them their there will would should could have been also more than only each which where what adds added change changes changed update updates updated make makes made now uses used using allow allows code file files function functions method methods class value values new instead returns return before after when were does such other some removes removed user users caller callers'.split(
    ' ',
  ),
);
const FOUND_SHARE = 0.5;

/** `undefined` when the sentence may be shown, else why not (for the record, never shown). */
export function unfaithful(sentence: string, corpus: Corpus): string | undefined {
  if (UNPROVABLE.test(sentence)) return 'unprovable';
  for (const [reference] of sentence.matchAll(/#\d+/gu)) if (!corpus.references.has(reference)) return `reference ${reference}`;
  for (const [path] of sentence.matchAll(
    /[\w@.-]+(?:\/[\w@.-]+)+|\b[\w-]+\.(?:[cm]?[jt]sx?|py|go|java|rb|rs|php|cs|md|ya?ml|json|toml|sql)\b/gu,
  )) {
    const wanted = path.replace(/\.$/u, '');
    const isPath = corpus.paths.some((known) => known === wanted || known.includes(wanted));
    if (!isPath && !wanted.split(/[/.]/u).every((part) => part === '' || corpus.words.has(part))) return `path ${wanted}`;
  }
  for (const name of namesIn(sentence)) if (!corpus.words.has(name)) return `name ${name}`;
  for (const [number] of sentence.replaceAll(/#\d+/gu, '').matchAll(/(?<![\p{L}_])\d+(?![\p{L}_])/gu))
    if (!corpus.words.has(number)) return `number ${number}`;
  return proseIsGrounded(sentence, corpus) ? undefined : 'words not in the change';
}

/** Words in code spans, calls, camelCase, snake_case, CAPITALS and flags. */
function namesIn(sentence: string): string[] {
  const spans = [...sentence.matchAll(/`([^`]+)`/gu)].flatMap(([, code]) => code?.match(/[\p{L}_$][\p{L}\p{N}_$]*/gu) ?? []);
  const outside = sentence.replaceAll(/`[^`]*`/gu, ' ');
  const shaped =
    outside.match(
      /[\p{L}_$][\p{L}\p{N}_$]*(?=\()|\b\p{L}+_[\p{L}\p{N}_]+|\b\p{Ll}+\p{Lu}[\p{L}\p{N}]*|\b\p{Lu}\p{Ll}+\p{Lu}[\p{L}\p{N}]*|(?<=--)[\p{L}]\w*/gu,
    ) ?? [];
  return [...spans, ...shaped];
}

function proseIsGrounded(sentence: string, corpus: Corpus): boolean {
  const words = (sentence.toLowerCase().match(/\p{L}{4,}/gu) ?? []).filter((word) => !FILLER.has(word));
  if (words.length === 0) return false;
  return words.filter((word) => corpus.stems.has(stem(word))).length / words.length >= FOUND_SHARE;
}

/** People's reasons are quoted, not invented: nearly all words of a stated reason must be theirs. */
export function isStatedByPeople(sentence: string, people: readonly string[]): boolean {
  const stems = corpusOf({ texts: [], paths: [], people }).stems;
  const words = (sentence.toLowerCase().match(/\p{L}{4,}/gu) ?? []).filter((word) => !FILLER.has(word));
  return words.length > 0 && words.filter((word) => stems.has(stem(word))).length / words.length >= 0.7;
}

function stem(word: string): string {
  return word.toLowerCase().slice(0, 5);
}
