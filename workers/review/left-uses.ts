/** What a pull request takes away and others still use, from the code index. The review never waits for an index that is away. */
import type { OpenPull, World } from '#workers/world.ts';
import type { ChangedFile } from '#src/diff/changed-file.ts';
import { findLeftUses } from '#src/retrieval/left-uses.ts';
import type { LeftUse } from '#src/review/left-uses.ts';

export async function leftUses(
  { code, log }: Pick<World, 'code' | 'log'>,
  { pull, readBlobs }: Pick<OpenPull, 'pull' | 'readBlobs'>,
  change: { readonly files: readonly ChangedFile[]; readonly baseRef: string },
  signal: AbortSignal,
): Promise<readonly LeftUse[] | undefined> {
  try {
    return await findLeftUses(
      { sql: code.sql, search: code.search, readBlobs: (ids) => readBlobs(ids) },
      pull.repositoryId,
      change,
      signal,
    );
  } catch (error) {
    signal.throwIfAborted();
    log.warn({ err: error }, 'the review goes on without what the code index knows of uses outside the change');
    return undefined;
  }
}
