/** Primary rate limits, counted per caller and hour. Source: https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api */
import type { Caller } from '#sandbox/auth/caller.ts';

export interface RateState {
  readonly limit: number;
  readonly used: number;
  readonly remaining: number;
  /** Seconds since 1970. */
  readonly reset: number;
}

export interface RateLimiter {
  /** `cost` 0 only looks. */
  count(caller: Caller, cost: number): RateState;
}

const HOUR = 3600;

/** `limit`: requests an hour for everyone but anonymous callers. */
export function createRateLimiter(limit: number, now: () => Date): RateLimiter {
  const windows = new Map<string, { used: number; reset: number }>();
  return {
    count(caller, cost) {
      const seconds = Math.floor(now().getTime() / 1000);
      const key = keyOf(caller);
      let window = windows.get(key);
      if (!window || window.reset <= seconds) {
        window = { used: 0, reset: seconds + HOUR };
        windows.set(key, window);
      }
      window.used += cost;
      const most = caller.kind === 'anonymous' ? Math.min(limit, 60) : limit;
      return { limit: most, used: window.used, remaining: Math.max(0, most - window.used), reset: window.reset };
    },
  };
}

export function rateHeaders(state: RateState): Record<string, string> {
  return {
    'x-ratelimit-limit': String(state.limit),
    'x-ratelimit-remaining': String(state.remaining),
    'x-ratelimit-used': String(state.used),
    'x-ratelimit-reset': String(state.reset),
    'x-ratelimit-resource': 'core',
  };
}

function keyOf(caller: Caller): string {
  switch (caller.kind) {
    case 'anonymous':
      return 'anonymous';
    case 'person':
      return `person ${caller.actor.user.id}`;
    case 'app':
      return `app ${caller.app.id}`;
    case 'installation':
      return `installation ${caller.installation.id}`;
  }
}
