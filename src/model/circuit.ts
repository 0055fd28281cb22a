/** Leaves an endpoint alone after several failures in a row, then lets one question try. */
export interface Circuit {
  readonly mayAsk: () => boolean;
  readonly succeeded: () => void;
  readonly failed: () => void;
}

export interface CircuitOptions {
  readonly failures: number;
  readonly restMs: number;
  readonly now: () => number;
}

export function createCircuit({ failures, restMs, now }: CircuitOptions): Circuit {
  let inARow = 0;
  let closedUntil = 0;
  return {
    mayAsk: () => {
      if (inARow < failures) return true;
      if (now() < closedUntil) return false;
      // One question goes through; the others wait for what becomes of it.
      closedUntil = now() + restMs;
      return true;
    },
    succeeded: () => {
      inARow = 0;
    },
    failed: () => {
      inARow += 1;
      if (inARow >= failures) closedUntil = now() + restMs;
    },
  };
}
