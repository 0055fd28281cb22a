/** The best of many scores without sorting, or making objects of, all of them. */

/** @param scores by chunk id; 0 is no hit. @returns at most `count` ids, best first, equals by rising id. */
export function findBest(scores: Float64Array, count: number): readonly number[] {
  const byScore = (a: number, b: number): number => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b;
  let best: number[] = [];
  let least = 0;
  for (let id = 0; id < scores.length; id += 1) {
    // Ids rise: an equal score later in the list is never better.
    if ((scores[id] ?? 0) <= least) continue;
    best.push(id);
    if (best.length < 2 * count) continue;
    best = best.sort(byScore).slice(0, count);
    least = scores[best.at(-1) ?? 0] ?? 0;
  }
  return best.sort(byScore).slice(0, count);
}
