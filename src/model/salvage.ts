import type { ZodType, core } from 'zod';

export type Salvage<Answer> = { readonly kind: 'kept'; readonly value: Answer } | { readonly kind: 'lost'; readonly problem: string };

const MOST_ROUNDS = 6;

/**
 * Keeps what can be kept of a value that does not fit: texts that are too long are cut, lists written as text are read,
 * list items that do not fit are left out. A list of which nothing is left counts as lost: no answer is not "nothing found".
 */
export function salvage<Answer>(value: unknown, schema: ZodType<Answer>): Salvage<Answer> {
  let current: unknown;
  try {
    current = structuredClone(value);
  } catch {
    return { kind: 'lost', problem: 'it cannot be read' };
  }
  const emptied = new Set<unknown>();
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const parsed = schema.safeParse(current);
    if (parsed.success)
      return emptied.size > 0 ? { kind: 'lost', problem: 'no item of the list fits the schema' } : { kind: 'kept', value: parsed.data };
    const problem = describe(parsed.error.issues);
    if (!mend(current, parsed.error.issues, emptied)) return { kind: 'lost', problem };
  }
  return { kind: 'lost', problem: 'too much of it does not fit the schema' };
}

function mend(root: unknown, issues: readonly core.$ZodIssue[], emptied: Set<unknown>): boolean {
  const bad = new Map<unknown[], Set<number>>();
  let changed = false;
  for (const issue of issues) {
    if (mendValue(root, issue)) {
      changed = true;
      continue;
    }
    const item = itemOf(root, issue.path);
    if (item === undefined) return false;
    const indexes = bad.get(item.list) ?? new Set<number>();
    bad.set(item.list, indexes.add(item.index));
  }
  for (const [list, indexes] of bad) {
    const left = list.filter((_, index) => !indexes.has(index));
    list.splice(0, list.length, ...left);
    if (left.length === 0) emptied.add(list);
    changed = true;
  }
  return changed;
}

function mendValue(root: unknown, issue: core.$ZodIssue): boolean {
  const key = issue.path.at(-1);
  const holder = valueAt(root, issue.path.slice(0, -1));
  if (key === undefined || typeof holder !== 'object' || holder === null) return false;
  const fields = holder as Record<PropertyKey, unknown>;
  const value = fields[key];
  if (issue.code === 'too_big' && typeof issue.maximum === 'number' && issue.maximum > 0) {
    if (typeof value === 'string') fields[key] = value.slice(0, issue.maximum).toWellFormed();
    else if (Array.isArray(value)) fields[key] = value.slice(0, issue.maximum);
    else return false;
    return true;
  }
  if (issue.code !== 'invalid_type' || typeof value !== 'string') return false;
  const read = readText(value, issue.expected);
  if (read === undefined) return false;
  fields[key] = read;
  return true;
}

/** Models write `"[{…}]"` for a list and `"12"` for a number. */
function readText(text: string, expected: string): unknown {
  if (!['array', 'object', 'number', 'int', 'boolean'].includes(expected)) return undefined;
  try {
    const read = JSON.parse(text) as unknown;
    return typeof read === 'string' ? undefined : read;
  } catch {
    return undefined;
  }
}

/** The outermost list item on the way to the issue. */
function itemOf(root: unknown, path: readonly PropertyKey[]): { list: unknown[]; index: number } | undefined {
  for (const [depth, key] of path.entries()) {
    const list = valueAt(root, path.slice(0, depth));
    if (typeof key === 'number' && Array.isArray(list)) return { list, index: key };
  }
  return undefined;
}

function valueAt(root: unknown, path: readonly PropertyKey[]): unknown {
  let value = root;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<PropertyKey, unknown>)[key];
  }
  return value;
}

/** Names and places from the schema, no content. Unknown keys of the answer are content: left out. */
function describe(issues: readonly core.$ZodIssue[]): string {
  const places = issues
    .slice(0, 5)
    .map((issue) => `${issue.path.map(String).join('.').slice(0, 80) || 'the value'} is wrong (${issue.code.replaceAll('_', ' ')})`);
  return places.join('; ');
}
