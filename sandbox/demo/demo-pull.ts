/** A pull request that the demo opened, and what is to become of it. */
import type { ExpectedEffects } from './judge-pull.ts';
import type { ObservedPull } from './observed.ts';
import type { PullPlace } from './observe-pull.ts';

export interface DemoPull {
  /** `shop/orders-api#1`, for people. */
  readonly label: string;
  readonly place: PullPlace;
  readonly expected: ExpectedEffects;
  /** Milliseconds since the epoch. */
  readonly openedAt: number;
}

/** A pull request with the last look at it. */
export interface WatchedPull extends DemoPull {
  seen: ObservedPull | undefined;
  /** The merge state that was told last. */
  mergeTold: string | undefined;
  settledAt: number | undefined;
}
