import type { RawMatch } from './assignment-secrets.ts';

const BEGIN = /-----BEGIN ?(?:[A-Z0-9]{1,12} ){0,3}PRIVATE KEY(?: BLOCK)?-----|PuTTY-User-Key-File-\d:/g;
const END = /-----END ?(?:[A-Z0-9]{1,12} ){0,3}PRIVATE KEY(?: BLOCK)?-----|Private-MAC: [0-9a-f]{8,128}/;
/** A line of a key's body, with whatever a diff, a comment, a string literal or JSON puts around it. */
const BODY_LINE = /^[ \t+\-<>|#*/"'`,;]{0,80}(?:\\n)?[A-Za-z0-9+/=]{16,128}(?:\\n|\\r|[ \t"'`,;+.\\]){0,20}\r?$/;
const LONGEST_BLOCK = 24_000;

/**
 * Private key blocks, also with a diff sign, an indent or quotes before each line, as one string with `\n`, and cut off
 * before the end line (a hunk may show only half of a key).
 */
export function findPemBlocks(text: string): RawMatch[] {
  const matches: RawMatch[] = [];
  let from = 0;
  for (const begin of text.matchAll(BEGIN)) {
    if (begin.index < from) continue;
    const bodyAt = begin.index + begin[0].length;
    const end = endOfBlock(text, bodyAt);
    if (end === undefined) continue;
    matches.push({ kind: 'private-key', start: begin.index, end });
    from = end;
  }
  return matches;
}

function endOfBlock(text: string, bodyAt: number): number | undefined {
  const rest = text.slice(bodyAt, bodyAt + LONGEST_BLOCK);
  // Another key that begins first ends the search: a million begin lines would make it quadratic.
  const another = rest.search(/-----BEGIN/);
  const near = another === -1 ? rest : rest.slice(0, another);
  const end = END.exec(near);
  if (end !== null) {
    const body = near.slice(0, end.index).replace(/\\[nr]/g, '');
    return (body.match(/[A-Za-z0-9+/=]/g)?.length ?? 0) >= 40 ? bodyAt + end.index + end[0].length : undefined;
  }
  return endOfHalf(near, bodyAt);
}

function endOfHalf(near: string, bodyAt: number): number | undefined {
  const firstLine = near.indexOf('\n');
  if (firstLine === -1 || firstLine > 40) return undefined;
  let end = firstLine;
  let lines = 0;
  while (lines < 400) {
    const next = near.indexOf('\n', end + 1);
    const stop = next === -1 ? near.length : next;
    if (!BODY_LINE.test(near.slice(end + 1, stop))) break;
    lines += 1;
    end = stop;
    if (next === -1) break;
  }
  return lines >= 1 ? bodyAt + end : undefined;
}
