import type { ModelAnswer } from '#src/ask-model.ts';

/** How one call to the endpoint can end badly. */
export type CallFailure =
  | {
      readonly kind: 'unreachable';
      readonly why: 'refused' | 'reset' | 'busy' | 'server-error' | 'not-a-model-server';
      readonly status?: number;
      readonly retryAfterMs?: number;
    }
  | { readonly kind: 'unauthorized'; readonly status: number }
  | { readonly kind: 'timeout'; readonly deadline: Deadline }
  | { readonly kind: 'too-long'; readonly contextTokens?: number }
  /** A 4xx that says this request is not understood: the endpoint may not know the answer format. */
  | { readonly kind: 'refused-request'; readonly status: number }
  | { readonly kind: 'aborted' };

export type Deadline = 'first-token' | 'gap' | 'whole';

export interface CallAnswer {
  readonly kind: 'text';
  readonly text: string;
  /** It stood where a model thinks, with nothing where it answers. */
  readonly reasoningOnly: boolean;
  /** The answer was cut: by the server's limit or by ours. */
  readonly truncated: boolean;
  readonly promptTokens?: number;
  readonly completionTokens?: number;
}

export type CallResult = CallAnswer | CallFailure;

export type Failed = Extract<ModelAnswer<never>, { kind: 'failed' }>;
