/** The same point about code that was edited, moved to a renamed file or quoted differently since (pure): no fingerprint knows it. */
import type { Finding } from './finding-record.ts';
import { standsIn } from './point-gone.ts';
import type { StoredFinding } from './stored-findings.ts';

const sameTitle = 0.5;
const sameCode = 0.5;
const movedCode = 0.9;

/**
 * What was said counts as the same when its own code stands there no more: while it does, like code elsewhere is another place.
 * @returns the earlier finding.
 */
export function earlierPoint(
  { proposal, place }: Finding,
  posted: readonly StoredFinding[],
  headTexts: ReadonlyMap<string, string>,
): StoredFinding | undefined {
  if (place.kind !== 'in-diff') return undefined;
  return posted.find((said) => {
    const code = said.place.code ?? '';
    if (said.proposal.category !== proposal.category || code.trim() === '') return false;
    const alike = shared(wordsOf(code), wordsOf(place.code));
    const text = headTexts.get(said.place.path);
    if (said.place.path !== place.path) return text === undefined && alike >= movedCode;
    return (
      (text === undefined || !standsIn(code, text)) &&
      alike >= sameCode &&
      shared(wordsOf(said.proposal.title), wordsOf(proposal.title)) >= sameTitle
    );
  });
}

function wordsOf(text: string): ReadonlySet<string> {
  return new Set(text.toLowerCase().match(/[\p{L}\p{N}_]+/gu));
}

/** Of the smaller set, how much is in the other. 0 when one is empty. */
function shared(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const smaller = Math.min(one.size, other.size);
  return smaller === 0 ? 0 : [...one].filter((word) => other.has(word)).length / smaller;
}
