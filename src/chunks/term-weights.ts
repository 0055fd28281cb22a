/** The sparse vector of a chunk, the same in every store: BM25's saturated term frequency, with the idf left to the store. */
import type { Chunk } from './chunk.ts';
import { identifiersOf, termsOfIdentifier } from './tokens.ts';

/** Measured on bench/retrieval; flat around these (docs/decisions/2026-11-21-retrieval-without-a-model.md). */
const K1 = 1.2;
const B = 0.6;
/** Terms. A constant, so that a chunk's weights never change when others come or go. */
const AVERAGE_LENGTH = 150;
const NAME_WEIGHT = 3;
const ENCLOSING_WEIGHT = 1;
/** The largest possible weight: a term that stands in a short chunk without end. */
export const MAX_WEIGHT = K1 + 1;

export interface SparseTerm {
  /** Of `termId`. */
  readonly id: number;
  readonly weight: number;
}

/** Terms of one chunk, by `termId`, and their weights, at the same place. */
export interface SparseVector {
  readonly ids: Uint32Array;
  readonly weights: Float32Array;
}

/** Code repeats its names: splitting, stemming and hashing one again and again is most of the work. Emptied before it could hold a hostile vocabulary. */
const idsOf = new Map<string, readonly number[]>();
const MAX_KNOWN = 50_000;

function idsOfIdentifier(identifier: string): readonly number[] {
  const known = idsOf.get(identifier);
  if (known !== undefined) return known;
  const ids = termsOfIdentifier(identifier).map(termId);
  if (idsOf.size >= MAX_KNOWN) idsOf.clear();
  idsOf.set(identifier, ids);
  return ids;
}

export function weighChunk(chunk: Pick<Chunk, 'text' | 'symbols' | 'enclosing'>): SparseVector {
  const counts = new Map<number, number>();
  let length = 0;
  const add = (identifier: string, times: number): void => {
    for (const id of idsOfIdentifier(identifier)) {
      counts.set(id, (counts.get(id) ?? 0) + times);
      length += times;
    }
  };
  for (const identifier of identifiersOf(chunk.text)) add(identifier, 1);
  for (const { name, kind } of chunk.symbols) if (kind !== 'passed-on') add(name, NAME_WEIGHT);
  for (const identifier of identifiersOf(chunk.enclosing)) add(identifier, ENCLOSING_WEIGHT);
  const norm = K1 * (1 - B + (B * length) / AVERAGE_LENGTH);
  return {
    ids: Uint32Array.from(counts.keys()),
    weights: Float32Array.from(counts.values(), (times) => (times * (K1 + 1)) / (times + norm)),
  };
}

/** FNV-1a over UTF-16 units, 32 bits unsigned: Qdrant's sparse dimensions are numbers, and so are PostgreSQL's keys. */
export function termId(term: string): number {
  let hash = 0x81_1c_9d_c5;
  for (let index = 0; index < term.length; index += 1) hash = Math.imul(hash ^ term.charCodeAt(index), 0x01_00_01_93);
  return hash >>> 0;
}

/** BM25's, never negative; the form that Qdrant's `modifier: idf` computes. */
export function inverseFrequency(documents: number, having: number): number {
  return Math.log(1 + (documents - having + 0.5) / (having + 0.5));
}
