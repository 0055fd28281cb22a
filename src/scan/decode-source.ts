/**
 * The byte check before a scan. The engine reads UTF-8 with `\n`; whatever a language's own compiler reads differently would
 * be a place to hide code in. What can be rewritten without a change of meaning is; the rest is declared not scannable.
 */
import type { Language } from './languages.ts';
import { decodePython } from './decode-python.ts';
import { decodeBytes, decodeUnicodeMark } from './decode-bytes.ts';
import type { SourceText } from './decode-bytes.ts';
import { plainJavaEscapes, plainScriptEscapes } from './plain-escapes.ts';
import * as wording from './wording.ts';

/** UTF-8 as the engine gets it. `addedLineEnds`: offsets of `\n` that stand for something git does not count as a line end. */
export type Source =
  | { readonly kind: 'source'; readonly bytes: Buffer; readonly addedLineEnds: readonly number[] }
  | { readonly kind: 'not-scannable'; readonly reason: string };

const LFS_POINTER = /^version https:\/\/git-lfs\.github\.com\/spec\/v1\r?\n(?:ext-[^\n]*\n)*oid sha256:[0-9a-f]{64}\r?\nsize \d+\s*$/u;

/** Pure. `limitBytes` bounds what the engine is asked to parse. */
export function decodeSource(content: Buffer, language: Language, limitBytes: number): Source {
  if (content.length > limitBytes) return { kind: 'not-scannable', reason: wording.tooLarge(content.length, limitBytes) };
  if (content.length < 1024 && LFS_POINTER.test(content.toString('latin1'))) return { kind: 'not-scannable', reason: wording.lfsPointer };
  const text = decodeText(content, language);
  if (text.kind === 'not-scannable') return text;
  if (text.text.includes('\0')) return { kind: 'not-scannable', reason: wording.nulBytes };
  const plain = plainText(text.text, language);
  if (plain === undefined) return { kind: 'not-scannable', reason: wording.escapedLineEnd };
  return { kind: 'source', ...plainLineEnds(Buffer.from(plain, 'utf8'), language) };
}

function decodeText(content: Buffer, language: Language): SourceText {
  const marked = decodeUnicodeMark(content);
  if (marked !== undefined) return marked;
  return language.name === 'python' ? decodePython(content) : decodeBytes(content, language);
}

/** Escaped or compatible letters in names, as the language itself reads them. */
function plainText(text: string, language: Language): string | undefined {
  switch (language.name) {
    case 'javascript':
    case 'typescript':
      return plainScriptEscapes(text);
    case 'java':
      return plainJavaEscapes(text);
    case 'python':
      // PEP 3131: names are compared in NFKC, so full-width or mathematical letters spell `eval` too.
      return text.replace(/[^\0-\x7f]/gu, (letter) =>
        /^\w+$/u.test(letter.normalize('NFKC')) && isAscii(letter.normalize('NFKC')) ? letter.normalize('NFKC') : letter,
      );
    case 'dockerfile':
      // The engine loses the rest of a step at a line that goes on after CRLF. Docker takes both line ends off alike.
      return text.replaceAll('\r\n', '\n');
    case 'go':
    case 'terraform':
    case 'workflow':
      return text;
  }
}

function isAscii(text: string): boolean {
  return /^[\0-\x7f]*$/u.test(text);
}

/** A lone CR ends a line (and a comment) in Python, Java, YAML and scripts, but not for the engine's parsers. Same length, so offsets stay. */
function plainLineEnds(bytes: Buffer, language: Language): { readonly bytes: Buffer; readonly addedLineEnds: readonly number[] } {
  const addedLineEnds: number[] = [];
  if (!['python', 'javascript', 'typescript', 'java', 'workflow'].includes(language.name)) return { bytes, addedLineEnds };
  for (let at = bytes.indexOf(0x0d); at >= 0; at = bytes.indexOf(0x0d, at + 1)) {
    if (bytes[at + 1] === 0x0a) continue;
    bytes[at] = 0x0a;
    addedLineEnds.push(at);
  }
  return { bytes, addedLineEnds };
}
