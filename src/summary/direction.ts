/** Whether a sentence tells the change the right way round: what it calls added stands in added lines, what it calls removed in removed ones. */
import type { ChangedFile } from '#src/diff/changed-file.ts';

/** Identifiers by where they stand. Renamed and moved files count with their old and new paths. */
export interface Sides {
  readonly added: ReadonlySet<string>;
  readonly removed: ReadonlySet<string>;
}

export function sidesOf(files: readonly ChangedFile[]): Sides {
  const [added, removed] = [new Set<string>(), new Set<string>()];
  for (const { path, previousPath, status, hunks } of files) {
    for (const word of wordsOf(path)) (status === 'deleted' ? removed : added).add(word);
    if (previousPath !== undefined) for (const word of wordsOf(previousPath)) removed.add(word);
    for (const { lines } of hunks)
      for (const { kind, text } of lines)
        if (kind !== 'context') for (const word of wordsOf(text)) (kind === 'added' ? added : removed).add(word);
  }
  return { added, removed };
}

const name = '(?:the |an? |new |old |existing |its |(?!`)[\\w-]+ ){0,3}`([^`]{1,120})`';
/** One name or several: "`a` and `b` fields are added". */
const spans = '((?:`[^`]{1,120}`(?:, and |, | and )?){1,4})';
/** Each with the side on which the name must stand. */
const TURNS: readonly (readonly [pattern: RegExp, side: keyof Sides, strict: boolean])[] = [
  [
    new RegExp(
      `\\b(?:adds?|added|adding|introduc(?:es|ed|ing)|gains|now (?:has|uses|includes|takes|supports|calls|returns|accepts))\\s+${name}`,
      'giu',
    ),
    'added',
    false,
  ],
  [new RegExp(`${spans}(?: \\w+){0,3} (?:is|are|was|were|has been|have been) (?:now )?(?:added|introduced)\\b`, 'giu'), 'added', false],
  [
    new RegExp(`${spans}(?: \\w+){0,3} (?:is|are|was|were|has been|have been) (?:now )?(?:removed|deleted|dropped)\\b`, 'giu'),
    'removed',
    false,
  ],
  [new RegExp(`\\b(?:removes?|removed|removing|deletes?|deleted|drops?|dropped)\\s+${name}`, 'giu'), 'removed', false],
  [new RegExp(`\\b(?:instead of|rather than|in place of)\\s+(?:using |calling )?${name}`, 'giu'), 'removed', true],
  [new RegExp(`\\b(?:replac(?:es|ed|ing)|renam(?:es|ed|ing))\\s+${name}`, 'giu'), 'removed', true],
  [new RegExp(`\\b(?:replac(?:es|ed|ing)|renam(?:es|ed|ing))\\s[^.;]{0,160}?\\b(?:with|by|to)\\s+${name}`, 'giu'), 'added', true],
];

/**
 * The name that stands on the wrong side, if any. A weak verb ("adds a check to `x`") may speak of what stays, so there a
 * name counts only when the other side alone has it; "instead of `x`" says that `x` is gone from somewhere.
 */
export function turnedAround(sentence: string, sides: Sides): string | undefined {
  for (const [pattern, side, strict] of TURNS)
    for (const [, code = ''] of sentence.matchAll(pattern)) {
      const words = [...wordsOf(code)];
      const other = side === 'added' ? sides.removed : sides.added;
      const missing = words.some((word) => !sides[side].has(word) && (strict || other.has(word)));
      if (missing) return code;
    }
  return undefined;
}

function wordsOf(text: string): ReadonlySet<string> {
  return new Set(text.match(/[\p{L}_$][\p{L}\p{N}_$]*/gu));
}
