/** Chunk ids and weights of one term as bytes: the distance to the id before as a varint, then the weight in 255 steps. */
import { MAX_WEIGHT } from './term-weights.ts';

export interface Posting {
  readonly chunk: number;
  /** 0 to `MAX_WEIGHT`. */
  readonly weight: number;
}

/** @param postings by rising chunk id. */
export function packPostings(postings: readonly Posting[]): Buffer {
  const bytes: number[] = [];
  let last = 0;
  for (const { chunk, weight } of postings) {
    let distance = chunk - last;
    last = chunk;
    while (distance > 127) {
      bytes.push((distance & 127) | 128);
      distance >>>= 7;
    }
    bytes.push(distance, Math.max(1, Math.min(255, Math.round((weight / MAX_WEIGHT) * 255))));
  }
  return Buffer.from(bytes);
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
