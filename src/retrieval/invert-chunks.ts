import { writePosting } from './postings.ts';
import type { SparseVector } from '#src/chunks/term-weights.ts';

export interface PackedPostings {
  /** Rising, so that the primary key grows in order. */
  readonly terms: readonly number[];
  /** Where the list of each term begins in `bytes`, and how long it is. */
  readonly starts: readonly number[];
  readonly lengths: readonly number[];
  readonly bytes: Buffer;
}

/** From terms by chunk to chunks by term. @param first the id of the first chunk; the others follow. */
export function invertChunks(vectors: readonly SparseVector[], first: number): PackedPostings {
  const numberOf = new Map<number, number>();
  const counts: number[] = [];
  let total = 0;
  for (const { ids } of vectors)
    for (const id of ids) {
      const known = numberOf.get(id);
      if (known === undefined) numberOf.set(id, counts.push(1) - 1);
      else counts[known] = (counts[known] ?? 0) + 1;
      total += 1;
    }
  // By counting: chunk and weight of each posting at the place of its term.
  const ends = new Uint32Array(counts.length);
  let sum = 0;
  for (const [number, count] of counts.entries()) {
    ends[number] = sum;
    sum += count;
  }
  const [chunks, weights] = [new Uint32Array(total), new Float32Array(total)];
  for (const [index, vector] of vectors.entries())
    for (const [at, id] of vector.ids.entries()) {
      const number = numberOf.get(id) ?? 0;
      const slot = ends[number] ?? 0;
      ends[number] = slot + 1;
      chunks[slot] = first + index;
      weights[slot] = vector.weights[at] ?? 0;
    }
  const terms = [...numberOf.keys()].sort((a, b) => a - b);
  const [starts, lengths]: [number[], number[]] = [[], []];
  const bytes = Buffer.alloc(total * 6);
  let at = 0;
  for (const term of terms) {
    const number = numberOf.get(term) ?? 0;
    const end = ends[number] ?? 0;
    const start = at;
    let last = 0;
    for (let slot = end - (counts[number] ?? 0); slot < end; slot += 1) {
      at = writePosting(bytes, at, (chunks[slot] ?? 0) - last, weights[slot] ?? 0);
      last = chunks[slot] ?? 0;
    }
    starts.push(start);
    lengths.push(at - start);
  }
  return { terms, starts, lengths, bytes: bytes.subarray(0, at) };
}
