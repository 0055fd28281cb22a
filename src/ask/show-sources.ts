/** Sources as a model may see them: secrets replaced, hidden characters shown, within a budget. What is quoted later is searched in this form. */
import { estimateTokens } from '#src/diff/estimate-tokens.ts';
import { showHiddenCharacters } from '#src/untrusted/hidden-characters.ts';
import { newSecretLedger, redactSecrets } from '#src/untrusted/redact-secrets.ts';
import type { Source } from './source.ts';

const LONGEST_LINE = 400;
/** Tokens of instructions, schema, fences and repairs. */
const OVERHEAD = 1_600;
const LARGEST_BUDGET = 3_000;
export const ANSWER_TOKENS = 900;

export function sourceBudget(contextTokens: number): number {
  return Math.max(600, Math.min(LARGEST_BUDGET, contextTokens - ANSWER_TOKENS - OVERHEAD));
}

/** As many as fit, in order; the first is cut to fit when it must be. Every line stays where it was. */
export async function showSources(sources: readonly Source[], tokens: number): Promise<readonly Source[]> {
  const ledger = newSecretLedger();
  const shown: Source[] = [];
  let left = tokens;
  for (const source of withoutOverlaps(sources)) {
    const redacted = showHiddenCharacters((await redactSecrets(source.text, ledger)).text);
    const lines = redacted
      .split('\n')
      .map((line) => (line.length > LONGEST_LINE ? `${line.slice(0, LONGEST_LINE)}…`.toWellFormed() : line));
    const kept = shown.length === 0 ? fitting(lines, left) : lines;
    const text = kept.join('\n');
    const cost = estimateTokens(`${source.path}${text}`) + 30;
    if (cost > left) continue;
    left -= cost;
    shown.push({ ...source, text, endLine: source.startLine + kept.length - 1 });
  }
  return shown;
}

function fitting(lines: readonly string[], tokens: number): readonly string[] {
  let left = tokens - 60;
  const end = lines.findIndex((line) => (left -= estimateTokens(`${line}\n`)) < 0);
  return end === -1 ? lines : lines.slice(0, Math.max(1, end));
}

/** Of two places that share lines the nearer one stays. */
function withoutOverlaps(sources: readonly Source[]): readonly Source[] {
  const kept: Source[] = [];
  for (const source of sources) {
    const overlaps = kept.some(
      (other) => other.path === source.path && other.startLine <= source.endLine && source.startLine <= other.endLine,
    );
    if (!overlaps) kept.push(source);
  }
  return kept;
}
