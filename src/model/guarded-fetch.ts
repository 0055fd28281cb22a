import { z } from 'zod';

/** A response that no OpenAI-compatible server gives: a login page, a proxy's error page with status 200. */
export class NotAModelServerError extends Error {
  readonly retryable = false;
  override readonly name = 'NotAModelServerError';
}

// Minimal: only what is needed to read an answer that came whole although a stream was asked for.
const WholeAnswer = z.object({
  choices: z.array(z.object({ message: z.looseObject({}).nullish(), finish_reason: z.string().nullish() })).min(1),
  usage: z.looseObject({}).nullish(),
});

/** Bytes of one response, whatever it is; the answer's own cap is smaller. */
const LONGEST_RESPONSE = 16 * 1024 * 1024;

/**
 * `fetch` for chat completions: bounded, without redirects (a key is not carried elsewhere), and an answer that did not
 * come as a stream is turned into one, so there is one way to read.
 */
export function guardedFetch(fetch: typeof globalThis.fetch): typeof globalThis.fetch {
  return async (input, init) => {
    const response = await fetch(input, { ...init, redirect: 'error' });
    if (!response.ok || response.body === null) return withBody(response, bounded(response.body, 64 * 1024, true));
    const type = response.headers.get('content-type') ?? '';
    if (type.includes('text/event-stream')) return withBody(response, bounded(response.body, LONGEST_RESPONSE, false));
    const text = await new Response(bounded(response.body, LONGEST_RESPONSE, true)).text();
    return new Response(asStream(text), { status: 200, headers: { 'content-type': 'text/event-stream' } });
  };
}

function asStream(text: string): string {
  const parsed = WholeAnswer.safeParse(parseOrUndefined(text));
  if (!parsed.success) throw new NotAModelServerError('The answer is not a chat completion.', { cause: parsed.error });
  const [choice] = parsed.data.choices;
  const chunk = {
    choices: [{ index: 0, delta: choice?.message ?? {}, finish_reason: choice?.finish_reason ?? null }],
    usage: parsed.data.usage ?? null,
  };
  return `data: ${JSON.stringify(chunk)}\n\ndata: [DONE]\n\n`;
}

function withBody(response: Response, body: ReadableStream<Uint8Array<ArrayBuffer>> | null): Response {
  return new Response(body, { status: response.status, statusText: response.statusText, headers: response.headers });
}

function bounded(
  body: ReadableStream<Uint8Array<ArrayBuffer>> | null,
  most: number,
  cut: boolean,
): ReadableStream<Uint8Array<ArrayBuffer>> | null {
  if (body === null) return null;
  let size = 0;
  return body.pipeThrough(
    new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
      transform(chunk, controller) {
        size += chunk.byteLength;
        if (size <= most) controller.enqueue(chunk);
        else if (cut) controller.terminate();
        else controller.error(new NotAModelServerError('The answer does not end.'));
      },
    }),
  );
}

function parseOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
