import { diffArrays } from 'diff';
import { sameText } from './line-ends.ts';

const MAX_WORDS = 20_000;
const LIMIT_MS = 500;

/** How much of a draft people changed, from 0 (nothing) to 1 (every word): words gone or new, against the longer text. */
export function editedShare(draft: string, accepted: string): number {
  if (sameText(draft, accepted)) return 0;
  const before = words(draft);
  const after = words(accepted);
  const changes = diffArrays(before, after, { timeout: LIMIT_MS });
  // Texts that differ too much to compare in time share too little to count.
  if (changes === undefined) return 1;
  let kept = 0;
  for (const part of changes) if (!part.added && !part.removed) kept += part.value.length;
  return 1 - kept / Math.max(before.length, after.length, 1);
}

function words(text: string): string[] {
  return (text.match(/\S+/gu) ?? []).slice(0, MAX_WORDS);
}
