/** One query → legs → one ranking → places with their reasons. */
import { findDefinitions, listPaths } from './catalogue.ts';
import type { SearchablePath } from './catalogue.ts';
import { wantedNames } from './definition-score.ts';
import { contentOf } from '#src/chunks/content-of.ts';
import { loadAnsweringCommit } from './index-state.ts';
import { indexPaths } from './path-index.ts';
import type { PathIndex } from './path-index.ts';
import type { Query } from './query.ts';
import { rankFiles } from './rank-files.ts';
import type { Hit, RankedFile } from './rank-files.ts';
import type { RankWeights } from './rank-weights.ts';
import type { Sql } from './sql.ts';
import type { ChunkStore } from './store.ts';
import { termId } from '#src/chunks/term-weights.ts';

export interface SearchPorts {
  readonly sql: Sql;
  /** Of a generation: the one that answers says the catalogue. */
  readonly storeOf: (generation: string) => ChunkStore;
  /** By the model of the generation's vectors; undefined when it is not there, or away: then words decide alone. */
  readonly embedQuery?: (generation: string, text: string) => Promise<readonly number[] | undefined>;
}

export interface CodeSearch {
  readonly repositoryId: number;
  readonly query: Query;
  readonly content: 'code' | 'text';
  readonly limit: number;
  /** Not wanted in the answer: what the pull request changes is before the model already. */
  readonly withoutPaths?: ReadonlySet<string>;
  readonly changedTogether?: ReadonlyMap<string, number>;
  /** `CHANGE_WEIGHTS` for a review; for questions nothing. */
  readonly weights?: RankWeights;
}

export type SearchEnding =
  | { readonly kind: 'found'; readonly commitSha: string; readonly behind: boolean; readonly files: readonly RankedFile[] }
  /** Never indexed, or not complete yet. */
  | { readonly kind: 'no-index' };

/** Chunks that ranking looks at. */
const CANDIDATES = 300;
const MAX_CACHED_PATHS = 8;
/** Of one blob: paths that a hit in it stands for. An empty `__init__.py` lies in thousands of places. */
const MAX_COPIES = 20;

interface Paths {
  readonly index: PathIndex;
  readonly byBlob: ReadonlyMap<string, readonly SearchablePath[]>;
}

/** Keeps the paths of the few repositories asked last, each for as long as its commit answers. */
export function openCodeSearch({ sql, storeOf, embedQuery }: SearchPorts): (search: CodeSearch) => Promise<SearchEnding> {
  const cached = new Map<string, Promise<Paths>>();

  function pathsOf(repositoryId: number, commitSha: string, content: 'code' | 'text'): Promise<Paths> {
    const key = `${repositoryId} ${commitSha} ${content}`;
    const known = cached.get(key) ?? loadPaths(sql, repositoryId, content);
    cached.delete(key);
    cached.set(key, known);
    known.catch(() => cached.delete(key));
    for (const oldest of [...cached.keys()].slice(0, -MAX_CACHED_PATHS)) cached.delete(oldest);
    return known;
  }

  return async ({ repositoryId, query, content, limit, withoutPaths, changedTogether, weights }) => {
    const state = await loadAnsweringCommit(sql, repositoryId);
    if (state === undefined) return { kind: 'no-index' };
    const vector = await embedQuery?.(state.generation, query.text);
    const [paths, definitions, chunks] = await Promise.all([
      pathsOf(repositoryId, state.commitSha, content),
      content === 'code' ? findDefinitions(sql, repositoryId, wantedNames(query)) : [],
      storeOf(state.generation).search(repositoryId, {
        terms: [...query.terms].map(([term, weight]) => ({ id: termId(term), weight })),
        ...(vector === undefined ? {} : { vector }),
        content,
        limit: CANDIDATES,
      }),
    ]);
    const hits = chunks.flatMap((chunk): Hit[] =>
      (paths.byBlob.get(chunk.blobId) ?? []).slice(0, MAX_COPIES).map(({ path }) => ({ ...chunk, path })),
    );
    const evidence = { query, hits, definitions, paths: paths.index, ...(changedTogether === undefined ? {} : { changedTogether }) };
    const ranked = rankFiles(evidence, weights);
    // Other legs may name files that are not searched, or no longer there.
    const files = ranked.filter(({ path }) => paths.index.files.has(path) && withoutPaths?.has(path) !== true).slice(0, limit);
    return { kind: 'found', commitSha: state.commitSha, behind: state.behind, files };
  };
}

async function loadPaths(sql: Sql, repositoryId: number, content: 'code' | 'text'): Promise<Paths> {
  const files = (await listPaths(sql, repositoryId)).filter(({ path }) => contentOf(path) === content);
  return { index: indexPaths(files), byBlob: Map.groupBy(files, ({ blobId }) => blobId) };
}
