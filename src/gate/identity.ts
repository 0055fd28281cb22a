/** What makes two matches "the same finding": rule and code, never line, message or the engine's own fingerprint. Pure. */
import { createHash } from 'node:crypto';

/** sha256 over the rule and the matched code without its layout: indentation, line breaks, trailing commas, kind of quotes. */
export function findingIdentity(rule: string, code: string): string {
  return createHash('sha256').update(rule).update('\0').update(withoutLayout(code)).digest('hex');
}

/** Code without indentation, line breaks, trailing commas and kind of quotes. */
export function withoutLayout(code: string): string {
  return code
    .replaceAll("'", '"')
    .replace(/\s+/gu, ' ')
    .replace(/ ?([^\p{L}\p{N}_$\s]) ?/gu, '$1')
    .replace(/,(?=[)\]}])/gu, '')
    .trim();
}
