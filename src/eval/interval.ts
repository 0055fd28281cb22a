/** How far numbers measured on few cases can be trusted: resampling whole cases (pure, with a random source of its own). */

export interface Interval {
  readonly low: number;
  readonly high: number;
}

const rounds = 2_000;

/** The middle 95 % of `measure` over cases drawn with replacement. With fewer than two cases everything is possible. */
export function bootstrap<Item>(items: readonly Item[], measure: (drawn: readonly Item[]) => number, seed = 1): Interval {
  const random = randomFrom(seed);
  const values = Array.from({ length: rounds }, () =>
    measure(Array.from({ length: items.length }, () => items[Math.floor(random() * items.length)] as Item)),
  ).sort((a, b) => a - b);
  return { low: values[Math.floor(rounds * 0.025)] ?? 0, high: values[Math.ceil(rounds * 0.975) - 1] ?? 0 };
}

/** Mulberry32: the same numbers for the same seed, so that a score can be told again. In [0, 1). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
