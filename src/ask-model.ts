/** The port through which stories ask a model. `src/model/` satisfies it; a story never sees a client, a URL or a key. */
import type { ZodType } from 'zod';

export interface ModelRequest<Answer> {
  /** Which expert: chooses endpoint and limits. */
  readonly task: 'summary' | 'review' | 'verify' | 'ask' | 'command';
  /** File name in `prompts/` without `.md`. Instructions come first and are byte-identical between pull requests. */
  readonly prompt: string;
  /**
   * Text from outside. The adapter redacts secrets, makes hidden characters visible and fences each piece with a random
   * fence; it is data, never instruction.
   */
  readonly data: readonly { readonly label: string; readonly text: string }[];
  /** What a usable answer looks like; sent as JSON Schema where the endpoint can, checked always. */
  readonly schema: ZodType<Answer>;
  /** Name for the schema, `[a-z_]+`. */
  readonly schemaName: string;
  readonly maxOutputTokens: number;
  readonly signal?: AbortSignal;
}

export interface ModelUsage {
  readonly model: string;
  readonly promptVersion: string;
  readonly promptTokens: number;
  readonly completionTokens: number;
  readonly milliseconds: number;
}

export type ModelAnswer<Answer> =
  | { readonly kind: 'answered'; readonly value: Answer; readonly usage: ModelUsage; readonly salvaged: boolean }
  | {
      readonly kind: 'failed';
      readonly reason: 'unreachable' | 'unauthorized' | 'timeout' | 'too-long' | 'unusable' | 'aborted' | 'over-budget';
      /** One line for people, without secrets, prompt or answer text. */
      readonly detail: string;
      readonly retryable: boolean;
    };

/** Below this, a model that is asked an open question about a change is wrong about nine times in ten (bench/reviews). */
const FEW_PARAMETERS = 4e9;

/** A model of unknown size counts as large. */
export function isSmall({ parameters }: Pick<Model, 'parameters'>): boolean {
  return parameters !== undefined && parameters < FEW_PARAMETERS;
}

export interface Model {
  readonly name: string;
  /** Tokens that prompt and answer share, as the endpoint told or the probe found. */
  readonly contextTokens: number;
  /** Its size as the endpoint or its name tells; absent when nobody knows. */
  readonly parameters: number | undefined;
  readonly ask: <Answer>(request: ModelRequest<Answer>) => Promise<ModelAnswer<Answer>>;
}
