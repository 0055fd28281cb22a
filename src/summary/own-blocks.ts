/** The App's blocks in a description: their form, where they stand, and how they are taken out. Pure. */
import { openAtEnd } from './close-fence.ts';
import { disarmMarks, SUMMARY_CLOSE, SUMMARY_OPEN } from './draft-marks.ts';
import { withLf } from './line-ends.ts';

export interface WrittenBlock {
  /** The section that it fills; empty for the block that stands by itself. */
  readonly key: string;
  /** With its markers, LF line ends. */
  readonly block: string;
  /** People's edits were merged into it: it is no longer ours alone to remove. */
  readonly shared?: true;
}

export interface Region {
  readonly start: number;
  readonly end: number;
}

/** The block as it is recorded: LF line ends, markers of ours inside the text made visible, fences closed. */
export function summaryBlock(text: string): string {
  const clean = disarmMarks(withLf(text.toWellFormed()).replaceAll('\u0000', '\uFFFD')).trim();
  const open = openAtEnd(clean);
  return [SUMMARY_OPEN, open === undefined ? clean : `${clean}\n${open.closing}`, SUMMARY_CLOSE].join('\n');
}

export function innerOf(block: string): string {
  return withLf(block).slice(SUMMARY_OPEN.length, -SUMMARY_CLOSE.length).trim();
}

export function findBlock(description: string, block: string): Region[] {
  return [...new Set([block, block.replaceAll('\n', '\r\n')])].flatMap((wanted) => {
    const places = [];
    for (let start = description.indexOf(wanted); start !== -1; start = description.indexOf(wanted, start + wanted.length)) {
      places.push({ start, end: start + wanted.length });
    }
    return places;
  });
}

/** Every pair of markers, from an opening one to the next closing one. */
export function pairsIn(description: string): Region[] {
  const pairs: Region[] = [];
  for (let start = description.indexOf(SUMMARY_OPEN); start !== -1; start = description.indexOf(SUMMARY_OPEN, start + 1)) {
    const close = description.indexOf(SUMMARY_CLOSE, start);
    if (close === -1) break;
    pairs.push({ start, end: close + SUMMARY_CLOSE.length });
  }
  return pairs;
}

/** The description without the blocks that stand there, once, just as they were written; what people shared in stays. */
export function withoutBlocks(description: string, written: readonly WrittenBlock[]): string {
  return written.reduce((text, { block, shared }) => {
    const [only, ...more] = findBlock(text, block);
    return only === undefined || more.length > 0 || shared === true ? text : text.slice(0, only.start) + text.slice(only.end);
  }, description);
}
