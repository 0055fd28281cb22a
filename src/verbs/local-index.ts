/** The code index of a local repository: in the database of this machine's settings, under an id that no repository on GitHub has. */
import { createHash } from 'node:crypto';
import { realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { openCodeIndex, readCommit } from '#workers/code/code-index.ts';
import type { CodeIndex } from '#workers/code/code-index.ts';
import type { Config } from '#src/config.ts';
import { listTree } from '#src/git/list-tree.ts';
import type { LocalRepository } from '#src/git/open-local.ts';
import { readBlobs } from '#src/git/read-blobs.ts';
import { openDatabase } from '#src/records/database.ts';
import { startEmbeddedPostgres } from '#src/records/embedded-postgres.ts';
import { migrate } from '#src/records/migrate.ts';
import { EmbeddingError } from '#src/model/create-embedder.ts';
import type { IndexEnding } from '#src/retrieval/index-repository.ts';
import { loadAnsweringCommit } from '#src/retrieval/index-state.ts';

export interface LocalIndex extends AsyncDisposable {
  readonly code: CodeIndex;
}

/** Beside the App's own database, so that both can run at once. @throws when another command uses it. */
export async function openLocalIndex(config: Pick<Config, 'databaseUrl' | 'data' | 'qdrant' | 'embedding'>): Promise<LocalIndex> {
  const embedded = config.databaseUrl === undefined ? await startEmbeddedPostgres(join(config.data, 'code')) : undefined;
  const database = openDatabase(embedded?.url ?? config.databaseUrl ?? '', () => undefined);
  const close = async (): Promise<void> => {
    await database.end();
    await embedded?.stop();
  };
  try {
    await migrate(database);
  } catch (error) {
    await close();
    throw error;
  }
  return { code: openCodeIndex(config, database), [Symbol.asyncDispose]: close };
}

export interface LocalTarget {
  readonly repository: LocalRepository;
  /** Where it lies. */
  readonly path: string;
  readonly commitSha: string;
}

/** Negative: ids on GitHub are positive. 48 bits of the path, so that two repositories never meet. */
export async function localRepositoryId(path: string): Promise<number> {
  const hash = createHash('sha256')
    .update(await realpath(path))
    .digest('hex');
  return -1 - Number.parseInt(hash.slice(0, 12), 16);
}

export async function indexLocally(
  { code }: LocalIndex,
  { repository, path, commitSha }: LocalTarget,
  {
    signal,
    tell,
    onProgress,
  }: { readonly signal: AbortSignal; readonly tell: (text: string) => void; readonly onProgress: (read: number, toRead: number) => void },
): Promise<{ readonly repositoryId: number; readonly ending: IndexEnding }> {
  const repositoryId = await localRepositoryId(path);
  const { mirror } = repository;
  const ports = {
    listFiles: (sha: string) => listTree(mirror.gitDir, sha, '', signal),
    readBlobs: (ids: readonly string[]) => readBlobs(mirror, ids, undefined, signal),
    onProgress,
  };
  try {
    return { repositoryId, ending: await readCommit(code, ports, { repositoryId, commitSha }, signal) };
  } catch (error) {
    // Its words are read by then: people get their answer, and the reason why it is without vectors.
    const answering = error instanceof EmbeddingError ? await loadAnsweringCommit(code.sql, repositoryId) : undefined;
    if (!(error instanceof EmbeddingError) || answering?.commitSha !== commitSha) throw error;
    tell(error.message);
    return { repositoryId, ending: { kind: 'indexed', read: 0, kept: 0, removed: 0, chunks: 0 } };
  }
}
