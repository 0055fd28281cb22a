import type { CallFailure } from './endings.ts';

const MOST_RETRIES = 2;
const LONGEST_WAIT_MS = 10_000;

/** How long to wait before the same call is made again; undefined when it should not be. `tries` have been made. */
export function waitBeforeRetry(failure: CallFailure, tries: number, random: number): number | undefined {
  if (failure.kind !== 'unreachable' || failure.why === 'not-a-model-server' || tries > MOST_RETRIES) return undefined;
  const told = failure.retryAfterMs;
  // A server that wants a long rest gets it from the queue, not from a worker that sleeps.
  if (told !== undefined && told > LONGEST_WAIT_MS) return undefined;
  return told ?? Math.round(500 * 3 ** (tries - 1) * (0.75 + random / 2));
}
