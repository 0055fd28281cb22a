import { createHmac, randomBytes } from 'node:crypto';
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
  readonly randomNonce?: (first: string) => string;
}

/**
 * Nobody outside can know it, but questions that begin with the same text have the same: servers keep the beginning of a
 * question and read it only once.
 */
function nonceSource(): (first: string) => string {
  const secret = randomBytes(32);
  return (first) => createHmac('sha256', secret).update(first).digest('hex').slice(0, 24);
}

/** `qwen2.5-coder-1.5b`, `Llama-3.1-70B-Instruct`. A mixture of experts counts as a whole: `Qwen3-30B-A3B`. */
export function parametersInName(name: string): number | undefined {
  const size = /(?:^|[-_:/ ])(\d{1,4}(?:\.\d+)?)b(?![a-z\d])/iu.exec(name)?.[1];
  return size === undefined ? undefined : Number(size) * 1e9;
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
    randomNonce: options.randomNonce ?? nonceSource(),
  };
  const lanes = createLanes();
  let known = false;
  let parameters: number | undefined;
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
    parameters = facts.parameters;
    endpoint.name = options.name ?? facts.models[0] ?? endpoint.name;
    endpoint.contextTokens = options.contextTokens ?? facts.contextTokens ?? endpoint.contextTokens;
  };
  if (options.name === undefined || options.contextTokens === undefined) await learn();
  else known = true;
  return {
    get parameters() {
      return parameters ?? parametersInName(endpoint.name);
    },
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
