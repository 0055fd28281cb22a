/** The verb that a mistyped word probably meant; only ever offered, never carried out. */
export function nearestVerb<Verb extends string>(word: string, verbs: readonly Verb[]): Verb | undefined {
  const typed = word.toLowerCase().slice(0, 20);
  const ranked = verbs.map((verb) => ({ verb, distance: editDistance(typed, verb) })).toSorted((a, b) => a.distance - b.distance);
  const best = ranked[0];
  return best !== undefined && best.distance <= 2 ? best.verb : undefined;
}

function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [i, letter] of [...from].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...to].entries())
      next.push(Math.min((next[j] ?? 0) + 1, (row[j + 1] ?? 0) + 1, (row[j] ?? 0) + (letter === other ? 0 : 1)));
    row = next;
  }
  return row.at(-1) ?? 0;
}
