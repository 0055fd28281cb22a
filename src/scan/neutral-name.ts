/** Names for the engine's folder. A pull request's own names (options, newlines, `..`, invalid UTF-8) never become file names. */
import type { Side } from './scan-target.ts';

/** `h00001.py`, `b00002.ts`: unique within a batch by its index. */
export function neutralName(side: Side, index: number, extension: string): string {
  return `${side === 'head' ? 'h' : 'b'}${String(index + 1).padStart(5, '0')}.${extension}`;
}
