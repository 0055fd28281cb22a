/** The search of a store, over chunks in memory: for the head of an open pull request, which never enters the shared index, and to measure. */
import type { Chunk } from '#src/chunks/chunk.ts';
import { wantedNames } from './definition-score.ts';
import type { Definition } from './definition-score.ts';
import { indexPaths } from './path-index.ts';
import type { PathIndex } from './path-index.ts';
import type { Query } from './query.ts';
import type { Hit } from './rank-files.ts';
import { inverseFrequency, termId, weighChunk } from '#src/chunks/term-weights.ts';
import { joinIdentifier } from '#src/chunks/tokens.ts';

export interface MemoryFile {
  readonly path: string;
  readonly blobId: string;
  readonly lines: number;
  readonly chunks: readonly Chunk[];
}

export interface MemoryStore {
  readonly paths: PathIndex;
  readonly findChunks: (query: Query, limit: number) => readonly Hit[];
  readonly findDefinitions: (query: Query) => readonly Definition[];
}

export function openMemoryStore(files: readonly MemoryFile[]): MemoryStore {
  const places: Omit<Hit, 'score'>[] = [];
  const postings = new Map<number, { readonly chunk: number; readonly weight: number }[]>();
  const definitions = new Map<string, Definition[]>();
  for (const { path, blobId, chunks } of files) {
    for (const [ordinal, chunk] of chunks.entries()) {
      const { ids, weights } = weighChunk(chunk);
      for (const [at, id] of ids.entries()) {
        const list = postings.get(id) ?? [];
        postings.set(id, list);
        list.push({ chunk: places.length, weight: weights[at] ?? 0 });
      }
      places.push({ path, blobId, ordinal, startLine: chunk.startLine, endLine: chunk.endLine });
      for (const symbol of chunk.symbols) {
        const name = joinIdentifier(symbol.name);
        const list = definitions.get(name) ?? [];
        definitions.set(name, list);
        list.push({ path, symbol });
      }
    }
  }

  function findChunks(query: Query, limit: number): readonly Hit[] {
    const scores = new Map<number, number>();
    for (const [term, queryWeight] of query.terms) {
      const list = postings.get(termId(term)) ?? [];
      const idf = inverseFrequency(places.length, list.length) * queryWeight;
      for (const { chunk, weight } of list) scores.set(chunk, (scores.get(chunk) ?? 0) + idf * weight);
    }
    return [...scores]
      .sort((a, b) => b[1] - a[1] || a[0] - b[0])
      .slice(0, limit)
      .flatMap(([chunk, score]) => {
        const place = places[chunk];
        return place === undefined ? [] : [{ ...place, score }];
      });
  }

  return {
    paths: indexPaths(files),
    findChunks,
    findDefinitions: (query) => wantedNames(query).flatMap((name) => definitions.get(name) ?? []),
  };
}
