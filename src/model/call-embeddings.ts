import { z } from 'zod';

/** Where and as whom texts are embedded. */
export interface EmbeddingEndpoint {
  /** OpenAI-compatible, usually ending in `/v1`. */
  readonly baseUrl: string;
  readonly name: string;
  readonly apiKey?: string | undefined;
  readonly fetch: typeof globalThis.fetch;
}

export type EmbeddingReply =
  | { readonly kind: 'vectors'; readonly vectors: readonly (readonly number[])[] }
  /** One of the texts, or their number, is not to its taste. */
  | { readonly kind: 'refused' }
  /** It may answer later. */
  | { readonly kind: 'away'; readonly why: 'unreachable' | 'busy'; readonly retryAfterMs: number | undefined }
  | { readonly kind: 'failed'; readonly why: 'unauthorized' | 'missing' | 'not-an-embedding-server' };

// Minimal: only the fields used. https://platform.openai.com/docs/api-reference/embeddings/object
const Answer = z.object({
  data: z.array(z.object({ index: z.number().int().nonnegative(), embedding: z.array(z.number()).min(1).max(20_000) })),
});

/** 32 vectors of 8,192 numbers in decimal digits. */
const LONGEST_RESPONSE = 8 * 1024 * 1024;
const TIMEOUT_MS = 120_000;

/** One request for all texts. Throws only the signal's reason. */
export async function callEmbeddings(
  { baseUrl, name, apiKey, fetch }: EmbeddingEndpoint,
  texts: readonly string[],
  signal?: AbortSignal,
): Promise<EmbeddingReply> {
  const timeout = AbortSignal.timeout(TIMEOUT_MS);
  let status: number;
  let body: string | undefined;
  let retryAfter: number;
  try {
    const response = await fetch(`${baseUrl.replace(/\/+$/u, '')}/embeddings`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(apiKey === undefined ? {} : { authorization: `Bearer ${apiKey}` }) },
      body: JSON.stringify({ model: name, input: texts, encoding_format: 'float' }),
      // A key is not carried elsewhere.
      redirect: 'error',
      signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
    });
    status = response.status;
    retryAfter = Number(response.headers.get('retry-after') ?? Number.NaN) * 1_000;
    body = await readBounded(response);
  } catch {
    signal?.throwIfAborted();
    return { kind: 'away', why: 'unreachable', retryAfterMs: undefined };
  }
  if (status >= 200 && status < 300) return toVectors(body, texts.length);
  if (status === 401 || status === 403) return { kind: 'failed', why: 'unauthorized' };
  if (status === 404) return { kind: 'failed', why: 'missing' };
  if (status === 429 || status === 503)
    return { kind: 'away', why: 'busy', retryAfterMs: Number.isFinite(retryAfter) && retryAfter >= 0 ? retryAfter : undefined };
  // llama.cpp answers 500 to a text that is longer than its batch; vLLM and OpenAI 400, TEI 413 and 422.
  if (status < 500 || /too (?:large|long)|exceed|maximum|n_ubatch|batch size|context/iu.test(body ?? '')) return { kind: 'refused' };
  return { kind: 'away', why: 'unreachable', retryAfterMs: undefined };
}

function toVectors(body: string | undefined, count: number): EmbeddingReply {
  const wrong = { kind: 'failed', why: 'not-an-embedding-server' } as const;
  const parsed = Answer.safeParse(parseOrUndefined(body));
  if (!parsed.success || parsed.data.data.length !== count) return wrong;
  const vectors: (readonly number[] | undefined)[] = Array.from({ length: count }, () => undefined);
  for (const { index, embedding } of parsed.data.data) if (index < count) vectors[index] = embedding;
  const whole = vectors.filter((vector) => vector !== undefined);
  return whole.length === count ? { kind: 'vectors', vectors: whole } : wrong;
}

/** Undefined when it does not end. */
async function readBounded({ body }: Response): Promise<string | undefined> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const bytes of body ?? []) {
    text += decoder.decode(bytes, { stream: true });
    if (text.length > LONGEST_RESPONSE) return undefined;
  }
  return text + decoder.decode();
}

function parseOrUndefined(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '') as unknown;
  } catch {
    return undefined;
  }
}
