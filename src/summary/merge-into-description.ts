import { openAtEnd } from './close-fence.ts';
import { disarmMarks, SUMMARY_CLOSE, SUMMARY_OPEN } from './draft-marks.ts';
import { withLf } from './line-ends.ts';

/** Characters, GitHub's limit for a description. Counted in UTF-16 units: never more than GitHub counts. */
export const MAX_DESCRIPTION = 65_536;

export type MergedDescription =
  | { readonly kind: 'merged'; readonly description: string; readonly block: string }
  | { readonly kind: 'unchanged'; readonly description: string; readonly block: string }
  /** The block is there but no longer as we wrote it, or stands there twice: people's text, so it is theirs to resolve. */
  | { readonly kind: 'conflict'; readonly reason: 'block-edited' | 'block-repeated' }
  | { readonly kind: 'too-long'; readonly length: number; readonly limit: number };

/**
 * Puts `text` between the summary's markers. Every other character of the description stays as it is, byte for byte.
 *
 * `blockWritten` is the App's own record of the block it wrote last (LF line ends); only that exact block is ever
 * replaced. Markers that somebody else put there are text like any other: the block is then added beside them.
 */
export function mergeIntoDescription(description: string | null, text: string, blockWritten?: string): MergedDescription {
  const old = description ?? '';
  const block = summaryBlock(text);
  const found = blockWritten === undefined ? [] : findBlock(old, blockWritten);
  if (found.length > 1) return { kind: 'conflict', reason: 'block-repeated' };
  const [place] = found;
  if (place === undefined && blockWritten !== undefined && hasPair(old)) return { kind: 'conflict', reason: 'block-edited' };

  if (place !== undefined && withLf(old.slice(place.start, place.end)) === block) return { kind: 'unchanged', description: old, block };
  // A block that stands keeps its own line ends, a new one takes the author's.
  const lineEnd = (place === undefined ? old : old.slice(place.start, place.end)).includes('\r\n') ? '\r\n' : '\n';
  const written = block.replaceAll('\n', lineEnd);
  const merged = place === undefined ? addBlock(old, written, lineEnd) : old.slice(0, place.start) + written + old.slice(place.end);
  if (merged.length > MAX_DESCRIPTION) return { kind: 'too-long', length: merged.length, limit: MAX_DESCRIPTION };
  return { kind: 'merged', description: merged, block };
}

/** The block as it is recorded: LF line ends, markers of ours inside the text made visible, fences closed. */
export function summaryBlock(text: string): string {
  const clean = disarmMarks(withLf(text.toWellFormed()).replaceAll('\u0000', '\uFFFD')).trim();
  const open = openAtEnd(clean);
  return [SUMMARY_OPEN, open === undefined ? clean : `${clean}\n${open.closing}`, SUMMARY_CLOSE].join('\n');
}

function findBlock(description: string, block: string): { readonly start: number; readonly end: number }[] {
  return [...new Set([block, block.replaceAll('\n', '\r\n')])].flatMap((wanted) => {
    const places = [];
    for (let start = description.indexOf(wanted); start !== -1; start = description.indexOf(wanted, start + wanted.length)) {
      places.push({ start, end: start + wanted.length });
    }
    return places;
  });
}

function hasPair(description: string): boolean {
  const open = description.indexOf(SUMMARY_OPEN);
  return open !== -1 && description.includes(SUMMARY_CLOSE, open);
}

function addBlock(description: string, block: string, lineEnd: string): string {
  if (description.trim() === '') return description + block;
  // Behind an open fence or comment the block would be shown as code or not at all: then it goes on top.
  if (openAtEnd(description) !== undefined) return block + lineEnd + lineEnd + description;
  const ends = /(\r?\n)*$/u.exec(description)?.[0].match(/\n/gu)?.length ?? 0;
  return description + lineEnd.repeat(Math.max(0, 2 - ends)) + block;
}
