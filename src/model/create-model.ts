import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { OpenAI } from 'openai';
import type { Model } from '#src/ask-model.ts';
import { answerQuestion } from './answer-question.ts';
import type { Endpoint } from './answer-question.ts';
import { createCircuit } from './circuit.ts';
import type { Deadlines } from './deadlines.ts';
import { askEndpointFacts } from './endpoint-facts.ts';
import { guardedFetch } from './guarded-fetch.ts';
import { createLanes } from './lanes.ts';
import { failed } from './wording.ts';

export interface ModelOptions {
  /** OpenAI-compatible, usually ending in `/v1`. */
  readonly baseUrl: string;
  /** As the server names it; without a name the only (or first) model of the server is used. */
  readonly name?: string | undefined;
  readonly apiKey?: string | undefined;
  /** Tokens for prompt and answer together; asked for when not given. */
  readonly contextTokens?: number | undefined;
  /** Folder with `frame.md` and the tasks' prompts. */
  readonly promptsFolder: string;
  readonly deadlines?: Partial<Deadlines>;
  /** After so many failures in a row the endpoint rests. */
  readonly circuit?: { readonly failures: number; readonly restMs: number };
  readonly fetch?: typeof globalThis.fetch;
  readonly now?: () => number;
  readonly wait?: (ms: number, signal?: AbortSignal) => Promise<unknown>;
  /** 16 to 64 letters and digits, fresh for each request. */
  readonly randomNonce?: () => string;
}

const DEFAULT_CONTEXT = 8192;
const DEFAULT_DEADLINES: Deadlines = { firstTokenMs: 240_000, gapMs: 60_000, wholeMs: 600_000 };
const FACTS_TIMEOUT_MS = 3000;

/**
 * A model behind one OpenAI-compatible endpoint. Never throws for the endpoint's sake: one that is down now is asked for
 * its facts again with the first question that reaches it.
 */
export async function createModel(options: ModelOptions): Promise<Model> {
  const fetch = options.fetch ?? globalThis.fetch;
  const now = options.now ?? Date.now;
  const client = new OpenAI({
    baseURL: options.baseUrl,
    // The client insists on a key; servers without keys ignore it. All others are named, so that it reads no environment.
    apiKey: options.apiKey ?? 'none',
    organization: null,
    project: null,
    maxRetries: 0,
    logLevel: 'off',
    fetch: guardedFetch(fetch),
  });
  const endpoint: Endpoint = {
    client,
    name: options.name ?? 'default',
    contextTokens: options.contextTokens ?? DEFAULT_CONTEXT,
    rung: 'json_schema',
    promptsFolder: options.promptsFolder,
    deadlines: { ...DEFAULT_DEADLINES, ...options.deadlines },
    circuit: createCircuit({ failures: 3, restMs: 30_000, ...options.circuit, now }),
    now,
    wait: options.wait ?? ((ms, signal) => sleep(ms, undefined, signal === undefined ? {} : { signal })),
    randomNonce: options.randomNonce ?? (() => randomBytes(12).toString('hex')),
  };
  const lanes = createLanes();
  let known = false;
  const learn = async (): Promise<void> => {
    const facts = await askEndpointFacts({
      baseUrl: options.baseUrl,
      name: options.name,
      apiKey: options.apiKey,
      fetch,
      timeoutMs: FACTS_TIMEOUT_MS,
    });
    if (facts === undefined) return;
    known = true;
    endpoint.name = options.name ?? facts.models[0] ?? endpoint.name;
    endpoint.contextTokens = options.contextTokens ?? facts.contextTokens ?? endpoint.contextTokens;
  };
  if (options.name === undefined || options.contextTokens === undefined) await learn();
  else known = true;
  return {
    get name() {
      return endpoint.name;
    },
    get contextTokens() {
      return endpoint.contextTokens;
    },
    ask: async (request) => {
      const answer = await lanes.run(request, async () => {
        if (!known && endpoint.circuit.mayAsk()) await learn();
        return await answerQuestion(endpoint, request);
      });
      return answer ?? failed({ kind: 'aborted' });
    },
  };
}
