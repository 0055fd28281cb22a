import { z } from 'zod';
import type { ZodType } from 'zod';

export type JsonSchema = { [key: string]: unknown };

/**
 * Limits that a grammar turns into thousands of rules (llama.cpp refuses more than 2,000 repetitions) or that servers
 * read differently. They are checked on the answer instead.
 */
const LEFT_OUT = new Set([
  '$schema',
  'maxLength',
  'minLength',
  'pattern',
  'format',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
  'default',
  'contentEncoding',
]);

/** The shape of an answer as JSON Schema: structure, names, enums and short lists; no ranges. */
export function toAnswerSchema(schema: ZodType): JsonSchema {
  return simplify(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })) as JsonSchema;
}

function simplify(value: unknown, isNameMap = false): unknown {
  if (Array.isArray(value)) return value.map((item) => simplify(item));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(
    ([key, content]) => isNameMap || !(LEFT_OUT.has(key) || (key === 'maxItems' && Number(content) > 50)),
  );
  return Object.fromEntries(entries.map(([key, content]) => [key, simplify(content, key === 'properties' || key === '$defs')]));
}

/** The name of the one list of an object answer, if there is one: models often answer with the bare list. */
export function onlyListName(schema: JsonSchema): string | undefined {
  const properties = schema['properties'];
  if (typeof properties !== 'object' || properties === null) return undefined;
  const lists = Object.entries(properties).filter(([, content]) => (content as { type?: unknown } | null)?.type === 'array');
  return lists.length === 1 ? lists[0]?.[0] : undefined;
}
