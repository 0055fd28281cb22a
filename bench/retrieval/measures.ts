/** Over ranked paths, each counted once, relevance 0 or 1. */

const DEPTH = 10;

/** Normalized discounted cumulative gain of the first ten, 0 to 1. */
export function ndcgAt10(ranked: readonly string[], relevant: ReadonlySet<string>): number {
  let gain = 0;
  for (const [index, path] of ranked.slice(0, DEPTH).entries()) if (relevant.has(path)) gain += 1 / Math.log2(index + 2);
  let ideal = 0;
  for (let index = 0; index < Math.min(DEPTH, relevant.size); index += 1) ideal += 1 / Math.log2(index + 2);
  return ideal === 0 ? 0 : gain / ideal;
}

/** Share of the relevant ones among the first ten. */
export function recallAt10(ranked: readonly string[], relevant: ReadonlySet<string>): number {
  return relevant.size === 0 ? 0 : ranked.slice(0, DEPTH).filter((path) => relevant.has(path)).length / relevant.size;
}

export function mean(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0) / (values.length || 1);
}
