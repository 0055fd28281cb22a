/** From bytes to text, as the tools of each language would read them. */
import { isUtf8 } from 'node:buffer';
import type { Language } from './languages.ts';
import * as wording from './wording.ts';

export type SourceText = { readonly kind: 'source'; readonly text: string } | { readonly kind: 'not-scannable'; readonly reason: string };

/** Text of a file that begins with a byte order mark; undefined when it has none. */
export function decodeUnicodeMark(content: Buffer): SourceText | undefined {
  const starts = (...mark: number[]): boolean => mark.every((byte, index) => content[index] === byte);
  if (starts(0xff, 0xfe, 0, 0) || starts(0, 0, 0xfe, 0xff)) return utf32(content.subarray(4), content[0] === 0xff);
  if (starts(0xff, 0xfe)) return strictly('utf-16le', content.subarray(2));
  if (starts(0xfe, 0xff)) return strictly('utf-16be', content.subarray(2));
  // The mark itself is taken off: with it the engine does not see the first statement of a Python file.
  if (starts(0xef, 0xbb, 0xbf)) return strictly('utf-8', content.subarray(3));
  return undefined;
}

/** Text of a file without a mark and without a declared encoding. */
export function decodeBytes(content: Buffer, language: Language): SourceText {
  if (isUtf8(content)) return { kind: 'source', text: content.toString('utf8') };
  const single = content.toString('latin1');
  // Java is compiled in whatever encoding the build says. A one-byte encoding leaves ASCII alone; a two-byte one (Shift-JIS, GBK)
  // can swallow the character after a high byte, and then our reading of strings and blocks would differ from the compiler's.
  if (language.name === 'java' && /[\x80-\xff][\\"'`{}[\]|@~^]/u.test(single))
    return { kind: 'not-scannable', reason: wording.unknownEncoding };
  if (language.name === 'java') return { kind: 'source', text: single };
  // Node, browsers and bundlers read damaged UTF-8 with replacement characters; so do we.
  return { kind: 'source', text: content.toString('utf8') };
}

/** Decodes, or says that the bytes are not what they claim to be. */
export function strictly(encoding: string, bytes: Buffer): SourceText {
  try {
    return { kind: 'source', text: new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    return { kind: 'not-scannable', reason: wording.notInEncoding(encoding) };
  }
}

function utf32(bytes: Buffer, little: boolean): SourceText {
  if (bytes.length % 4 !== 0) return { kind: 'not-scannable', reason: wording.notInEncoding('utf-32') };
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += 4) {
    const point = little ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at);
    if (point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff)) return { kind: 'not-scannable', reason: wording.notInEncoding('utf-32') };
    parts.push(String.fromCodePoint(point));
  }
  return { kind: 'source', text: parts.join('') };
}
