import type { AskedPlace } from '#src/ask/ports.ts';

const LAST_LINE = 1_000_000;

/** `src/cart.ts`, `src/cart.ts:12`, `src/cart.ts:12-30` (also `#L12-L30`, as links have it); undefined when it cannot be a path. */
export function readPlace(text: string): AskedPlace | undefined {
  const [, path = '', from, to] = /^`?([^`]+?)(?:(?::|#L)(\d{1,7})(?:-L?(\d{1,7}))?)?`?$/u.exec(text) ?? [];
  // What git could not hold as a path, or would read as more than one.
  // eslint-disable-next-line no-control-regex
  if (path === '' || path.length > 400 || /[\u0000-\u001F\u007F]/u.test(path)) return undefined;
  if (path.split('/').some((part) => part === '' || part === '.' || part === '..')) return undefined;
  if (from === undefined) return { path, lines: undefined };
  const [first, last] = [Number(from), Number(to ?? from)];
  return first < 1 || last < first || last > LAST_LINE ? undefined : { path, lines: { from: first, to: last } };
}
