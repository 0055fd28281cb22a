/** A model whose answers are kept in a folder, by everything that went into the question: measuring again asks nothing twice. */
import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Model, ModelAnswer, ModelRequest } from '#src/ask-model.ts';
import { readPromptFile } from './prompt-file.ts';

export interface Memory {
  readonly folder: string;
  readonly promptsFolder: string;
  /** Tells apart what is asked several times on purpose, such as the runs of a measurement. */
  readonly salt: string;
}

const Usage = z.object({
  model: z.string(),
  promptVersion: z.string(),
  promptTokens: z.number(),
  completionTokens: z.number(),
  milliseconds: z.number(),
});
const Kept = z.object({ value: z.unknown(), usage: Usage, salvaged: z.boolean() });

/** Only answers are kept, no failures. @throws what reading prompts and writing into the folder throw. */
export function rememberAnswers(model: Model, memory: Memory): Model {
  return {
    get name() {
      return model.name;
    },
    get parameters() {
      return model.parameters;
    },
    get contextTokens() {
      return model.contextTokens;
    },
    ask: async <Answer>(request: ModelRequest<Answer>): Promise<ModelAnswer<Answer>> => {
      const path = join(memory.folder, `${await keyOf(model.name, request, memory)}.json`);
      const known = await recall(path, request);
      if (known !== undefined) return known;
      const answer = await model.ask(request);
      if (answer.kind === 'answered') {
        await mkdir(memory.folder, { recursive: true });
        const { value, usage, salvaged } = answer;
        await writeFile(`${path}.new`, JSON.stringify({ value, usage, salvaged }));
        await rename(`${path}.new`, path);
      }
      return answer;
    },
  };
}

async function recall<Answer>(path: string, request: ModelRequest<Answer>): Promise<ModelAnswer<Answer> | undefined> {
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const kept = Kept.safeParse(JSON.parse(text));
  const value = kept.success ? request.schema.safeParse(kept.data.value) : undefined;
  if (!kept.success || value?.success !== true) return undefined;
  return { kind: 'answered', value: value.data, usage: kept.data.usage, salvaged: kept.data.salvaged };
}

async function keyOf(name: string, request: ModelRequest<unknown>, { promptsFolder, salt }: Memory): Promise<string> {
  const [frame, prompt] = await Promise.all([readPromptFile(promptsFolder, 'frame'), readPromptFile(promptsFolder, request.prompt)]);
  const asked = [
    name,
    salt,
    frame.instructions,
    prompt.instructions,
    z.toJSONSchema(request.schema, { io: 'input', unrepresentable: 'any' }),
  ];
  return createHash('sha256')
    .update(JSON.stringify([...asked, request.data, request.maxOutputTokens]))
    .digest('hex')
    .slice(0, 32);
}
