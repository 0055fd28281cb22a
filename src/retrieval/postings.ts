/** Chunk ids and weights of one term as bytes: the distance to the id before as a varint, then the weight in 255 steps. */
import { MAX_WEIGHT } from '#src/chunks/term-weights.ts';

/** @param distance to the chunk before. @param weight 0 to `MAX_WEIGHT`. At most six bytes. @returns where the next one goes. */
export function writePosting(bytes: Uint8Array, at: number, distance: number, weight: number): number {
  let next = at;
  let left = distance;
  while (left > 127) {
    bytes[next++] = (left & 127) | 128;
    left >>>= 7;
  }
  bytes[next++] = left;
  bytes[next++] = Math.max(1, Math.min(255, Math.round((weight / MAX_WEIGHT) * 255)));
  return next;
}

/** Lists of one term as one. @param parts by rising chunk id, each and among themselves. */
export function mergePostings(parts: readonly Uint8Array[], isAlive: (chunk: number) => boolean): Buffer {
  // Distances only shrink in a merge, or add up to what takes no more room than both.
  const bytes = Buffer.alloc(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  let last = 0;
  for (const part of parts)
    eachPosting(part, (chunk, weight) => {
      if (!isAlive(chunk)) return;
      at = writePosting(bytes, at, chunk - last, weight);
      last = chunk;
    });
  return Buffer.from(bytes.subarray(0, at));
}

/** Calls back once per posting; bytes that end too early end the list. */
export function eachPosting(bytes: Uint8Array, visit: (chunk: number, weight: number) => void): void {
  let chunk = 0;
  let at = 0;
  while (at < bytes.length) {
    let distance = 0;
    let shift = 0;
    let byte = 128;
    while (byte > 127 && at < bytes.length) {
      byte = bytes[at++] ?? 0;
      distance |= (byte & 127) << shift;
      shift += 7;
    }
    const weight = bytes[at++];
    if (weight === undefined) return;
    chunk += distance;
    visit(chunk, (weight / 255) * MAX_WEIGHT);
  }
}
