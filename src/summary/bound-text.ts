import { openAtEnd } from './close-fence.ts';
import { frameWording } from './frame-wording.ts';

/** UTF-8 bytes for the drafted text: with the frame it stays below 60,000, whatever GitHub counts. */
const MAX_BYTES = 55_000;

/** A drafted text that fits a comment: cut at a line, open fences closed, the cut said. People's own text never comes here. */
export function boundText(text: string): string {
  if (Buffer.byteLength(text) <= MAX_BYTES) return text;
  const kept: string[] = [];
  let bytes = 0;
  for (const line of text.split('\n')) {
    bytes += Buffer.byteLength(line) + 1;
    if (bytes > MAX_BYTES) break;
    kept.push(line);
  }
  const open = openAtEnd(kept.join('\n'));
  return [...kept, ...(open === undefined ? [] : [open.closing]), '', frameWording.cut].join('\n');
}
