/** Packs a change into requests that fit a model: few related files each, so that a small model keeps its head. */
import type { ChangedFile, Hunk } from './changed-file.ts';
import { estimateTokens } from './estimate-tokens.ts';
import { reasonToLeaveOut } from './leave-out.ts';
import type { LeftOutReason } from './leave-out.ts';
import { inRelatedOrder } from './related-order.ts';
import { renderHunks } from './render-hunks.ts';
import { splitHunks } from './split-hunks.ts';

export interface FilePart {
  readonly file: ChangedFile;
  /** All hunks of the file, or a run of them when it is too large for one request. */
  readonly hunks: readonly Hunk[];
}

export interface FileGroup {
  readonly parts: readonly FilePart[];
  readonly tokens: number;
}

export interface NotReviewed {
  readonly file: ChangedFile;
  readonly reason: LeftOutReason;
}

export interface Packing {
  readonly groups: readonly FileGroup[];
  readonly notReviewed: readonly NotReviewed[];
}

export interface PackingLimits {
  /** Estimated tokens of diff in one group. */
  readonly tokensPerGroup: number;
  readonly maxGroups: number;
  /** A file that would need more parts than this is not reviewed. */
  readonly maxPartsPerFile: number;
}

/** Every file ends in the groups with all of its parts, or in `notReviewed` with a reason; never in both, never in none. */
export function packFiles(files: readonly ChangedFile[], limits: PackingLimits): Packing {
  const groups: { parts: FilePart[]; tokens: number }[] = [];
  const notReviewed: NotReviewed[] = [];
  for (const file of inRelatedOrder(files)) {
    const reason = reasonToLeaveOut(file);
    if (reason !== undefined) {
      notReviewed.push({ file, reason });
      continue;
    }
    const parts = splitHunks(file.hunks, limits.tokensPerGroup, limits.maxPartsPerFile);
    if (parts === undefined) {
      notReviewed.push({ file, reason: 'too-large' });
      continue;
    }
    const sized = parts.map((hunks) => ({ part: { file, hunks }, tokens: estimateTokens(renderHunks(file, hunks)) }));
    if (!place(groups, sized, limits)) notReviewed.push({ file, reason: 'over-budget' });
  }
  return { groups, notReviewed };
}

type Sized = { readonly part: FilePart; readonly tokens: number };

/** Into the open group when it fits, else into new ones; all parts of the file or none. */
function place(groups: { parts: FilePart[]; tokens: number }[], sized: readonly Sized[], limits: PackingLimits): boolean {
  const open = groups.at(-1);
  const total = sized.reduce((sum, { tokens }) => sum + tokens, 0);
  if (open !== undefined && open.tokens + total <= limits.tokensPerGroup) {
    open.parts.push(...sized.map(({ part }) => part));
    open.tokens += total;
    return true;
  }
  if (groups.length + sized.length > limits.maxGroups) return false;
  for (const { part, tokens } of sized) groups.push({ parts: [part], tokens });
  return true;
}
