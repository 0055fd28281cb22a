import { findAssignedSecrets } from './assignment-secrets.ts';
import type { RawMatch } from './assignment-secrets.ts';
import { foldCharacters, joinLiterals } from './folded-text.ts';
import type { FoldedText } from './folded-text.ts';
import { findPemBlocks } from './pem-blocks.ts';
import { looksLikeSecret } from './secret-likeness.ts';
import { TOKEN_PATTERNS, URL_PASSWORD } from './token-patterns.ts';
import { findVendorSecrets } from './vendor-secrets.ts';

export interface SecretMatch {
  /** What it is: `github`, `aws`, `private-key`, `password`, …; `[a-z0-9-]+`. */
  readonly kind: string;
  /** UTF-16 offsets in the text, end exclusive. */
  readonly start: number;
  readonly end: number;
  /** 1-based lines of the first and the last character. */
  readonly line: number;
  readonly endLine: number;
}

/** What we put in place of a secret; not a secret itself. */
const OWN_PLACEHOLDER = /\[\[SECRET:[a-z0-9-]{1,40}:\d{1,6}\]\]/;

/**
 * Every secret in a text, in order, without overlaps: secretlint's vendor rules and our own (installation tokens, PEM
 * blocks in diffs, assignments). Comments that allow a secret are not obeyed: the text may come from an attacker.
 */
export async function findSecrets(text: string): Promise<SecretMatch[]> {
  const folded = foldCharacters(text);
  const matches = await findInView(folded);
  const joined = joinLiterals(folded);
  if (joined !== undefined) matches.push(...(await findInView(joined)));
  const found = matches.filter((match) => match.end > match.start && !OWN_PLACEHOLDER.test(text.slice(match.start, match.end)));
  return withLines(text, mergeOverlaps(found));
}

async function findInView(view: FoldedText): Promise<RawMatch[]> {
  const raw = [
    ...findPemBlocks(view.text),
    ...findTokens(view.text),
    ...(await findVendorSecrets(view.text)),
    ...findAssignedSecrets(view.text),
  ];
  return raw.map((match) => ({ kind: match.kind, ...view.original(match.start, match.end) }));
}

function findTokens(text: string): RawMatch[] {
  const matches: RawMatch[] = [];
  for (const { kind, pattern } of TOKEN_PATTERNS) {
    for (const match of text.matchAll(pattern)) matches.push({ kind, start: match.index, end: match.index + match[0].length });
  }
  for (const match of text.matchAll(URL_PASSWORD)) {
    if (looksLikeSecret(match[0])) matches.push({ kind: 'url-password', start: match.index, end: match.index + match[0].length });
  }
  return matches;
}

/** Overlapping matches become one; the one that begins first names it, so a PEM block stays a PEM block. */
function mergeOverlaps(matches: readonly RawMatch[]): RawMatch[] {
  const merged: RawMatch[] = [];
  for (const match of matches.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const last = merged.at(-1);
    if (last === undefined || match.start >= last.end) merged.push(match);
    else if (match.end > last.end) merged[merged.length - 1] = { ...last, end: match.end };
  }
  return merged;
}

function withLines(text: string, matches: readonly RawMatch[]): SecretMatch[] {
  let line = 1;
  let at = 0;
  const advance = (to: number): number => {
    for (let next = text.indexOf('\n', at); next !== -1 && next < to; next = text.indexOf('\n', at)) {
      line += 1;
      at = next + 1;
    }
    return line;
  };
  return matches.map((match) => ({ ...match, line: advance(match.start), endLine: advance(match.end - 1) }));
}
