/** Git's C-style quoting of paths. Source: https://git-scm.com/docs/git-config#Documentation/git-config.txt-corequotePath */

const escapes: Readonly<Record<string, number>> = { a: 7, b: 8, t: 9, n: 10, v: 11, f: 12, r: 13, '"': 34, '\\': 92 };

/**
 * Reads one path at the start of `text`: quoted with escapes (octal escapes are bytes of UTF-8, invalid ones become
 * U+FFFD), or bare up to a tab or the end. Returns the path and what follows it.
 */
export function readPath(text: string): { path: string; rest: string } {
  if (!text.startsWith('"')) {
    const tab = text.indexOf('\t');
    return tab === -1 ? { path: text, rest: '' } : { path: text.slice(0, tab), rest: text.slice(tab) };
  }
  const bytes: Buffer[] = [];
  let at = 1;
  while (at < text.length && text[at] !== '"') {
    if (text[at] !== '\\') {
      const end = nextSpecial(text, at);
      bytes.push(Buffer.from(text.slice(at, end), 'utf8'));
      at = end;
      continue;
    }
    const octal = /^[0-7]{3}/.exec(text.slice(at + 1, at + 4));
    bytes.push(Buffer.from([octal ? Number.parseInt(octal[0], 8) & 255 : (escapes[text[at + 1] ?? ''] ?? 63)]));
    at += octal ? 4 : 2;
  }
  return { path: Buffer.concat(bytes).toString('utf8'), rest: text.slice(at + 1) };
}

/** Takes the `a/` or `b/` off; `/dev/null` is no path. */
export function withoutPrefix(path: string): string | undefined {
  if (path === '/dev/null') return undefined;
  return /^[ab]\//.test(path) ? path.slice(2) : path;
}

function nextSpecial(text: string, from: number): number {
  for (let at = from; at < text.length; at++) if (text[at] === '\\' || text[at] === '"') return at;
  return text.length;
}
