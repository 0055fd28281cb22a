/** The one line of a place that says most about a question, by its words: what a person looks at before following the link (pure). */
import { questionWords } from './question-words.ts';
import { countTerms } from '#src/chunks/tokens.ts';

/**
 * Words that few lines of the place have count more; of equal lines the first, which often names what is defined.
 * @returns offset in `lines`, from 0; the first that is not empty when no word fits.
 */
export function tellingLine(question: string, lines: readonly string[]): number {
  const terms = lines.map(countTerms);
  const words = questionWords(question).map(({ term, weight }) => {
    const holders = terms.filter((held) => held.has(term)).length;
    return { term, weight: weight / (1 + Math.log(Math.max(1, holders))) };
  });
  let best = {
    at: Math.max(
      0,
      lines.findIndex((line) => line.trim() !== ''),
    ),
    score: 0,
  };
  for (const [at, held] of terms.entries()) {
    const score = words.reduce((sum, { term, weight }) => sum + (held.has(term) ? weight : 0), 0);
    if (score > best.score) best = { at, score };
  }
  return best.at;
}
