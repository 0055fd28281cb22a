/** Request bodies at the border: JSON first, then the fields of the route. */
import type { z } from 'zod';
import { Refusal } from '#sandbox/state/refusal.ts';
import type { Call } from './call.ts';

/** GitHub refuses what is no JSON object with 400. An empty body counts as `{}`. */
export function parseJson(text: string): unknown {
  if (text.trim() === '') return {};
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Refusal(400, 'Problems parsing JSON');
  }
  if (typeof value !== 'object' || value === null) throw new Refusal(400, 'Body should be a JSON object');
  return value;
}

/** 422 with the first thing that does not fit. */
export function bodyOf<S extends z.ZodType>(call: Call, schema: S): z.output<S> {
  const parsed = schema.safeParse(call.json);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new Refusal(
    422,
    `Invalid request.\n\nFor 'properties/${issue?.path.map(String).join('/') ?? ''}', ${issue?.message ?? 'invalid'}.`,
  );
}
