/** Resolves the wanted place of a review comment in the diff, or says why it has none (pure). */
import type { Side } from './conversation.ts';
import type { DiffFile } from './diff-file.ts';
import { lineAt, placeOf } from './diff-lines.ts';
import type { NewReviewComment } from './world.ts';

export interface ResolvedPlace {
  readonly side: Side;
  readonly line: number;
  readonly startLine: number | null;
  readonly startSide: Side | null;
  readonly position: number;
  readonly diffHunk: string;
}

export type LineAnswer =
  | { readonly kind: 'resolved'; readonly place: ResolvedPlace }
  | { readonly kind: 'refused'; readonly what: 'Path' | 'Line' | 'Start line' };

/** Only lines of the diff's hunks, as GitHub does; several lines must lie in one hunk, in order. */
export function resolvePlace(files: readonly DiffFile[], wanted: NewReviewComment): LineAnswer {
  const file = files.find((one) => one.path === wanted.path);
  if (!file) return { kind: 'refused', what: 'Path' };
  if (wanted.subjectType === 'file') {
    return { kind: 'resolved', place: { side: 'RIGHT', line: 1, startLine: null, startSide: null, position: 1, diffHunk: '' } };
  }
  const patch = file.patch ?? '';
  const asked = wanted.line === undefined && wanted.position !== undefined ? lineAt(patch, wanted.position) : null;
  const side = asked?.side ?? wanted.side ?? 'RIGHT';
  const line = asked?.line ?? wanted.line;
  const place = line === undefined ? null : placeOf(patch, side, line);
  if (line === undefined || place === null) return { kind: 'refused', what: 'Line' };
  if (wanted.startLine === undefined) {
    return {
      kind: 'resolved',
      place: { side, line, startLine: null, startSide: null, position: place.position, diffHunk: place.diffHunk },
    };
  }
  const startSide = wanted.startSide ?? side;
  const start = placeOf(patch, startSide, wanted.startLine);
  if (start === null || start.hunk !== place.hunk || start.position >= place.position) return { kind: 'refused', what: 'Start line' };
  return {
    kind: 'resolved',
    place: { side, line, startLine: wanted.startLine, startSide, position: place.position, diffHunk: place.diffHunk },
  };
}
