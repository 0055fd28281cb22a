import { looksLikeBareSecret, looksLikeSecret } from './secret-likeness.ts';

/** A match in the text that was searched; offsets are UTF-16 code units. */
export interface RawMatch {
  readonly kind: string;
  readonly start: number;
  readonly end: number;
}

const WORD = String.raw`password|passwd|passphrase|pwd|secret|token|api[_-]?key|apikey|access[_-]?key|auth[_-]?key|private[_-]?key|encryption[_-]?key|signing[_-]?key|client[_-]?secret|credentials?`;
const KEY = new RegExp(
  String.raw`(?<word>${WORD})(?:[_-]?(?:value|string|key|base64|b64|prod|production|live|\d{1,2}))?(?:\\?["'\x60\]]){0,2}`,
  'gi',
);

// What may stand between the name and the literal: a type, `=`, `:`, `=>`, `:=`, `,` of a call or a map.
const BEFORE_LITERAL =
  /[ \t]{0,20}(?::[ \t]{0,4}[A-Za-z][A-Za-z0-9_<>[\]| ]{0,40}(?==))?[ \t]{0,20}(?::=|=>|={1,2}|:|,|\()[ \t]{0,20}(?:\\?)(["'`])/y;
const BARE = /[ \t]{0,4}[:=][ \t]{0,4}([^\s#]{10,512})[ \t]*(?=\r?\n|$|#)/y;
const XML = /[^<>]{0,40}>([^<>\s]{8,512})<\//y;
const BARE_LINE_START = /^[ \t+-]{0,40}(?:export[ \t]+|set[ \t]+|ENV[ \t]+|-[ \t]+|\/\/[ \t]*|#[ \t]*)?[A-Za-z0-9_."'-]{0,80}$/;
const LONGEST_LITERAL = 4096;

/** `password = "…"` and its kin in code, JSON, YAML, XML, `.env`. Linear: each name is looked at once, each look is bounded. */
export function findAssignedSecrets(text: string): RawMatch[] {
  const matches: RawMatch[] = [];
  KEY.lastIndex = 0;
  for (const found of text.matchAll(KEY)) {
    // `AWS::IAM::AccessKey` names a type of thing, not a key.
    if (/::\w{0,40}$/.test(text.slice(Math.max(0, found.index - 42), found.index))) continue;
    const after = found.index + found[0].length;
    const range = quotedAt(text, after) ?? bareAt(text, found.index, after) ?? xmlAt(text, found.index, after);
    if (range !== undefined) matches.push({ kind: kindOf(found.groups?.['word'] ?? ''), ...range });
  }
  return matches;
}

type Range = { readonly start: number; readonly end: number };

function quotedAt(text: string, at: number): Range | undefined {
  BEFORE_LITERAL.lastIndex = at;
  const before = BEFORE_LITERAL.exec(text);
  const quote = before?.[1];
  if (before === null || quote === undefined) return undefined;
  const start = at + before[0].length;
  const escaped = text[start - 2] === '\\';
  const end = endOfLiteral(text, start, escaped ? `\\${quote}` : quote);
  return end !== undefined && looksLikeSecret(text.slice(start, end)) ? { start, end } : undefined;
}

function endOfLiteral(text: string, start: number, closing: string): number | undefined {
  const literal = text.slice(start, start + LONGEST_LITERAL);
  const end = literal.indexOf(closing);
  const line = literal.indexOf('\n');
  return end === -1 || (line !== -1 && line < end) ? undefined : start + end;
}

function bareAt(text: string, nameAt: number, at: number): Range | undefined {
  const before = text.slice(Math.max(0, nameAt - 120), nameAt);
  if (!BARE_LINE_START.test(before.slice(before.lastIndexOf('\n') + 1))) return undefined;
  BARE.lastIndex = at;
  const value = BARE.exec(text);
  if (value?.[1] === undefined) return undefined;
  const start = at + value[0].indexOf(value[1]);
  return looksLikeBareSecret(value[1]) ? { start, end: start + value[1].length } : undefined;
}

function xmlAt(text: string, nameAt: number, at: number): Range | undefined {
  if (!/<[A-Za-z0-9_.:-]{0,60}$/.test(text.slice(Math.max(0, nameAt - 64), nameAt))) return undefined;
  XML.lastIndex = at;
  const value = XML.exec(text);
  if (value?.[1] === undefined) return undefined;
  const start = at + value[0].lastIndexOf(value[1]);
  return looksLikeSecret(value[1]) ? { start, end: start + value[1].length } : undefined;
}

function kindOf(word: string): string {
  const plain = word.toLowerCase().replace(/[_-]/g, '');
  if (/^pass|^pwd/.test(plain)) return 'password';
  if (plain === 'token') return 'token';
  return plain.endsWith('key') ? 'key' : 'secret';
}
