import { diffArrays } from 'diff';

export type MergedThree =
  | { readonly kind: 'merged'; readonly text: string }
  /** The first place where both sides say something else. */
  | { readonly kind: 'conflict'; readonly mine: string; readonly theirs: string };

interface Change {
  readonly start: number;
  readonly end: number;
  readonly lines: readonly string[];
}

const LIMIT_MS = 2_000;

/**
 * Three-way merge (diff3) with the line as its block: a paragraph, a bullet or a heading of a draft is one line. Changes that
 * touch each other are a conflict unless they are the same. All texts with LF.
 */
export function mergeThree(base: string, mine: string, theirs: string): MergedThree {
  if (mine === theirs || theirs === base) return { kind: 'merged', text: mine };
  if (mine === base) return { kind: 'merged', text: theirs };
  const lines = base.split('\n');
  const [ours, others] = [changesOf(lines, mine.split('\n')), changesOf(lines, theirs.split('\n'))];
  if (ours === undefined || others === undefined) return { kind: 'conflict', mine, theirs };
  const merged: string[] = [];
  let done = 0;
  let [i, j] = [0, 0];
  for (let left = ours[i], right = others[j]; left !== undefined || right !== undefined; left = ours[i], right = others[j]) {
    if (left !== undefined && right !== undefined && left.start <= right.end && right.start <= left.end) {
      if (!sameChange(left, right)) return { kind: 'conflict', mine: left.lines.join('\n'), theirs: right.lines.join('\n') };
      j += 1;
      right = undefined;
    }
    const first = right === undefined || (left !== undefined && left.start < right.start) ? left : right;
    if (first === undefined) break;
    merged.push(...lines.slice(done, first.start), ...first.lines);
    done = first.end;
    if (first === left) i += 1;
    else j += 1;
  }
  return { kind: 'merged', text: [...merged, ...lines.slice(done)].join('\n') };
}

function sameChange(a: Change, b: Change): boolean {
  return a.start === b.start && a.end === b.end && a.lines.join('\n') === b.lines.join('\n');
}

function changesOf(base: readonly string[], other: readonly string[]): Change[] | undefined {
  const parts = diffArrays([...base], [...other], { timeout: LIMIT_MS });
  if (parts === undefined) return undefined;
  const changes: { start: number; end: number; lines: string[] }[] = [];
  let at = 0;
  let last: { start: number; end: number; lines: string[] } | undefined;
  for (const part of parts) {
    if (!part.added && !part.removed) {
      at += part.value.length;
      last = undefined;
      continue;
    }
    if (last === undefined) changes.push((last = { start: at, end: at, lines: [] }));
    if (part.added) last.lines.push(...part.value);
    else {
      at += part.value.length;
      last.end = at;
    }
  }
  return changes;
}
