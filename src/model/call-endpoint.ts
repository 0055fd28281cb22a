import type { OpenAI } from 'openai';
import { z } from 'zod';
import type { JsonSchema } from './answer-schema.ts';
import { classifyError } from './classify-error.ts';
import type { Message } from './compose-messages.ts';
import { watchDeadlines } from './deadlines.ts';
import type { Deadlines } from './deadlines.ts';
import type { CallAnswer, CallResult } from './endings.ts';

/** What the endpoint can do, best first. */
export const RUNGS = ['json_schema', 'json_object', 'text'] as const;
export type Rung = (typeof RUNGS)[number];

export interface Call {
  readonly model: string;
  readonly messages: readonly Message[];
  readonly rung: Rung;
  readonly schema: JsonSchema;
  readonly schemaName: string;
  readonly maxOutputTokens: number;
  readonly deadlines: Deadlines;
  /** What is left of the whole deadline. */
  readonly leftMs: number;
  readonly signal?: AbortSignal | undefined;
  /** Called with each piece of the answer. */
  readonly progress?: () => void;
}

// Minimal: only the fields used; servers differ in all others.
const Text = z.string().nullish().catch(undefined);
const Count = z.number().int().nonnegative().nullish().catch(undefined);
const Chunk = z.object({
  choices: z
    .array(
      z.object({
        delta: z.object({ content: Text, reasoning_content: Text, reasoning: Text }).nullish().catch(undefined),
        finish_reason: Text,
      }),
    )
    .nullish()
    .catch([]),
  usage: z.object({ prompt_tokens: Count, completion_tokens: Count }).nullish().catch(undefined),
});

/** An answer longer than this is not an answer. UTF-16 units. */
const LONGEST_ANSWER = 1_000_000;

/** One question to the endpoint, streamed, so that a silent or endless server is noticed and its slot is freed. Never throws. */
export async function callEndpoint(client: OpenAI, call: Call): Promise<CallResult> {
  const watch = watchDeadlines(call.deadlines, call.leftMs, call.signal);
  try {
    const stream = await client.chat.completions.create(
      {
        model: call.model,
        messages: call.messages as OpenAI.ChatCompletionMessageParam[],
        max_tokens: call.maxOutputTokens,
        temperature: 0,
        stream: true,
        stream_options: { include_usage: true },
        ...responseFormat(call),
      },
      { signal: watch.signal, timeout: call.leftMs + 1000 },
    );
    const answer = await readStream(stream, () => {
      watch.progress();
      call.progress?.();
    });
    // The client ends an aborted stream silently.
    if (!watch.signal.aborted || answer.truncated) return answer;
    return classifyError(new Error('aborted'), watch, call.signal);
  } catch (error) {
    return classifyError(error, watch, call.signal);
  } finally {
    watch.stop();
  }
}

interface ChunkStream extends AsyncIterable<unknown> {
  readonly controller: AbortController;
}

async function readStream(stream: ChunkStream, progress: () => void): Promise<CallAnswer> {
  const content: string[] = [];
  const reasoning: string[] = [];
  let size = 0;
  let truncated = false;
  let usage: { prompt_tokens?: number | null | undefined; completion_tokens?: number | null | undefined } = {};
  for await (const raw of stream) {
    const chunk = Chunk.safeParse(raw);
    if (!chunk.success) continue;
    usage = chunk.data.usage ?? usage;
    const choice = chunk.data.choices?.[0];
    const piece = choice?.delta?.content ?? '';
    const thought = choice?.delta?.reasoning_content ?? choice?.delta?.reasoning ?? '';
    if (piece !== '' || thought !== '') progress();
    content.push(piece);
    reasoning.push(thought);
    size += piece.length + thought.length;
    if (choice?.finish_reason === 'length') truncated = true;
    if (size > LONGEST_ANSWER) {
      truncated = true;
      stream.controller.abort();
      break;
    }
  }
  // With a schema and hidden reasoning, vLLM leaves `content` null: https://github.com/vllm-project/vllm/issues/48863
  const reasoningOnly = content.join('').trim() === '' && reasoning.join('').trim() !== '';
  const text = reasoningOnly ? reasoning.join('') : content.join('');
  return {
    kind: 'text',
    reasoningOnly,
    text: text.slice(0, LONGEST_ANSWER),
    truncated,
    ...(typeof usage.prompt_tokens === 'number' ? { promptTokens: usage.prompt_tokens } : {}),
    ...(typeof usage.completion_tokens === 'number' ? { completionTokens: usage.completion_tokens } : {}),
  };
}

function responseFormat(call: Call): { response_format?: NonNullable<OpenAI.ChatCompletionCreateParams['response_format']> } {
  switch (call.rung) {
    case 'json_schema':
      return { response_format: { type: 'json_schema', json_schema: { name: call.schemaName, schema: call.schema, strict: true } } };
    case 'json_object':
      return { response_format: { type: 'json_object' } };
    case 'text':
      return {};
  }
}
