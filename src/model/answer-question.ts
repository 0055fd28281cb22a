import type { OpenAI } from 'openai';
import type { ModelAnswer, ModelRequest } from '#src/ask-model.ts';
import { toAnswerSchema } from './answer-schema.ts';
import { RUNGS, callEndpoint } from './call-endpoint.ts';
import type { Call, Rung } from './call-endpoint.ts';
import type { Circuit } from './circuit.ts';
import { composeMessages } from './compose-messages.ts';
import type { Message } from './compose-messages.ts';
import type { Deadlines } from './deadlines.ts';
import type { CallAnswer, CallResult } from './endings.ts';
import { estimateTokens, fewestTokens } from './estimate-tokens.ts';
import { withoutThinking } from './extract-json.ts';
import { readPromptFile } from './prompt-file.ts';
import { readAnswer } from './read-answer.ts';
import { waitBeforeRetry } from './retry-policy.ts';
import { askAgain, circuitOpen, failed, unusable } from './wording.ts';

/** One endpoint and what was learned about it. Changes while it is used: name, context, rung. */
export interface Endpoint {
  readonly client: OpenAI;
  name: string;
  contextTokens: number;
  rung: Rung;
  readonly promptsFolder: string;
  readonly deadlines: Deadlines;
  readonly circuit: Circuit;
  readonly now: () => number;
  readonly wait: (ms: number, signal?: AbortSignal) => Promise<unknown>;
  readonly randomNonce: (first: string) => string;
}

const MOST_REPAIRS = 2;
/** So much of a bad answer goes back to the model. */
const SHOWN_OF_BAD_ANSWER = 4000;

/** Ladder, retries and repairs around single calls. The ending is a value; throws only for a broken installation (prompt files). */
export async function answerQuestion<Answer>(endpoint: Endpoint, request: ModelRequest<Answer>): Promise<ModelAnswer<Answer>> {
  const started = endpoint.now();
  const [frame, prompt] = await Promise.all([
    readPromptFile(endpoint.promptsFolder, 'frame'),
    readPromptFile(endpoint.promptsFolder, request.prompt),
  ]);
  if (request.signal?.aborted === true) return failed({ kind: 'aborted' });
  const room = endpoint.contextTokens - request.maxOutputTokens;
  const smallest = request.data.reduce((sum, { text }) => sum + fewestTokens(text), fewestTokens(frame.instructions + prompt.instructions));
  if (smallest > room) return failed({ kind: 'too-long' });
  if (!endpoint.circuit.mayAsk()) return circuitOpen;

  const schema = toAnswerSchema(request.schema);
  const question = await composeMessages({
    frame,
    prompt,
    schema,
    data: request.data,
    nonce: endpoint.randomNonce(request.data[0]?.text ?? ''),
  });
  let messages = question;
  const tokens = { prompt: 0, completion: 0 };
  for (let repairs = 0; repairs <= MOST_REPAIRS; repairs += 1) {
    const call = { messages, schema, schemaName: request.schemaName, maxOutputTokens: request.maxOutputTokens, signal: request.signal };
    const result = await callDownTheLadder(endpoint, call, started);
    if (result.kind !== 'text') {
      // A repair that fails because the conversation grew is a bad answer, not a question that is too long.
      return result.kind === 'too-long' && repairs > 0 ? unusable : failed(result);
    }
    addUsage(tokens, result, messages);
    const read = readAnswer(result.text, request.schema, schema);
    if (read.kind === 'usable') {
      const usage = {
        model: endpoint.name,
        promptVersion: `${prompt.name}@${prompt.version}`,
        promptTokens: tokens.prompt,
        completionTokens: tokens.completion,
        milliseconds: Math.max(0, Math.round(endpoint.now() - started)),
      };
      return { kind: 'answered', value: read.value, usage, salvaged: read.salvaged || result.truncated };
    }
    messages = [...question, ...repairTurn(result, read.problem)];
  }
  return unusable;
}

type Asked = Omit<Call, 'model' | 'rung' | 'deadlines' | 'leftMs'>;

/** Steps down while the endpoint refuses the format, and remembers the rung that it took. */
async function callDownTheLadder(endpoint: Endpoint, asked: Asked, started: number): Promise<CallResult> {
  let result: CallResult = { kind: 'refused-request', status: 400 };
  for (const rung of RUNGS.slice(RUNGS.indexOf(endpoint.rung))) {
    result = await callWithRetries(endpoint, { ...asked, rung }, started);
    if (result.kind === 'refused-request') continue;
    if (result.kind === 'text') endpoint.rung = rung;
    if (result.kind === 'too-long' && result.contextTokens !== undefined)
      endpoint.contextTokens = Math.min(endpoint.contextTokens, result.contextTokens);
    return result;
  }
  return result;
}

async function callWithRetries(endpoint: Endpoint, asked: Asked & { rung: Rung }, started: number): Promise<CallResult> {
  for (let tries = 1; ; tries += 1) {
    const leftMs = endpoint.deadlines.wholeMs - (endpoint.now() - started);
    if (leftMs <= 0) return { kind: 'timeout', deadline: 'whole' };
    const result = await callEndpoint(endpoint.client, { ...asked, model: endpoint.name, deadlines: endpoint.deadlines, leftMs });
    const waitMs = result.kind === 'text' ? undefined : waitBeforeRetry(result, tries, Math.random());
    if (waitMs === undefined || waitMs > leftMs) {
      if (result.kind === 'unreachable' || result.kind === 'timeout') endpoint.circuit.failed();
      else if (result.kind !== 'aborted') endpoint.circuit.succeeded();
      return result;
    }
    try {
      await endpoint.wait(waitMs, asked.signal);
    } catch {
      return { kind: 'aborted' };
    }
  }
}

function addUsage(tokens: { prompt: number; completion: number }, answer: CallAnswer, messages: readonly Message[]): void {
  tokens.prompt += answer.promptTokens ?? estimateTokens(messages.map(({ content }) => content).join('\n'));
  tokens.completion += answer.completionTokens ?? estimateTokens(answer.text);
}

function repairTurn(answer: CallAnswer, problem: string): Message[] {
  const shown = withoutThinking(answer.text).slice(0, SHOWN_OF_BAD_ANSWER).toWellFormed();
  const what = answer.truncated ? `${problem}, and it was cut at the limit` : problem;
  return [...(shown === '' ? [] : [{ role: 'assistant' as const, content: shown }]), { role: 'user', content: askAgain(what) }];
}
