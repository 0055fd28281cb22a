/** The known word that a mistyped one probably meant; only ever offered, never used. */
export function nearestWord<Word extends string>(typed: string, known: readonly Word[]): Word | undefined {
  const short = typed.toLowerCase().slice(0, 40);
  const allowed = Math.max(1, Math.min(2, Math.floor(short.length / 2)));
  const ranked = known
    .filter((word) => Math.abs(word.length - short.length) <= allowed)
    .map((word) => ({ word, distance: editDistance(short, word) }))
    .toSorted((a, b) => a.distance - b.distance);
  const best = ranked[0];
  return best !== undefined && best.distance <= allowed ? best.word : undefined;
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
