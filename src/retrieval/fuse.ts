import type { FoundChunk } from './store.ts';

/** Qdrant's constant for reciprocal rank fusion, so that both stores fuse alike: 1 / (2 + rank), ranks from 0. */
const RANK_CONSTANT = 2;

/** Reciprocal rank fusion: what several legs rank high comes first; their scores need no common scale. */
export function fuse(legs: readonly (readonly FoundChunk[])[], limit: number): readonly FoundChunk[] {
  const fused = new Map<string, FoundChunk>();
  for (const leg of legs)
    for (const [rank, chunk] of leg.entries()) {
      const key = `${chunk.blobId} ${chunk.ordinal}`;
      fused.set(key, { ...chunk, score: (fused.get(key)?.score ?? 0) + 1 / (RANK_CONSTANT + rank) });
    }
  return [...fused.values()].sort((a, b) => b.score - a.score).slice(0, limit);
}
