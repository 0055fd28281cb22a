/** The one line of a place that says most about a question, by its words: what a person looks at before following the link. */
import { showSources } from './show-sources.ts';
import type { Source, Spot } from './source.ts';
import { questionWords } from '#src/retrieval/question-words.ts';
import { countTerms } from '#src/retrieval/tokens.ts';

export interface Place extends Spot {
  /** Cleaned as for a model; '' when the place holds nothing but white space. */
  readonly line: string;
}

/** Much more than a place has. */
const TOKENS = 20_000;

export async function withTellingLine(question: string, source: Source): Promise<Place> {
  const { path, startLine, endLine, commitSha } = source;
  const [shown] = await showSources([source], TOKENS);
  return { path, startLine, endLine, commitSha, line: tellingLine(question, (shown?.text ?? '').split('\n')) };
}

/** Words that few lines of the place have count more; of equal lines the first, which often names what is defined. */
function tellingLine(question: string, lines: readonly string[]): string {
  const terms = lines.map(countTerms);
  const words = questionWords(question).map(({ term, weight }) => {
    const holders = terms.filter((held) => held.has(term)).length;
    return { term, weight: weight / (1 + Math.log(Math.max(1, holders))) };
  });
  let best = { line: lines.find((line) => line.trim() !== '') ?? '', score: 0 };
  for (const [at, line] of lines.entries()) {
    const score = words.reduce((sum, { term, weight }) => sum + (terms[at]?.has(term) === true ? weight : 0), 0);
    if (score > best.score) best = { line, score };
  }
  return best.line.trim();
}
