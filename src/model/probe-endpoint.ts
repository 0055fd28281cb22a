/** What an endpoint can really do, found out by asking: tiny questions of our own, no code and no prompt of the project. */
import { OpenAI } from 'openai';
import { RUNGS, callEndpoint } from './call-endpoint.ts';
import type { Rung } from './call-endpoint.ts';
import type { Deadlines } from './deadlines.ts';
import type { CallFailure, CallResult } from './endings.ts';
import { guardedFetch } from './guarded-fetch.ts';

export interface ProbeOptions {
  readonly baseUrl: string;
  readonly name: string;
  readonly apiKey?: string | undefined;
  /** What the endpoint tells; without it the size is found by bisection. */
  readonly contextTokens?: number | undefined;
  readonly fetch?: typeof globalThis.fetch;
  readonly now?: () => number;
  readonly deadlines?: Deadlines;
}

export interface Probed {
  readonly kind: 'answers';
  /** The best format that it takes and keeps to. */
  readonly rung: Rung;
  /** Answers stand in `reasoning_content`, not in `content`. */
  readonly reasoningOnly: boolean;
  /** It counts tokens itself. */
  readonly countsTokens: boolean;
  /** The first piece came before the answer was whole. */
  readonly streams: boolean;
  readonly contextTokens: number;
  /** `told`, or found by sending longer and longer questions. */
  readonly contextFrom: 'told' | 'found';
  /** Answer tokens each second; of one question alone. */
  readonly tokensPerSecond: number;
  /** Two questions at once took hardly longer than one. */
  readonly parallel: boolean;
}

export type Probe = Probed | { readonly kind: 'silent'; readonly failure: CallFailure } | { readonly kind: 'no-json' };

const SCHEMA = { type: 'object', properties: { sum: { type: 'integer' } }, required: ['sum'], additionalProperties: false };
const DEADLINES: Deadlines = { firstTokenMs: 30_000, gapMs: 15_000, wholeMs: 60_000 };
/** Nobody needs to know exactly beyond this, and asking costs. */
const MOST_CONTEXT = 131_072;
const LEAST_CONTEXT = 1024;

/** Never throws. Asks 4 to 6 questions, some more where the context is not told. */
export async function probeEndpoint(options: ProbeOptions): Promise<Probe> {
  const now = options.now ?? Date.now;
  const ask = asker(options);
  let best: { readonly rung: Rung; readonly result: Extract<CallResult, { kind: 'text' }> } | undefined;
  let silent: CallFailure | undefined;
  let refused = false;
  for (const rung of RUNGS) {
    const result = await ask(rung, 'What is 19 + 23? Answer with JSON like {"sum": 5} and nothing else.', 400);
    if (result.kind === 'refused-request') {
      refused = true;
      continue;
    }
    if (result.kind !== 'text') {
      silent = result;
      break;
    }
    if (holdsSum(result.text)) {
      best = { rung, result };
      break;
    }
  }
  if (best === undefined)
    return silent === undefined
      ? { kind: refused ? 'silent' : 'no-json', failure: { kind: 'refused-request', status: 400 } }
      : { kind: 'silent', failure: silent };
  const { rung, result } = best;

  const started = now();
  let first: number | undefined;
  const long = await ask('text', 'Count from 1 to 40, with a comma between the numbers.', 120, () => (first ??= now()));
  const alone = now() - started;
  const written = long.kind === 'text' ? (long.completionTokens ?? Math.ceil(long.text.length / 3)) : 0;
  const both = now();
  await Promise.all([1, 2].map(() => ask('text', 'Count from 1 to 40, with a comma between the numbers.', 120)));
  const together = now() - both;
  const context =
    options.contextTokens === undefined
      ? { tokens: await findContext(ask), from: 'found' as const }
      : { tokens: options.contextTokens, from: 'told' as const };
  return {
    kind: 'answers',
    rung,
    reasoningOnly: result.reasoningOnly,
    countsTokens: result.promptTokens !== undefined && result.completionTokens !== undefined,
    streams: first !== undefined && started + alone - first > Math.min(200, alone / 4),
    contextTokens: context.tokens,
    contextFrom: context.from,
    tokensPerSecond: alone <= 0 ? 0 : (written * 1000) / alone,
    parallel: together < alone * 1.6,
  };
}

type Ask = (rung: Rung, text: string, maxOutputTokens: number, progress?: () => void) => Promise<CallResult>;

function asker(options: ProbeOptions): Ask {
  const client = new OpenAI({
    baseURL: options.baseUrl,
    apiKey: options.apiKey ?? 'none',
    organization: null,
    project: null,
    maxRetries: 0,
    logLevel: 'off',
    fetch: guardedFetch(options.fetch ?? globalThis.fetch),
  });
  const deadlines = options.deadlines ?? DEADLINES;
  return (rung, text, maxOutputTokens, progress) =>
    callEndpoint(client, {
      model: options.name,
      messages: [{ role: 'user', content: text }],
      rung,
      schema: SCHEMA,
      schemaName: 'sum',
      maxOutputTokens,
      deadlines,
      leftMs: deadlines.wholeMs,
      ...(progress && { progress }),
    });
}

function holdsSum(text: string): boolean {
  return /\{\s*"sum"\s*:\s*\d+\s*\}/u.test(text);
}

/** The longest question that is taken, to an eighth. One word is about one token. */
async function findContext(ask: Ask): Promise<number> {
  const fits = async (tokens: number): Promise<boolean> => (await ask('text', `Say ok. ${'a '.repeat(tokens)}`, 1)).kind === 'text';
  let [low, high] = [LEAST_CONTEXT, LEAST_CONTEXT];
  while (high < MOST_CONTEXT) {
    high *= 2;
    if (!(await fits(high))) break;
    low = high;
  }
  if (low >= MOST_CONTEXT) return MOST_CONTEXT;
  for (let step = 0; step < 3; step += 1) {
    const middle = Math.floor((low + high) / 2);
    if (await fits(middle)) low = middle;
    else high = middle;
  }
  return low;
}
