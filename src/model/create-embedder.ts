/** Texts to vectors, by an OpenAI-compatible server. */
import { setTimeout as sleep } from 'node:timers/promises';
import { callEmbeddings } from './call-embeddings.ts';
import type { EmbeddingEndpoint, EmbeddingReply } from './call-embeddings.ts';
import { embeddingFailures } from './wording.ts';

export type EmbeddingFailure = 'unreachable' | 'busy' | 'unauthorized' | 'missing' | 'not-an-embedding-server' | 'dimension';

export class EmbeddingError extends Error {
  override readonly name = 'EmbeddingError';
  readonly reason: EmbeddingFailure;
  readonly retryable: boolean;
  constructor(reason: EmbeddingFailure) {
    super(embeddingFailures[reason]);
    this.reason = reason;
    this.retryable = reason === 'unreachable' || reason === 'busy';
  }
}

export interface Embedder {
  readonly model: string;
  /** Of its vectors; asked of the server once. @throws EmbeddingError */
  readonly dimension: (signal?: AbortSignal) => Promise<number>;
  /** One vector per text, in order; none for a text that is empty, or that the server refuses even when cut. @throws EmbeddingError */
  readonly embed: (texts: readonly string[], signal?: AbortSignal) => Promise<readonly (readonly number[] | undefined)[]>;
}

export interface EmbedderOptions extends Omit<EmbeddingEndpoint, 'fetch'> {
  readonly fetch?: typeof globalThis.fetch;
  /** Of one request, while the server is away. */
  readonly tries?: number;
  readonly wait?: (milliseconds: number, signal?: AbortSignal) => Promise<unknown>;
}

/** Per request: what Hugging Face's server takes at most by default; others take more. */
const BATCH = 32;
/** UTF-16 units of one text: the beginning says what code is for, and small embedders read 512 tokens. */
const LONGEST_TEXT = 6_000;
const TRIES = 4;
const MOST_CUTS = 4;
const LONGEST_WAIT_MS = 10_000;

export function createEmbedder(options: EmbedderOptions): Embedder {
  const endpoint = { ...options, fetch: options.fetch ?? globalThis.fetch };
  const wait = options.wait ?? ((milliseconds, signal) => sleep(milliseconds, undefined, { signal }));
  const most = options.tries ?? TRIES;
  let known: number | undefined;

  async function call(
    texts: readonly string[],
    signal: AbortSignal | undefined,
  ): Promise<Extract<EmbeddingReply, { kind: 'vectors' | 'refused' }>> {
    for (let tries = 1; ; tries += 1) {
      const reply = await callEmbeddings(endpoint, texts, signal);
      if (reply.kind === 'failed') throw new EmbeddingError(reply.why);
      if (reply.kind !== 'away') return reply;
      const rest = reply.retryAfterMs ?? 500 * 3 ** (tries - 1);
      if (tries >= most || rest > LONGEST_WAIT_MS) throw new EmbeddingError(reply.why);
      await wait(rest, signal);
    }
  }

  /** All numbers there, not all of them zero, and as many as always. */
  function checked(vector: readonly number[]): readonly number[] | undefined {
    known ??= vector.length;
    if (vector.length !== known) throw new EmbeddingError('dimension');
    return vector.some((value) => value !== 0) ? vector : undefined;
  }

  /** What a server refuses in company it may take alone, or shorter. */
  async function embedAlone(text: string, signal: AbortSignal | undefined): Promise<readonly number[] | undefined> {
    for (let cuts = 0; cuts <= MOST_CUTS; cuts += 1) {
      const reply = await call([text.slice(0, Math.ceil(text.length / 2 ** cuts)).toWellFormed()], signal);
      const vector = reply.kind === 'vectors' ? reply.vectors[0] : undefined;
      if (vector !== undefined) return checked(vector);
    }
    return undefined;
  }

  async function embedBatch(
    texts: readonly string[],
    signal: AbortSignal | undefined,
  ): Promise<readonly (readonly number[] | undefined)[]> {
    const reply = await call(texts, signal);
    if (reply.kind === 'vectors') return reply.vectors.map(checked);
    const vectors: (readonly number[] | undefined)[] = [];
    for (const text of texts) vectors.push(await embedAlone(text, signal));
    return vectors;
  }

  return {
    model: options.name,
    dimension: async (signal) => {
      if (known === undefined) await embedBatch(['dimension'], signal);
      if (known === undefined) throw new EmbeddingError('not-an-embedding-server');
      return known;
    },
    embed: async (texts, signal) => {
      const vectors: (readonly number[] | undefined)[] = texts.map(() => undefined);
      const asked = texts.flatMap((text, at) => (text.trim() === '' ? [] : [{ at, text: readable(text) }]));
      for (let from = 0; from < asked.length; from += BATCH) {
        const batch = asked.slice(from, from + BATCH);
        const found = await embedBatch(
          batch.map(({ text }) => text),
          signal,
        );
        for (const [index, { at }] of batch.entries()) vectors[at] = found[index];
      }
      return vectors;
    },
  };
}

/** NUL ends a text for servers written in C. */
function readable(text: string): string {
  return text.slice(0, LONGEST_TEXT).replaceAll('\u0000', ' ').toWellFormed();
}
