/** The identity of a finding, and the hidden mark that carries it in a comment. */
import { createHash } from 'node:crypto';
import { withoutSpaces } from './quote.ts';

/** Path, code without spacing and category: stays the same when lines move or are indented anew. 16 hex digits. */
export function fingerprintOf(path: string, code: string, category: string): string {
  return createHash('sha256')
    .update(JSON.stringify([path, withoutSpaces(code), category]))
    .digest('hex')
    .slice(0, 16);
}

export function findingMark(fingerprint: string): string {
  return `<!-- countersign:finding ${fingerprint} -->`;
}

/** For people who read the text itself, in a terminal or a file: nothing is hidden there. */
export function withoutFindingMark(body: string): string {
  return body.replaceAll(/\s*<!-- countersign:finding [0-9a-f]{16} -->/g, '');
}

/** Of a comment the last mark counts: ours is written last, after all text from outside. */
export function readFindingMark(body: string): string | undefined {
  return readFindingMarks(body).at(-1);
}

export function readFindingMarks(body: string): readonly string[] {
  return [...body.matchAll(/<!-- countersign:finding ([0-9a-f]{16}) -->/g)].flatMap((match) => match[1] ?? []);
}
