/** What changes the gate's truth without an event: time that passes, rules that are exchanged. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { World } from '#workers/world.ts';
import { shortIdOf } from '#src/gate/waiver.ts';
import { appendAuditIn } from '#src/records/audit.ts';
import type { Queryable } from '#src/records/database.ts';
import { inTransaction } from '#src/records/database.ts';
import { findStuckChecks } from '#src/records/open-checks.ts';
import { findOpenPullsInto } from '#src/records/pull-requests.ts';
import { takeExpired } from '#src/records/waivers.ts';
import { requestWork } from '#src/records/work.ts';
import type { WorkKey } from '#src/records/work.ts';

/** A check that stands open although nobody works on it blocks people for nothing. */
const STUCK_MINUTES = 10;

/** Runs until `signal`: waivers that run out close the gate again, checks that hang are taken up again. */
export async function watchGate(world: World, signal: AbortSignal, everySeconds = 10): Promise<void> {
  while (!signal.aborted) {
    try {
      // The request for new work belongs to the same transaction: a crash in between must not lose it.
      const requested = await inTransaction(world.database, async (connection) => {
        const keys = [...(await endExpiredWaivers(connection)), ...(await findStuckChecks(connection, STUCK_MINUTES))];
        const requests = [];
        for (const key of keys) requests.push({ key, request: await requestWork(connection, key) });
        return requests;
      });
      for (const { key, request } of requested) await world.enqueue(key, `w${request}`).catch(() => undefined);
    } catch (error) {
      world.log.warn({ err: error }, 'the watch over the gate was interrupted; it looks again soon');
    }
    await reloadRules(world);
    await sleep(everySeconds * 1000, undefined, { signal }).catch(() => undefined);
  }
}

/** Other rules are applied to every open pull request by the reconciler; refused ones change nothing. */
async function reloadRules({ scanner, log }: World): Promise<void> {
  try {
    const { packDigest } = scanner;
    const reload = await scanner.reload();
    if (reload.kind === 'taken') log.info({ packDigest: reload.packDigest, ruleCount: reload.ruleCount }, 'other rules are in force now');
    if (reload.kind === 'refused')
      log.error({ reason: reload.reason, packDigest }, 'the changed rules are refused; the last good ones stay in force');
  } catch (error) {
    log.warn({ err: error }, 'the rules could not be looked at; the last good ones stay in force');
  }
}

async function endExpiredWaivers(connection: Queryable): Promise<readonly WorkKey[]> {
  const keys: WorkKey[] = [];
  for (const waiver of await takeExpired(connection)) {
    const { repositoryId, baseRef, number, headSha, expiresAt, rule, path, identity } = waiver;
    const detail = { id: shortIdOf(waiver), rule, path, identity, baseRef };
    await appendAuditIn(connection, { act: 'waiver-expired', repositoryId, number, headSha, expiresAt, detail });
    for (const pull of await findOpenPullsInto(connection, repositoryId, baseRef))
      keys.push({ kind: 'gate', repositoryId, number: pull.number, installationId: pull.installationId, subject: '' });
  }
  return keys;
}
