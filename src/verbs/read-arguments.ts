/** Arguments of a verb: what `node:util` reads, checked by the verb's own schema, every mistake told. */
import { parseArgs } from 'node:util';
import type { ParseArgsOptionsConfig } from 'node:util';
import type { z } from 'zod';
import { nearNames } from './near-names.ts';
import { didYouMean, unexpectedArgument, unknownOption } from './wording.ts';

export type Arguments<Values> =
  | { readonly kind: 'run'; readonly values: Values }
  | { readonly kind: 'help' }
  | { readonly kind: 'invalid'; readonly problems: readonly string[] };

/** `--help` is known to every verb, and wins over mistakes. `positional`: the name under which one bare argument is taken; `joined`: all of them, as one text. */
export function readArguments<Schema extends z.ZodType>(
  args: readonly string[],
  options: ParseArgsOptionsConfig,
  schema: Schema,
  positional?: string,
  joined = false,
): Arguments<z.output<Schema>> {
  const known: ParseArgsOptionsConfig = { ...options, help: { type: 'boolean', short: 'h' } };
  const loose = parseArgs({ args: [...args], options: known, strict: false, allowPositionals: true, tokens: true });
  if (loose.values['help'] === true) return { kind: 'help' };
  const unknown = loose.tokens.flatMap((token) => {
    if (token.kind !== 'option' || Object.hasOwn(known, token.name)) return [];
    const near = nearNames(token.name, Object.keys(known)).map((name) => `--${name}`);
    return [`${unknownOption(token.rawName)}${didYouMean(near)}`];
  });
  // What follows an unknown option is most likely its value.
  const bare = loose.tokens.flatMap((token) => (token.kind === 'positional' ? [token.value] : []));
  const taken = joined && bare.length > 0 ? bare.join(' ') : bare[0];
  const unexpected = unknown.length > 0 || joined ? [] : bare.slice(positional === undefined ? 0 : 1).map(unexpectedArgument);
  const problems = [...unknown, ...unexpected];
  if (problems.length > 0) return { kind: 'invalid', problems };
  try {
    const { values } = parseArgs({ args: [...args], options: known, allowPositionals: true });
    const parsed = schema.safeParse(positional === undefined || taken === undefined ? values : { ...values, [positional]: taken });
    if (parsed.success) return { kind: 'run', values: parsed.data };
    return { kind: 'invalid', problems: parsed.error.issues.map(({ message }) => message) };
  } catch (cause) {
    return { kind: 'invalid', problems: [cause instanceof Error ? cause.message : String(cause)] };
  }
}
