/** Was the scan complete? Pure. The engine's exit code and silence prove nothing; every condition here closes a hole it has. */
import { canaryId } from './canary.ts';
import type { CoreAnswer, CoreError } from './core-answer.ts';
import { errorKind, unparsedSpans } from './core-answer.ts';
import type { PreparedFile } from './prepared-file.ts';
import type { ScanOutcome } from './scan-target.ts';
import * as wording from './wording.ts';

/** These do not depend on the load of the machine, unlike time, memory and the fixpoint limit. */
const SAME_AGAIN: ReadonlySet<string> = new Set([
  'PartialParsing',
  'Syntax error',
  'Other syntax error',
  'Lexical error',
  'Too many matches',
]);

export interface Expected {
  readonly version: string;
  /** Every rule of the pack, with its languages. */
  readonly rules: ReadonlyMap<string, ReadonlySet<string>>;
}

/** `batch`: nothing in the answer can be believed; `hopeless` when no other batch would do better. `files`: one outcome per file,
 * by neutral name. */
export type Judgement =
  | { readonly kind: 'batch'; readonly reason: string; readonly hopeless: boolean }
  | {
      readonly kind: 'files';
      readonly outcomes: ReadonlyMap<string, ScanOutcome>;
    };

export function judgeAnswer(answer: CoreAnswer, files: readonly PreparedFile[], expected: Expected): Judgement {
  const names = new Set(files.map((file) => file.name));
  const wrong = wrongEngine(answer, files, expected);
  if (wrong !== undefined) return { kind: 'batch', reason: wrong, hopeless: true };
  const doubt = doubtAboutBatch(answer, names);
  if (doubt !== undefined) return { kind: 'batch', reason: doubt, hopeless: false };
  const scanned = new Set(answer.paths.scanned);
  const canaries = Map.groupBy(
    answer.results.filter((match) => match.check_id.startsWith('countersign.canary.')),
    (match) => match.path,
  );
  const errors = Map.groupBy(answer.errors, (error) => error.location?.path ?? '');
  const gaveUp = new Set(answer.time.fixpoint_timeouts.map((error) => error.location?.path));
  const outcomes = new Map<string, ScanOutcome>();
  for (const file of files) {
    const seen = canaries.get(file.name) ?? [];
    const proven = file.bytes.length === 0 ? seen.length === 0 : seen.length === 1 && seen[0]?.check_id === canaryId(file.language);
    outcomes.set(file.name, outcomeOf(errors.get(file.name) ?? [], gaveUp.has(file.name), scanned.has(file.name), proven));
  }
  return { kind: 'files', outcomes };
}

function outcomeOf(errors: readonly CoreError[], gaveUp: boolean, listed: boolean, proven: boolean): ScanOutcome {
  const [first] = errors;
  if (first !== undefined) {
    const unparsed = errors.flatMap(unparsedSpans);
    const same = errors.some((error) => SAME_AGAIN.has(errorKind(error)));
    const more = { ...(same ? { retry: false as const } : {}), ...(unparsed.length > 0 ? { unparsed } : {}) };
    return { kind: 'incomplete', reason: wording.engineError(errorKind(first)), ...more };
  }
  if (gaveUp) return { kind: 'incomplete', reason: wording.fixpoint };
  if (!listed) return { kind: 'incomplete', reason: wording.notInList };
  return proven ? { kind: 'scanned' } : { kind: 'incomplete', reason: wording.notParsed };
}

function wrongEngine(answer: CoreAnswer, files: readonly PreparedFile[], expected: Expected): string | undefined {
  if (answer.version !== expected.version) return wording.engineVersion(answer.version, expected.version);
  if (answer.skipped_rules.length > 0) return wording.rulesSkipped;
  // The engine lists the rules it had a file for.
  const ran = new Set(answer.rules_by_engine.map(([id]) => id));
  const present = new Set<string>(files.map((file) => file.language.name));
  const missing = [...expected.rules].some(([id, names]) => !ran.has(id) && [...names].some((name) => present.has(name)));
  if (missing || [...ran].some((id) => !expected.rules.has(id))) return wording.rulesDiffer;
  return undefined;
}

function doubtAboutBatch(answer: CoreAnswer, names: ReadonlySet<string>): string | undefined {
  const elsewhere = answer.errors.find((error) => !names.has(error.location?.path ?? ''));
  if (elsewhere !== undefined) return wording.engineError(errorKind(elsewhere));
  if (answer.time.fixpoint_timeouts.some((error) => !names.has(error.location?.path ?? ''))) return wording.fixpointUnknown;
  if ([...answer.paths.scanned, ...answer.results.map((match) => match.path)].some((path) => !names.has(path))) return wording.unknownFiles;
  return undefined;
}
