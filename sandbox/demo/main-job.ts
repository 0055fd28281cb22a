/** Opens the pull requests and watches them until everything that is expected has happened. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { DemoPull, WatchedPull } from './demo-pull.ts';
import { missingEffects } from './judge-pull.ts';
import { createObserver, observePull } from './observe-pull.ts';
import { addLocalRepository, openLocal } from './open-local.ts';
import { buildSamples, openSample } from './open-samples.ts';
import type { Stage } from './stage.ts';
import { watchUntilSettled, type Watching } from './watch-pulls.ts';
import * as wording from './wording.ts';

type OpenPulls = () => AsyncGenerator<DemoPull>;

export interface MainJobEnd {
  /** Every expected effect was observed. */
  readonly good: boolean;
  readonly watched: readonly WatchedPull[];
  readonly watching: Watching;
}

/** Everything that can be done while the App starts. The answer opens the pull requests, one after the other. */
export async function prepareJob({ options, around, folder, sandbox, registered, clone }: Stage): Promise<OpenPulls> {
  const { world } = sandbox;
  const withModel = options.modelUrl !== undefined;
  if (clone === undefined) {
    around.say(wording.buildingSamples);
    const samples = await buildSamples(world, registered.app, folder.scratch);
    return async function* openAll() {
      for (const sample of samples) yield await openSample(world, sample, withModel);
    };
  }
  const repository = await addLocalRepository(world, registered.app, clone);
  return async function* openOne() {
    yield await openLocal(world, repository, clone, withModel);
  };
}

const HEAD_START_MS = 4_000;

/** A person sees the first draft sooner when the other pull requests do not compete with it. */
async function firstDraft(pull: WatchedPull, signal: AbortSignal): Promise<void> {
  const end = Date.now() + HEAD_START_MS;
  while (!pull.seen?.draft && Date.now() < end) await sleep(50, undefined, { signal });
}

export async function mainJob({ options, around, folder, sandbox, registered, began }: Stage, openPulls: OpenPulls): Promise<MainJobEnd> {
  const { say, signal } = around;
  const observer = createObserver(sandbox.url, registered.observerToken, `${registered.app.slug}[bot]`);
  const watching: Watching = { observe: (place) => observePull(observer, place), say, signal };
  const watched: WatchedPull[] = [];
  const deadline = Date.now() + options.timeLimit * 1000;
  let allOpened = false;
  const opening = async () => {
    for await (const pull of openPulls()) {
      const added: WatchedPull = { ...pull, seen: undefined, mergeTold: undefined, settledAt: undefined };
      watched.push(added);
      if (watched.length === 1) await firstDraft(added, signal);
    }
    allOpened = true;
  };
  const [inTime] = await Promise.all([watchUntilSettled(watched, () => allOpened, watching, deadline), opening()]);
  if (!inTime) say(wording.timeIsUp(options.timeLimit));
  const missing = watched.flatMap(({ label, expected, seen }) => {
    const faults = seen === undefined ? [wording.neverSeen] : missingEffects(expected, seen);
    return faults.length === 0 ? [] : [{ label, faults }];
  });
  const good = missing.length === 0 && allOpened;
  say(good ? wording.allObserved(watched.length, (Date.now() - began) / 1000) : wording.notObserved(missing, folder.appLog));
  await around.finished(watched.flatMap(({ seen }) => seen ?? []));
  return { good, watched, watching };
}
