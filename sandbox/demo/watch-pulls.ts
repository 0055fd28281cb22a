/** Looks at the pull requests again and again, and tells what changed. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { WatchedPull } from './demo-pull.ts';
import { isSettled, missingEffects } from './judge-pull.ts';
import type { PullPlace } from './observe-pull.ts';
import type { ObservedPull } from './observed.ts';
import { mergeLine, reportLines } from './report-lines.ts';
import * as wording from './wording.ts';

export interface Watching {
  readonly observe: (place: PullPlace) => Promise<ObservedPull>;
  readonly say: (text: string) => void;
  readonly signal: AbortSignal;
}

/** How long an App that has done its work may still be writing (annotations come 50 a call). */
const GRACE_MS = 8_000;
const PAUSE_MS = 250;
const IDLE_PAUSE_MS = 2_000;

/**
 * Until every pull request has all its expected effects, or has had time for them; at most until `deadline`. True: in time.
 * `pulls` may still grow until `allOpened`: what happens to the first is told while the others are being opened.
 */
export async function watchUntilSettled(
  pulls: readonly WatchedPull[],
  allOpened: () => boolean,
  watching: Watching,
  deadline: number,
): Promise<boolean> {
  for (;;) {
    const complete = allOpened();
    const open = pulls.filter((pull) => !isDone(pull));
    if (complete && open.length === 0) return true;
    for (const pull of open) {
      watching.signal.throwIfAborted();
      await look(pull, watching);
    }
    if (Date.now() > deadline) return false;
    await sleep(PAUSE_MS, undefined, { signal: watching.signal });
  }
}

/** Goes on telling what happens, for a person who clicks through the pages. Ends only by `signal`. */
export async function watchForever(pulls: readonly WatchedPull[], watching: Watching): Promise<never> {
  for (;;) {
    await sleep(IDLE_PAUSE_MS, undefined, { signal: watching.signal });
    for (const pull of pulls) await look(pull, watching);
  }
}

async function look(pull: WatchedPull, { observe, say }: Watching): Promise<void> {
  const now = await observe(pull.place);
  if (pull.seen === undefined) say(wording.opened(pull.label, now.title, now.html_url));
  const seconds = (Date.now() - pull.openedAt) / 1000;
  for (const line of reportLines(pull.seen, now, seconds)) say(`${pull.label}  ${line}`);
  pull.seen = now;
  if (!isSettled(now)) {
    pull.settledAt = undefined;
    return;
  }
  pull.settledAt ??= Date.now();
  const merge = mergeLine(now);
  if (merge !== pull.mergeTold) say(`${pull.label}  ${merge}`);
  pull.mergeTold = merge;
}

function isDone(pull: WatchedPull): boolean {
  if (pull.seen === undefined || pull.settledAt === undefined) return false;
  return missingEffects(pull.expected, pull.seen).length === 0 || Date.now() - pull.settledAt > GRACE_MS;
}
