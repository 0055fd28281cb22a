/** A model that answers as a test says; undefined is a failure. */
import type { Model, ModelRequest } from '#src/ask-model.ts';

export function modelThat(
  answers: (request: ModelRequest<unknown>) => unknown,
  parameters?: number,
): Model & { readonly asked: ModelRequest<unknown>[] } {
  const asked: ModelRequest<unknown>[] = [];
  return {
    name: 'small',
    contextTokens: 8_192,
    parameters,
    asked,
    ask: (request) => {
      asked.push(request);
      const value = answers(request);
      const usage = { model: 'small', promptVersion: 'ask@1', promptTokens: 1, completionTokens: 1, milliseconds: 1 };
      return Promise.resolve(
        value === undefined
          ? { kind: 'failed', reason: 'unusable', detail: '', retryable: false }
          : { kind: 'answered', value: request.schema.parse(value), usage, salvaged: false },
      );
    },
  };
}
