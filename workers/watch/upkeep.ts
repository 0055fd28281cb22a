/** What a long life needs: repositories that were taken away are forgotten, and old words and code are kept no longer than agreed. */
import { setTimeout as sleep } from 'node:timers/promises';
import { forgetCode } from '#workers/code/code-index.ts';
import { listReach } from './list-open-pulls.ts';
import type { World } from '#workers/world.ts';
import { dropMirrors, keepMirror } from '#src/git/keep-mirror.ts';
import { openMirror } from '#src/git/mirror.ts';
import { appendAudit } from '#src/records/audit.ts';
import { findLost, forgetOld, forgetRepository, listRepositoryIds, noteReach, openNumbers } from '#src/records/forget.ts';

/** An App that was taken away, or set up with another App's id, by mistake has this long to come back. */
const GRACE_MINUTES = 12 * 60;
const everySeconds = 1800;
/** A start has better things to do first. */
const firstAfterSeconds = 60;

/** Runs until `signal`. */
export async function runUpkeep(world: World, signal: AbortSignal): Promise<void> {
  const pause = (seconds: number): Promise<void> => sleep(seconds * 1000, undefined, { signal }).catch(() => undefined);
  await pause(firstAfterSeconds);
  while (!signal.aborted) {
    try {
      await keepHouse({ ...world, retentionDays: world.config.retentionDays, graceMinutes: GRACE_MINUTES }, signal);
    } catch (error) {
      if (!signal.aborted) world.log.warn({ err: error }, 'upkeep interrupted; it begins again at its next time');
    }
    await pause(everySeconds);
  }
}

interface House extends Pick<World, 'database' | 'github' | 'mirrors' | 'code' | 'log'> {
  readonly retentionDays: number;
  /** How long a repository has to be out of reach before it is forgotten. */
  readonly graceMinutes: number;
}

/** One round. */
export async function keepHouse(house: House, signal: AbortSignal): Promise<void> {
  const { database, log, mirrors, retentionDays } = house;
  const reach = await listReach(house);
  if (reach !== undefined) await noteReach(database, reach);
  for (const id of await findLost(database, house.graceMinutes)) {
    await forgetCode(house.code, id);
    await forgetRepository(database, id);
    await appendAudit(database, { act: 'repository-forgotten', repositoryId: id, reason: 'The App reaches it no longer.' });
    log.info({ repository: id }, 'repository forgotten: the App reaches it no longer');
  }
  const old = await forgetOld(database, retentionDays);
  if (old > 0) log.info({ pullRequests: old, days: retentionDays }, 'old pull requests forgotten');

  const known = new Set(await listRepositoryIds(database));
  await dropMirrors(mirrors, (id) => known.has(id));
  for (const id of known) {
    if (signal.aborted) return;
    const open = await openNumbers(database, id);
    await keepMirror(await openMirror(mirrors, id), open, signal).catch((error: unknown) =>
      log.warn({ err: error, repository: id }, 'mirror not tidied; it works on'),
    );
  }
}
