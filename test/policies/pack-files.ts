/** The rule files of the pack as they stand in the repository, read with the scanner's own reader. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Rule } from '#src/scan/rule-file.ts';
import { readRuleFile } from '#src/scan/rule-file.ts';

/** What every rule of ours must say about itself. */
export const RuleMetadata = z.strictObject({
  category: z.literal('security'),
  cwe: z.array(z.string().regex(/^CWE-\d+: [A-Z]/u)).min(1),
  owasp: z.array(z.string().regex(/^A\d\d:2021 - [A-Z]/u)).min(1),
  confidence: z.enum(['HIGH', 'MEDIUM', 'LOW']),
  'fix-hint': z.string().min(20),
  references: z.array(z.url({ protocol: /^https$/u })).min(1),
});

export interface PackFile {
  /** `<language>/<class>.yml`. */
  readonly path: string;
  readonly text: string;
  readonly rules: readonly Rule[];
  readonly problems: readonly string[];
}

export function readPackFiles(folder: string): readonly PackFile[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /\.ya?ml$/u.test(name));
  return names.toSorted().map((path) => {
    const text = readFileSync(join(folder, path), 'utf8');
    const { rules, problems } = readRuleFile(path, text);
    return { path, text, rules: rules.map(({ rule }) => rule), problems: problems.map(({ line, reason }) => `${path}:${line}: ${reason}`) };
  });
}

/** All regular expressions of a rule, wherever they stand. */
export function regularExpressionsOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(regularExpressionsOf);
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    typeof inner === 'string' && (key === 'regex' || key === 'pattern-regex' || key === 'pattern-not-regex')
      ? [inner]
      : regularExpressionsOf(inner),
  );
}
