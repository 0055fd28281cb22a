/** All rule files below a folder, merged into the one JSON document that the engine gets. */
import { createHash } from 'node:crypto';
import { canaryRules } from './canary.ts';
import type { Language } from './languages.ts';
import { languages } from './languages.ts';
import type { PlacedRule, RuleProblem } from './rule-file.ts';
import { readRuleFile } from './rule-file.ts';
import { readRuleFolder } from './rule-folder.ts';
import { ScannerNotReady } from './scanner-not-ready.ts';

export interface Pack {
  /** The merged rules with our canaries, as JSON: cheaper for the engine than YAML. */
  readonly json: string;
  /** Those of `json` that are for one of these languages: the engine reads every rule it is given before the first file. */
  readonly jsonFor: (names: ReadonlySet<Language['name']>) => string;
  /** sha256 of `json`. */
  readonly digest: string;
  /** Every rule, canaries included, with the languages it is written for. */
  readonly rules: ReadonlyMap<string, ReadonlySet<Language['name']>>;
  /** Rules without canaries. */
  readonly ruleCount: number;
  readonly placeOf: (id: string) => string;
  readonly parts: readonly PackPart[];
}

export interface PackPart {
  readonly path: string;
  /** sha256 over names and contents of its rule files: what `PATH@sha256:HEX` names. */
  readonly digest: string;
  readonly ruleCount: number;
}

/**
 * Reads `**\/*.yml` and `*.yaml` of each place (`rule-folder.ts`), in a fixed order. Throws `ScannerNotReady` naming file, line and reason of
 * every mistake: a pack with one bad rule is refused whole, because half a pack would be a weaker gate.
 */
export async function loadPack(places: readonly string[]): Promise<Pack> {
  const rules: PlacedRule[] = [];
  const problems: RuleProblem[] = [];
  const parts: PackPart[] = [];
  for (const place of places) {
    const { path, digest, files } = await readRuleFolder(place);
    const before = rules.length;
    for (const { file, text } of files) {
      const read = readRuleFile(file, text);
      rules.push(...read.rules);
      problems.push(...read.problems);
    }
    parts.push({ path, digest, ruleCount: rules.length - before });
  }
  problems.push(...twins(rules));
  if (problems.length > 0)
    throw new ScannerNotReady(
      `The rule pack is refused:\n${problems.map(({ file, line, reason }) => `  ${file}:${line}: ${reason}`).join('\n')}`,
      { about: 'rules' },
    );
  const all = [...rules.map(({ rule }) => rule), ...canaryRules()].map((rule) => ({ rule, names: languagesOf(rule.languages) }));
  const json = JSON.stringify({ rules: all.map(({ rule }) => rule) });
  const lineOf = new Map(rules.map(({ rule, file, line }) => [rule.id, `${file}:${line}`]));
  return {
    json,
    jsonFor: remembering((names) =>
      JSON.stringify({ rules: all.filter((one) => [...one.names].some((name) => names.has(name))).map(({ rule }) => rule) }),
    ),
    digest: createHash('sha256').update(json).digest('hex'),
    rules: new Map(all.map(({ rule, names }) => [rule.id, names])),
    ruleCount: rules.length,
    parts,
    placeOf: (id) => lineOf.get(id) ?? 'a rule of our own',
  };
}

function remembering(make: Pack['jsonFor']): Pack['jsonFor'] {
  const made = new Map<string, string>();
  return (names) => {
    const key = [...names].toSorted().join(' ');
    const json = made.get(key) ?? make(names);
    made.set(key, json);
    return json;
  };
}

function languagesOf(names: readonly string[]): ReadonlySet<Language['name']> {
  const wanted = new Set(names.map((name) => name.toLowerCase()));
  return new Set(languages.filter((one) => one.ruleNames.some((name) => wanted.has(name))).map((one) => one.name));
}

/** Of two rules with one id the engine keeps the first and forgets the second. */
function twins(rules: readonly PlacedRule[]): readonly RuleProblem[] {
  const seen = new Map<string, PlacedRule>();
  const problems: RuleProblem[] = [];
  for (const placed of rules) {
    const first = seen.get(placed.rule.id);
    if (first === undefined) seen.set(placed.rule.id, placed);
    else
      problems.push({
        file: placed.file,
        line: placed.line,
        reason: `rule id ${placed.rule.id} is already used in ${first.file}:${first.line}`,
      });
  }
  return problems;
}
