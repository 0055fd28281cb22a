/** Composes every request just as it would be sent, counts it, and says nothing: for tokens and prefixes without a model. */
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import type { Model } from '#src/ask-model.ts';
import { estimateTokens } from '#src/diff/estimate-tokens.ts';
import { composeMessages } from '#src/model/compose-messages.ts';
import { toAnswerSchema } from '#src/model/answer-schema.ts';
import { readPromptFile } from '#src/model/prompt-file.ts';

export interface Counted {
  readonly model: Model;
  /** The requests since the last call, as one text each. */
  readonly take: () => readonly string[];
}

export function countingModel(root: string, contextTokens: number): Counted {
  const prompts = join(root, 'prompts');
  let sent: string[] = [];
  return {
    take: () => {
      const taken = sent;
      sent = [];
      return taken;
    },
    model: {
      name: 'none',
      contextTokens,
      parameters: undefined,
      ask: async (request) => {
        const messages = await composeMessages({
          frame: await readPromptFile(prompts, 'frame'),
          prompt: await readPromptFile(prompts, request.prompt),
          schema: toAnswerSchema(request.schema),
          data: request.data,
          nonce: randomBytes(8).toString('hex'),
        });
        const text = messages.map(({ role, content }) => `${role}\n${content}`).join('\n');
        sent.push(text);
        const empty = Object.fromEntries(['changes', 'reason', 'sentence'].map((name) => [name, '']));
        const usage = { model: 'none', promptVersion: '0', promptTokens: estimateTokens(text), completionTokens: 0, milliseconds: 0 };
        return { kind: 'answered', value: request.schema.parse(empty), usage, salvaged: false };
      },
    },
  };
}

/** Characters that two texts begin with alike. */
export function commonPrefix(a: string, b: string): number {
  let length = 0;
  while (length < a.length && length < b.length && a[length] === b[length]) length += 1;
  return length;
}
