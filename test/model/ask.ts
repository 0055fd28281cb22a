/** Asks a scripted server the test prompt, with short deadlines and no waiting between tries. */
import { join } from 'node:path';
import { z } from 'zod';
import type { Model, ModelRequest } from '#src/ask-model.ts';
import { createModel } from '#src/model/create-model.ts';
import type { ModelOptions } from '#src/model/create-model.ts';

export const promptsFolder = join(import.meta.dirname, 'prompts');

export const Notes = z.object({ notes: z.array(z.object({ title: z.string().max(20), score: z.number().nullish() })).max(5) });
export type Notes = z.infer<typeof Notes>;

export const good = JSON.stringify({
  notes: [
    { title: 'one', score: 1 },
    { title: 'two', score: null },
  ],
});

export function modelAt(url: string, options: Partial<ModelOptions> = {}): Promise<Model> {
  return createModel({
    baseUrl: url,
    promptsFolder,
    deadlines: { firstTokenMs: 400, gapMs: 400, wholeMs: 3000 },
    wait: () => Promise.resolve(),
    ...options,
  });
}

export function notesRequest(more: Partial<ModelRequest<Notes>> = {}): ModelRequest<Notes> {
  return {
    task: 'review',
    prompt: 'notes',
    data: [{ label: 'Diff', text: '+const a = 1;' }],
    schema: Notes,
    schemaName: 'notes',
    maxOutputTokens: 200,
    ...more,
  };
}
