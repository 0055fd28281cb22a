/** Python's own rule for the encoding of a file. Source: https://peps.python.org/pep-0263/ */
import { isUtf8 } from 'node:buffer';
import { strictly } from './decode-bytes.ts';
import type { SourceText } from './decode-bytes.ts';
import * as wording from './wording.ts';

const COOKIE = /^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)/u;
/** Encodings in which every ASCII byte means itself; `utf_7`, `unicode_escape` or Shift-JIS could hide code in plain sight. */
const PLAIN = [
  /^utf-?8(?:-sig)?(?:-(?:unix|dos|mac))?$/u,
  /^(?:us-?)?ascii$/u,
  /^(?:iso-?8859-?(?:1|2|9|15)|latin-?[129]|l1|iso-latin-1)(?:-(?:unix|dos|mac))?$/u,
  /^(?:cp|windows-?)125[0-4]$/u,
];

/** Text of a Python file without a byte order mark. */
export function decodePython(content: Buffer): SourceText {
  const encoding = cookie(content);
  if (encoding !== undefined && !PLAIN.some((name) => name.test(encoding)))
    return { kind: 'not-scannable', reason: wording.declaredEncoding(encoding) };
  if (isUtf8(content)) return { kind: 'source', text: content.toString('utf8') };
  if (encoding === undefined || PLAIN[0]?.test(encoding) === true) return { kind: 'not-scannable', reason: wording.notInEncoding('utf-8') };
  return strictly('windows-1252', content);
}

/** Read in both first lines, whatever the first one is: stricter than Python, never laxer. */
function cookie(content: Buffer): string | undefined {
  const lines = content
    .subarray(0, 4096)
    .toString('latin1')
    .split(/\r\n|\r|\n/u, 2);
  for (const line of lines) {
    const name = COOKIE.exec(line)?.[1];
    if (name !== undefined) return name.toLowerCase().replaceAll('_', '-');
  }
  return undefined;
}
