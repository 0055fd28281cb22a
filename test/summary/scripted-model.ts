import type { Model, ModelRequest } from '#src/ask-model.ts';

/** A model that gives these answers one after the other, whatever it is asked; `failed` is none. What it was asked is in `asked`. */
export function scriptedModel(answers: readonly unknown[], asked: ModelRequest<unknown>[] = []): Model {
  const left = [...answers];
  return {
    name: 'small',
    contextTokens: 8_192,
    parameters: undefined,
    ask: async (request) => {
      asked.push(request);
      const parsed = request.schema.safeParse(left.shift());
      if (!parsed.success) return { kind: 'failed', reason: 'unusable', detail: 'The answer was no JSON.', retryable: false };
      const usage = { model: 'small', promptVersion: '1', promptTokens: 1, completionTokens: 1, milliseconds: 1 };
      return { kind: 'answered', value: parsed.data, usage, salvaged: false };
    },
  };
}
