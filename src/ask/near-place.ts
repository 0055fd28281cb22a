/** A place as people are told of it: with one line of it, cleaned as for a model. */
import { showSources } from './show-sources.ts';
import type { Source, Spot } from './source.ts';

export interface NearPlace extends Spot {
  /** '' when nothing is there to show. */
  readonly line: string;
}

/** Much more than a place has. */
const TOKENS = 20_000;

export async function nearPlace(source: Source): Promise<NearPlace> {
  const { path, startLine, endLine, commitSha, telling = startLine } = source;
  const [shown] = await showSources([source], TOKENS);
  return { path, startLine, endLine, commitSha, line: shown?.text.split('\n')[telling - startLine]?.trim() ?? '' };
}
