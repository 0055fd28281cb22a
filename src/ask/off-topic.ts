/** Whether a claim, however well it is proven, is about something else than the question. */
import type { AskedWords } from './ports.ts';
import type { Source, Spot } from './source.ts';

/** Lines around a quote that are about the same thing. */
const AROUND = 8;
const NEAR_SHARE = 0.5;

/** @returns why; undefined when it may be said. */
export function offTopic(claim: string, spot: Spot, source: Source, { words, standIn }: AskedWords): string | undefined {
  if (words.length === 0) return undefined;
  const said = standIn(claim);
  const near = standIn(`${source.path}\n${linesAround(spot, source, AROUND, source.content === 'code')}`);
  // Small models answer with the words of the question and the first quote at hand. A single one may be theirs: "generates".
  const echoed = [...said].filter((word) => !near.has(word));
  if (echoed.length > 1 || (echoed.length === 1 && said.size === 1)) return `only the question says ${echoed.join(', ')}`;
  if (said.size + standIn(linesAround(spot, source, 0)).size === 0) return 'no word of the question';
  return near.size / words.length < NEAR_SHARE ? 'far from the question' : undefined;
}

/** @param fromTop a piece of code begins with what it is called and what is said about it. */
function linesAround({ startLine, endLine }: Spot, source: Source, around: number, fromTop = false): string {
  const lines = source.text.split('\n');
  const first = fromTop ? 0 : Math.max(0, startLine - source.startLine - around);
  return lines.slice(first, endLine - source.startLine + 1 + around).join('\n');
}
