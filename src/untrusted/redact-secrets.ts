import { findSecrets } from './find-secrets.ts';
import type { SecretMatch } from './find-secrets.ts';

/** Remembers numbers over several texts of one request: the same value keeps its placeholder. Never stored, never logged. */
export interface SecretLedger {
  readonly numbers: Map<string, number>;
  readonly counts: Map<string, number>;
}

export interface RedactedText {
  readonly text: string;
  readonly secrets: readonly (SecretMatch & { readonly placeholder: string })[];
}

export function newSecretLedger(): SecretLedger {
  return { numbers: new Map(), counts: new Map() };
}

/**
 * Puts `[[SECRET:kind:n]]` in the place of every secret; the same value has the same n. The number of lines stays, and a
 * secret over several lines keeps what stands before each (a diff sign, an indent), so a diff stays a diff.
 */
export async function redactSecrets(text: string, ledger: SecretLedger = newSecretLedger()): Promise<RedactedText> {
  const matches = await findSecrets(text);
  const parts: string[] = [];
  const secrets: (SecretMatch & { placeholder: string })[] = [];
  let from = 0;
  for (const match of matches) {
    const value = text.slice(match.start, match.end);
    const placeholder = `[[SECRET:${match.kind}:${numberOf(ledger, match.kind, value)}]]`;
    parts.push(text.slice(from, match.start), coverLines(value, placeholder));
    secrets.push({ ...match, placeholder });
    from = match.end;
  }
  parts.push(text.slice(from));
  return { text: parts.join(''), secrets };
}

function numberOf(ledger: SecretLedger, kind: string, value: string): number {
  // Diff signs and indents are not part of a key: the same key added and removed is the same secret.
  const key = `${kind}:${value.replace(/[\s+-]/g, '')}`;
  const known = ledger.numbers.get(key);
  if (known !== undefined) return known;
  const number = (ledger.counts.get(kind) ?? 0) + 1;
  ledger.counts.set(kind, number);
  ledger.numbers.set(key, number);
  return number;
}

function coverLines(value: string, placeholder: string): string {
  const [first = '', ...others] = value.split('\n');
  const lineEnd = first.endsWith('\r') ? '\r' : '';
  const covered = others.map((line, index) => {
    const before = /^[ +-]?[ \t]*/.exec(line)?.[0] ?? '';
    return before + placeholder + (index < others.length - 1 ? lineEnd : '');
  });
  return [placeholder + (others.length > 0 ? lineEnd : ''), ...covered].join('\n');
}
