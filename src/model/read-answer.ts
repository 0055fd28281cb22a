import type { ZodType } from 'zod';
import { onlyListName } from './answer-schema.ts';
import type { JsonSchema } from './answer-schema.ts';
import { extractJson } from './extract-json.ts';
import { salvage } from './salvage.ts';

export type ReadAnswer<Answer> =
  | { readonly kind: 'usable'; readonly value: Answer; readonly salvaged: boolean }
  /** `problem` names places in the answer, never its content: it goes back to the model, and may be shown. */
  | { readonly kind: 'unusable'; readonly problem: string };

/** From what a model wrote to a checked value: whole if it can be, else what can be kept of it item by item. */
export function readAnswer<Answer>(text: string, schema: ZodType<Answer>, jsonSchema: JsonSchema): ReadAnswer<Answer> {
  let problem = 'it holds no JSON';
  let kept: Answer | undefined;
  for (const { value, completed } of extractJson(text)) {
    for (const shape of shapesOf(value, jsonSchema)) {
      const parsed = schema.safeParse(shape);
      if (parsed.success) return { kind: 'usable', value: parsed.data, salvaged: completed };
      const rest = salvage(shape, schema);
      if (rest.kind === 'kept') kept ??= rest.value;
      else if (problem === 'it holds no JSON') problem = rest.problem;
    }
  }
  return kept === undefined ? { kind: 'unusable', problem } : { kind: 'usable', value: kept, salvaged: true };
}

/** The value, the value as the only list of the answer, and the value inside a wrapper with one name. */
function shapesOf(value: unknown, jsonSchema: JsonSchema): unknown[] {
  const list = onlyListName(jsonSchema);
  if (Array.isArray(value)) return list === undefined ? [value] : [{ [list]: value }];
  const inside = Object.values(value ?? {});
  const only = inside.length === 1 ? inside[0] : undefined;
  return typeof only === 'object' && only !== null && !Array.isArray(only) ? [value, only] : [value];
}
