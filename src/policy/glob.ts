/** Patterns over paths and branches, in time proportional to pattern times text: no pattern can hang anybody. */

/** `?` one character, `*` any but `/`, `**` any; everything else is itself. `**` followed by `/` also fits nothing. */
export function fitsGlob(pattern: string, text: string): boolean {
  const steps = stepsOf(pattern);
  let reached = closure(new Set([0]), steps);
  for (const character of text) {
    const next = new Set<number>();
    for (const at of reached) {
      const step = steps[at];
      if (step === undefined) continue;
      if (step === 'any' || (step === 'within' && character !== '/')) next.add(at);
      else if (step === 'one' ? character !== '/' : step === `=${character}`) next.add(at + 1);
    }
    if (next.size === 0) return false;
    reached = closure(next, steps);
  }
  return reached.has(steps.length);
}

/** `any` and `within` may fit nothing. */
function closure(reached: Set<number>, steps: readonly string[]): Set<number> {
  for (const at of reached) if (steps[at] === 'any' || steps[at] === 'within') reached.add(at + 1);
  // `**/` as a whole may fit nothing.
  for (const at of reached) if (steps[at] === 'any' && steps[at + 1] === '=/') reached.add(at + 2);
  for (const at of reached) if (steps[at] === 'any' || steps[at] === 'within') reached.add(at + 1);
  return reached;
}

function stepsOf(pattern: string): readonly string[] {
  return [...pattern.matchAll(/\*\*|[^]/gu)].map(([part]) =>
    part === '**' ? 'any' : part === '*' ? 'within' : part === '?' ? 'one' : `=${part}`,
  );
}
