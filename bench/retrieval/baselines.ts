/** What others do with the same chunks: plain BM25, and BM25 over Qdrant's default tokenization. A file ranks by its best chunk. */
import type { MemoryFile } from '#src/retrieval/memory-store.ts';
import { inverseFrequency } from '#src/chunks/term-weights.ts';
import { stem } from '#src/chunks/stem.ts';

type Tokenize = (text: string) => readonly string[];

/** Whole words in lower case. */
export function plainTokens(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? [];
}

/** The English list of Qdrant's stop words, as far as questions use them. */
const STOP_WORDS = new Set(
  'i me my we our you your he him his she her it its they them their what which who whom this that these those am is are was were be been being have has had having do does did doing a an the and but if or because as until while of at by for with about against between into through during before after above below to from up down in out on off over under again further then once here there when where why how all any both each few more most other some such no nor not only own same so than too very s t can will just don should now'.split(
    ' ',
  ),
);

/** Its `word` tokenizer splits at everything that is no letter or digit; then lower case, English stop words and stems (Snowball's there, Porter's here). */
export function qdrantTokens(text: string): readonly string[] {
  return (text.match(/[\p{L}\p{N}]+/gu) ?? [])
    .map((word) => word.toLowerCase())
    .flatMap((word) => (STOP_WORDS.has(word) ? [] : [stem(word)]));
}

/** Files, best first, for each of the questions asked of it. */
export function openBaseline(
  files: readonly MemoryFile[],
  tokenize: Tokenize,
  { k1, b, averageLength }: { readonly k1: number; readonly b: number; readonly averageLength?: number },
): (question: string) => readonly string[] {
  const documents = files.flatMap(({ path, chunks }) => chunks.map(({ text }) => ({ path, counts: count(tokenize(text)) })));
  const lengths = documents.map(({ counts }) => [...counts.values()].reduce((total, times) => total + times, 0));
  const average = averageLength ?? lengths.reduce((total, length) => total + length, 0) / (lengths.length || 1);
  const having = new Map<string, number>();
  for (const { counts } of documents) for (const term of counts.keys()) having.set(term, (having.get(term) ?? 0) + 1);

  return (question) => {
    const best = new Map<string, number>();
    const terms = new Set(tokenize(question));
    for (const [index, { path, counts }] of documents.entries()) {
      let score = 0;
      for (const term of terms) {
        const times = counts.get(term);
        if (times === undefined) continue;
        const norm = k1 * (1 - b + (b * (lengths[index] ?? 0)) / average);
        score += (inverseFrequency(documents.length, having.get(term) ?? 0) * times * (k1 + 1)) / (times + norm);
      }
      if (score > (best.get(path) ?? 0)) best.set(path, score);
    }
    return [...best].sort((a, b) => b[1] - a[1]).map(([path]) => path);
  };
}

function count(tokens: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const token of tokens) counts.set(token, (counts.get(token) ?? 0) + 1);
  return counts;
}
