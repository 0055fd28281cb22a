/** One rule file, checked for everything that would make the engine skip a rule or a language without saying so. */
import { LineCounter, isMap, isSeq, parseDocument } from 'yaml';
import { z } from 'zod';
import { CANARY_PREFIX } from './canary.ts';
import { languages } from './languages.ts';

const SHAPES = ['pattern', 'patterns', 'pattern-either', 'pattern-regex', 'match'];
const formula = z.unknown();
/** Strict: the engine ignores a misspelt key in silence. `paths` cannot work, because the engine sees neutral names only. */
const Rule = z
  .strictObject({
    id: z.string().regex(/^[\w.-]{1,120}$/u, 'must be made of letters, digits, dots, dashes and underscores'),
    languages: z.array(z.string()).min(1),
    severity: z.enum(['ERROR', 'WARNING', 'INFO', 'CRITICAL', 'HIGH', 'MEDIUM', 'LOW']),
    message: z.string().trim().min(1),
    mode: z.enum(['search', 'taint']).optional(),
    metadata: z.record(z.string(), z.unknown()).optional(),
    options: z.record(z.string(), z.unknown()).optional(),
    fix: z.string().optional(),
    'fix-regex': z.unknown().optional(),
    pattern: formula.optional(),
    patterns: formula.optional(),
    'pattern-either': formula.optional(),
    'pattern-regex': formula.optional(),
    match: formula.optional(),
    'pattern-sources': formula.optional(),
    'pattern-sinks': formula.optional(),
    'pattern-sanitizers': formula.optional(),
    'pattern-propagators': formula.optional(),
  })
  .superRefine((rule, context) => {
    for (const reason of problemsOf(rule)) context.addIssue({ code: 'custom', message: reason });
  });

export type Rule = z.infer<typeof Rule>;
export interface PlacedRule {
  readonly rule: Rule;
  readonly file: string;
  readonly line: number;
}
export interface RuleProblem {
  readonly file: string;
  readonly line: number;
  readonly reason: string;
}

/** Rules of one YAML file and what is wrong with it; both, so that all mistakes of a pack are told at once. Pure. */
export function readRuleFile(
  file: string,
  text: string,
): { readonly rules: readonly PlacedRule[]; readonly problems: readonly RuleProblem[] } {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const lineAt = (offset: number | undefined): number => lines.linePos(offset ?? 0).line || 1;
  const problems: RuleProblem[] = [...document.errors, ...document.warnings].map((error) => ({
    file,
    line: lineAt(error.pos[0]),
    reason: error.message,
  }));
  if (problems.length > 0) return { rules: [], problems };
  const list: unknown = isMap(document.contents) ? document.get('rules', true) : undefined;
  if (!isSeq(list) || list.items.length === 0)
    return { rules: [], problems: [{ file, line: 1, reason: 'has no list `rules` with at least one rule' }] };
  const rules: PlacedRule[] = [];
  for (const item of list.items) {
    const line = lineAt(isMap(item) ? item.range?.[0] : undefined);
    const parsed = Rule.safeParse(isMap(item) ? item.toJS(document) : item);
    if (parsed.success) rules.push({ rule: parsed.data, file, line });
    else problems.push(...parsed.error.issues.map((issue) => ({ file, line, reason: describe(item, issue) })));
  }
  return { rules, problems };
}

function problemsOf(rule: { readonly id: string; readonly languages: readonly string[]; readonly mode?: string | undefined }): string[] {
  const problems: string[] = [];
  const known = rule.languages.map((name) => languages.find((language) => language.ruleNames.includes(name.toLowerCase())));
  const strange = rule.languages.filter((_, index) => known[index] === undefined);
  // `generic` and `regex` rules would make every file look scanned.
  if (strange.length > 0)
    problems.push(`language ${strange.map((name) => `"${name}"`).join(', ')} is not one of ${languages.map((one) => one.name).join(', ')}`);
  // The engine parses all patterns in the first language, and then misses matches in the others.
  if (new Set(known.map((one) => one?.family)).size > 1)
    problems.push('names languages of more than one family; write one rule per family');
  if (rule.id.startsWith(CANARY_PREFIX)) problems.push(`ids that begin with ${CANARY_PREFIX} are reserved`);
  const shapes = SHAPES.filter((key) => Object.hasOwn(rule, key));
  if (rule.mode === 'taint') {
    for (const key of ['pattern-sources', 'pattern-sinks']) if (!Object.hasOwn(rule, key)) problems.push(`mode taint needs \`${key}\``);
  } else if (shapes.length !== 1)
    problems.push(`needs exactly one of ${SHAPES.join(', ')}; it has ${shapes.length === 0 ? 'none' : shapes.join(' and ')}`);
  return problems;
}

function describe(item: unknown, issue: z.core.$ZodIssue): string {
  const id: unknown = isMap(item) ? item.get('id') : undefined;
  const where = issue.path.length > 0 ? `\`${issue.path.join('.')}\`: ` : '';
  return `${typeof id === 'string' ? `rule ${id}: ` : ''}${where}${issue.message}`;
}
