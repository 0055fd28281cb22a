/** Asks a model what sources say, and keeps what is proven. */
import { Claims, judgeClaims } from './claims.ts';
import type { CitedClaim } from './claims.ts';
import { ANSWER_TOKENS, showSources, sourceBudget } from './show-sources.ts';
import type { AskedWords } from './ports.ts';
import type { Source } from './source.ts';
import type { Model } from '#src/ask-model.ts';

export type Said =
  | { readonly kind: 'said'; readonly kept: readonly CitedClaim[]; readonly cut: readonly string[] }
  | { readonly kind: 'failed' };

interface Asked {
  readonly prompt: 'ask' | 'explain';
  readonly question: string;
  readonly sources: readonly Source[];
  readonly asked?: AskedWords | undefined;
  readonly signal: AbortSignal | undefined;
}

const LONGEST_QUESTION = 2_000;
/** Small models tell something of each source that they see, whether it answers or not. */
const MOST_SOURCES = 6;

export async function askForClaims(model: Model, asked: Asked): Promise<Said> {
  const shown = await showSources(asked.sources.slice(0, MOST_SOURCES), sourceBudget(model.contextTokens));
  const data = shown.map((source, index) => ({ label: `source ${index + 1}: ${placeOf(source)}`, text: source.text }));
  const answer = await model.ask({
    task: 'ask',
    prompt: asked.prompt,
    data: [...data, ...(asked.question === '' ? [] : [questionOf(asked)])],
    schema: Claims,
    schemaName: 'claims',
    maxOutputTokens: ANSWER_TOKENS,
    ...(asked.signal === undefined ? {} : { signal: asked.signal }),
  });
  asked.signal?.throwIfAborted();
  return answer.kind === 'failed' ? { kind: 'failed' } : { kind: 'said', ...judgeClaims(answer.value, shown, asked.asked) };
}

function questionOf({ question }: Asked): { readonly label: string; readonly text: string } {
  return { label: 'question', text: question.slice(0, LONGEST_QUESTION) };
}

function placeOf({ path, startLine, endLine }: Source): string {
  return `${path} lines ${startLine} to ${endLine}`;
}
