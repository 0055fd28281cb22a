/** Which comments have a line in the diff as GitHub shows it (pure). Its diff is another algorithm's than ours. */
import type { ReviewComment } from './ports.ts';
import { isCommentable, isCommentableRange } from '#src/diff/commentable.ts';
import { parseUnifiedDiff } from '#src/diff/parse-unified-diff.ts';

/**
 * @param patches GitHub's hunks by path; `undefined` for a file whose diff it does not show.
 * @returns keys. A comment on a file without a patch is not sent to a line: nobody could tell whether it exists.
 */
export function placeableKeys(comments: readonly ReviewComment[], patches: ReadonlyMap<string, string | undefined>): ReadonlySet<string> {
  return new Set(comments.filter((comment) => isPlaceable(comment, patches.get(comment.path))).map(({ key }) => key));
}

function isPlaceable({ side, startLine, line }: ReviewComment, patch: string | undefined): boolean {
  const [file] = patch === undefined ? [] : parseUnifiedDiff(`diff --git a/x b/x\n${patch}`);
  if (file === undefined) return false;
  return startLine === undefined ? isCommentable(file, side, line) : isCommentableRange(file, side, startLine, line);
}
