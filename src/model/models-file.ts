/** `policies/models.yml`: which model servers there are, and which is asked for what, in which order. Pure. */
import { parse } from 'yaml';
import { z } from 'zod';
import type { ModelRequest } from '#src/ask-model.ts';

const name = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'names have lower-case letters, digits and dashes');
const Endpoint = z.strictObject({
  base_url: z.url({ protocol: /^https?$/ }),
  model: z.string().min(1).max(300).optional(),
  /** A file with the key alone, so that no key stands in a policy. */
  api_key_file: z.string().min(1).optional(),
  context_tokens: z.int().min(1024).optional(),
});
const order = z.array(name).min(1).max(10);

const ModelsFile = z.strictObject({
  endpoints: z.record(name, Endpoint).default({}),
  tasks: z
    .strictObject({
      summary: order.optional(),
      review: order.optional(),
      verify: order.optional(),
      ask: order.optional(),
      command: order.optional(),
    })
    .default({}),
});

export type Task = ModelRequest<unknown>['task'];
export type ModelEndpoint = z.infer<typeof Endpoint>;

export interface ModelsPolicy {
  readonly endpoints: ReadonlyMap<string, ModelEndpoint>;
  /** For each task the endpoints' names, first to last. */
  readonly tasks: Readonly<Record<Task, readonly string[]>>;
}

export class ModelsFileError extends Error {
  override readonly name = 'ModelsFileError';
  readonly retryable = false;
}

/** `undefined`: it names no endpoint, so the environment decides. @throws ModelsFileError with every mistake. */
export function parseModelsFile(text: string, file: string): ModelsPolicy | undefined {
  let value: unknown;
  try {
    value = parse(text, { maxAliasCount: 0 }) ?? {};
  } catch (cause) {
    throw new ModelsFileError(`${file} is not YAML. No model is asked until it is mended.`, { cause });
  }
  const read = ModelsFile.safeParse(value);
  if (!read.success) throw new ModelsFileError(`${file} cannot be used: ${z.prettifyError(read.error)}`, { cause: read.error });
  const { endpoints, tasks } = read.data;
  const names = Object.keys(endpoints);
  if (names.length === 0) return undefined;
  const unknown = Object.entries(tasks).flatMap(([task, list]) =>
    (list ?? []).filter((one) => !names.includes(one)).map((one) => `${task} names ${one}`),
  );
  if (unknown.length > 0) throw new ModelsFileError(`${file} cannot be used: ${unknown.join('; ')}, which is no endpoint of it.`);
  const review = tasks.review ?? names;
  return {
    endpoints: new Map(Object.entries(endpoints)),
    tasks: {
      summary: tasks.summary ?? names,
      review,
      verify: tasks.verify ?? review,
      ask: tasks.ask ?? review,
      command: tasks.command ?? review,
    },
  };
}
