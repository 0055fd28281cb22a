/** Where chunks are kept and found. PostgreSQL and Qdrant do the same here; the contract test holds both to it. */
import type { SparseTerm, SparseVector } from '#src/chunks/term-weights.ts';

export interface StoredChunk {
  readonly blobId: string;
  /** Where it was read first. For people who look into the store: answers take their paths from the catalogue. */
  readonly path: string;
  /** Position in its file; with the blob it names the chunk. */
  readonly ordinal: number;
  readonly startLine: number;
  readonly endLine: number;
  readonly content: 'code' | 'text';
  readonly terms: SparseVector;
  readonly vector?: readonly number[];
}

export interface ChunkSearch {
  readonly terms: readonly SparseTerm[];
  /** From the model that made the stored vectors. */
  readonly vector?: readonly number[];
  readonly content: 'code' | 'text';
  readonly limit: number;
}

export interface FoundChunk {
  readonly blobId: string;
  readonly ordinal: number;
  readonly startLine: number;
  readonly endLine: number;
  /** Higher is nearer; comparable within one answer only. */
  readonly score: number;
}

export interface ChunkStore {
  /** Adds the chunks of whole blobs; what the store had of these blobs is replaced. Durable when it resolves. */
  readonly put: (repositoryId: number, chunks: readonly StoredChunk[]) => Promise<void>;
  readonly dropBlobs: (repositoryId: number, blobIds: readonly string[]) => Promise<void>;
  readonly dropRepository: (repositoryId: number) => Promise<void>;
  /** Chunks of this repository; fewer than were put means that the store lost some and they have to be read again. */
  readonly count: (repositoryId: number) => Promise<number>;
  /** Nearest first, from this repository and no other. @throws StoreError */
  readonly search: (repositoryId: number, search: ChunkSearch) => Promise<readonly FoundChunk[]>;
}

export type StoreFailure = 'unreachable' | 'unauthorized' | 'full' | 'dimension' | 'too-old' | 'missing' | 'busy' | 'refused';

export class StoreError extends Error {
  override readonly name = 'StoreError';
  readonly reason: StoreFailure;
  readonly retryable: boolean;
  constructor(message: string, { reason, retryable, cause }: { reason: StoreFailure; retryable: boolean; cause?: unknown }) {
    super(message, { cause });
    this.reason = reason;
    this.retryable = retryable;
  }
}
