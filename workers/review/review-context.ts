/** The review's context port: pieces of the base branch's code for a change. Off unless somebody joins it; nothing waits for it. */
import type { OpenPull, World } from '#workers/world.ts';
import type { ChangedFile } from '#src/diff/changed-file.ts';
import type { PullRequest } from '#src/pull-request.ts';
import { readHistory } from '#src/git/read-history.ts';
import { readReviewContext } from '#src/retrieval/review-context.ts';
import type { ReviewContext } from '#src/retrieval/review-context.ts';

/** Tokens: a small part of what a model of 8k reads. Milliseconds: a review takes minutes. */
const BUDGET = { tokens: 1_200, milliseconds: 8_000 };
const HISTORY = 1_000;

export type ReadContext = (title: string, files: readonly ChangedFile[], signal?: AbortSignal) => Promise<ReviewContext>;

export function contextPort(
  { code, now }: Pick<World, 'code' | 'now'>,
  { pull, readBlobs, gitDir }: { readonly pull: Pick<PullRequest, 'repositoryId'> } & Pick<OpenPull, 'readBlobs' | 'gitDir'>,
): ReadContext {
  return async (title, files, signal) =>
    await readReviewContext(
      {
        sql: code.sql,
        search: code.search,
        readBlobs: (ids) => readBlobs(ids),
        readHistory: (commitSha) => readHistory(gitDir, commitSha, HISTORY, signal),
        now,
      },
      pull.repositoryId,
      { title, files: files.map(inWords) },
      BUDGET,
      signal,
    );
}

function inWords({ path, hunks }: ChangedFile): {
  readonly path: string;
  readonly hunkHeaders: readonly string[];
  readonly changedLines: readonly string[];
} {
  return {
    path,
    hunkHeaders: hunks.flatMap(({ section }) => (section === '' ? [] : [section])),
    changedLines: hunks.flatMap(({ lines }) => lines.flatMap(({ kind, text }) => (kind === 'context' ? [] : [text]))),
  };
}
