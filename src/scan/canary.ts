/**
 * One rule per family that matches exactly once in every non-empty file that was really parsed: without it, a file that the
 * engine's key-word filter skipped looks scanned and clean.
 */
import type { Language } from './languages.ts';
import { languages } from './languages.ts';

export const CANARY_PREFIX = 'countersign.canary.';

export function canaryId(language: Language): string {
  return `${CANARY_PREFIX}${language.family}`;
}

interface CanaryRule {
  readonly id: string;
  readonly languages: readonly string[];
  readonly [key: string]: unknown;
}

/** Rules in Semgrep's format, one per family. */
export function canaryRules(): readonly CanaryRule[] {
  return [...Map.groupBy(languages, (one) => one.family)].map(([family, members]) => ({
    id: `${CANARY_PREFIX}${family}`,
    languages: members.map((one) => one.ruleNames[0] ?? one.name),
    severity: 'INFO',
    message: 'parsed',
    patterns: [{ 'pattern-regex': '\\A[\\s\\S]' }, { 'pattern-not': members[0]?.absent ?? 'countersign_canary_never_called(...)' }],
  }));
}
