/** The same search on each kind of store. */
import type { RankWeights } from '#src/retrieval/rank-weights.ts';
import { gatherFeatures, rankFeatures, rankFiles } from '#src/retrieval/rank-files.ts';
import type { Evidence } from '#src/retrieval/rank-files.ts';
import { openMemoryStore } from '#src/retrieval/memory-store.ts';
import type { MemoryFile } from '#src/retrieval/memory-store.ts';
import { readQuery } from '#src/retrieval/query.ts';
import { openCodeIndex, readCommit } from '#workers/code/code-index.ts';
import type { Database } from '#src/records/database.ts';
import { readBlobs } from '#src/git/read-blobs.ts';
import { listTree } from '#src/git/list-tree.ts';

const CANDIDATES = 300;

export interface MemorySearch {
  readonly search: (question: string) => readonly string[];
  /** To rank the same evidence with other weights. */
  readonly gather: (question: string) => (weights: RankWeights) => readonly string[];
}

export function searchMemory(files: readonly MemoryFile[]): MemorySearch {
  const store = openMemoryStore(files);
  const evidenceOf = (question: string): Evidence => {
    const query = readQuery(question);
    return { query, hits: store.findChunks(query, CANDIDATES), definitions: store.findDefinitions(query), paths: store.paths };
  };
  return {
    search: (question) => rankFiles(evidenceOf(question)).map(({ path }) => path),
    gather: (question) => {
      const evidence = evidenceOf(question);
      const features = gatherFeatures(evidence);
      return (weights) => rankFeatures(features, evidence, weights).map(({ path }) => path);
    },
  };
}

export interface StoreTarget {
  readonly database: Database;
  readonly qdrantUrl: string | undefined;
  readonly embedding?: { readonly baseUrl: string; readonly name: string } | undefined;
}

export interface IndexFigures {
  readonly chunks: number;
  readonly milliseconds: number;
}

/** Indexes through the real indexer, and searches as the App does. */
export async function searchStore(
  { database, qdrantUrl, embedding }: StoreTarget,
  {
    repositoryId,
    gitDir,
    revision,
    root,
  }: { readonly repositoryId: number; readonly gitDir: string; readonly revision: string; readonly root: string },
): Promise<{ readonly search: (question: string) => Promise<readonly string[]>; readonly indexed: IndexFigures }> {
  const code = openCodeIndex(
    {
      qdrant: qdrantUrl === undefined ? undefined : { url: qdrantUrl, apiKey: undefined },
      embedding: embedding === undefined ? undefined : { ...embedding, apiKey: undefined },
    },
    database,
  );
  const started = performance.now();
  const ending = await readCommit(
    code,
    { listFiles: (commitSha) => listTree(gitDir, commitSha, root), readBlobs: (ids) => readBlobs({ gitDir }, ids) },
    { repositoryId, commitSha: revision },
  );
  const indexed = { chunks: ending.kind === 'indexed' ? ending.chunks : 0, milliseconds: performance.now() - started };
  return {
    indexed,
    search: async (question) => {
      const found = await code.search({ repositoryId, query: readQuery(question), content: 'code', limit: 10 });
      return found.kind === 'found' ? found.files.map(({ path }) => path) : [];
    },
  };
}
