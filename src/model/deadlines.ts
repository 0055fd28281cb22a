import type { Deadline } from './endings.ts';

export interface Deadlines {
  /** Until the first piece of the answer: a long prompt takes a small machine minutes to read. */
  readonly firstTokenMs: number;
  /** Between two pieces. */
  readonly gapMs: number;
  /** For the whole question, all tries together. */
  readonly wholeMs: number;
}

export interface Watch {
  readonly signal: AbortSignal;
  /** A piece of the answer arrived. */
  readonly progress: () => void;
  /** Which deadline passed, if one did. */
  readonly passed: () => Deadline | undefined;
  readonly stop: () => void;
}

/** Aborts `signal` when a deadline passes or the caller's own signal aborts. */
export function watchDeadlines(deadlines: Deadlines, leftMs: number, outer: AbortSignal | undefined): Watch {
  const controller = new AbortController();
  let missed: Deadline | undefined;
  const miss = (deadline: Deadline) => () => {
    missed ??= deadline;
    controller.abort();
  };
  const whole = setTimeout(miss('whole'), Math.max(0, leftMs));
  let next = setTimeout(miss('first-token'), deadlines.firstTokenMs);
  const abort = (): void => controller.abort();
  outer?.addEventListener('abort', abort, { once: true });
  if (outer?.aborted === true) abort();
  return {
    signal: controller.signal,
    progress: () => {
      clearTimeout(next);
      next = setTimeout(miss('gap'), deadlines.gapMs);
    },
    passed: () => missed,
    stop: () => {
      clearTimeout(whole);
      clearTimeout(next);
      outer?.removeEventListener('abort', abort);
    },
  };
}
