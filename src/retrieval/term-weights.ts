/** The sparse vector of a chunk, the same in every store: BM25's saturated term frequency, with the idf left to the store. */
import type { Chunk } from './chunk.ts';
import { countTerms, termsOfIdentifier } from './tokens.ts';

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

export function weighChunk(chunk: Pick<Chunk, 'text' | 'symbols' | 'enclosing'>): readonly SparseTerm[] {
  const counts = countTerms(chunk.text);
  for (const { name, kind } of chunk.symbols)
    if (kind !== 'passed-on') for (const term of termsOfIdentifier(name)) counts.set(term, (counts.get(term) ?? 0) + NAME_WEIGHT);
  for (const [term, times] of countTerms(chunk.enclosing)) counts.set(term, (counts.get(term) ?? 0) + times * ENCLOSING_WEIGHT);
  let length = 0;
  for (const times of counts.values()) length += times;
  const norm = K1 * (1 - B + (B * length) / AVERAGE_LENGTH);
  const byId = new Map<number, number>();
  // Two terms with one id are rarer than a misspelled word; the heavier one counts.
  for (const [term, times] of counts) byId.set(termId(term), Math.max(byId.get(termId(term)) ?? 0, (times * (K1 + 1)) / (times + norm)));
  return [...byId].map(([id, weight]) => ({ id, weight }));
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
