import { APIConnectionError, APIError } from 'openai';
import type { Watch } from './deadlines.ts';
import type { CallFailure } from './endings.ts';
import { NotAModelServerError } from './guarded-fetch.ts';

/**
 * Servers tell an overflow only in words or in a code of their own: vLLM "maximum context length is 4096 tokens",
 * llama.cpp `exceed_context_size_error`, OpenAI `context_length_exceeded`, Ollama "exceeds the context window".
 */
const OVERFLOW =
  /context.{0,20}(?:length|size|window)|exceed_context_size|maximum.{0,40}tokens|too many tokens|prompt is too long|input is too long/i;
const CONTEXT_NUMBER = /(?:maximum context length is|"?n_ctx"?\s?:|available context size \()\s*(\d{3,8})/i;
const GRAMMAR = /grammar|json_schema|response_format|schema/i;

export function classifyError(error: unknown, watch: Watch, outer: AbortSignal | undefined): CallFailure {
  const deadline = watch.passed();
  if (deadline !== undefined) return { kind: 'timeout', deadline };
  if (outer?.aborted === true) return { kind: 'aborted' };
  if (causes(error).some((cause) => cause instanceof NotAModelServerError)) return { kind: 'unreachable', why: 'not-a-model-server' };
  if (error instanceof APIError && typeof error.status === 'number') return classifyStatus(error.status, error);
  const refused = error instanceof APIConnectionError && causes(error).some((cause) => REFUSED.has(codeOf(cause)));
  return { kind: 'unreachable', why: refused ? 'refused' : 'reset' };
}

const REFUSED = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
]);

function classifyStatus(status: number, error: APIError): CallFailure {
  const words = `${error.message} ${error.code ?? ''} ${error.type ?? ''} ${JSON.stringify(error.error ?? '')}`.slice(0, 8000);
  if (status === 401 || status === 403) return { kind: 'unauthorized', status };
  if (status === 429) return { kind: 'unreachable', why: 'busy', status, ...retryAfter(error) };
  if (status === 413 || ((status === 400 || status === 422 || status === 500) && OVERFLOW.test(words))) {
    const told = CONTEXT_NUMBER.exec(words)?.[1];
    return { kind: 'too-long', ...(told === undefined ? {} : { contextTokens: Number(told) }) };
  }
  if (status === 404 && /<html/i.test(words)) return { kind: 'unreachable', why: 'not-a-model-server', status };
  // Some servers answer 500 or 501 to a schema they cannot compile.
  if (status < 500 || status === 501 || GRAMMAR.test(words)) return { kind: 'refused-request', status };
  return { kind: 'unreachable', why: 'server-error', status, ...retryAfter(error) };
}

function retryAfter(error: APIError): { retryAfterMs?: number } {
  const seconds = Number(error.headers?.get('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? { retryAfterMs: seconds * 1000 } : {};
}

function causes(error: unknown): unknown[] {
  const found: unknown[] = [];
  for (let current = error; current !== undefined && current !== null && found.length < 8; current = (current as { cause?: unknown }).cause)
    found.push(current);
  return found;
}

function codeOf(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : '';
}
