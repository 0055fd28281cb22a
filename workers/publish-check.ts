/** One current check run per name and request, and none left open on an older head. */
import type { OpenPull, World } from './world.ts';
import type { CheckRun } from '#src/check-run.ts';
import { cancelCheckRun, writeCheckRun } from '#src/github/check-runs.ts';
import { findOlderOpenChecks, noteClosedCheck, noteOpenCheck } from '#src/records/open-checks.ts';
import type { Claim } from '#src/records/work.ts';
import { MERGE_GROUP } from '#src/webhook/plan-work.ts';

/** The head is part of the identity: one request may find a newer head when it is run again. */
export function requestKeyOf({ key, request }: Claim, headSha: string): string {
  return `${key.kind}-${key.repositoryId}-${key.number}-${request}-${headSha.slice(0, 12)}`;
}

export async function publishCheck(world: World, open: OpenPull, claim: Claim, check: CheckRun): Promise<void> {
  const { repositoryId, number } = claim.key;
  const requestKey = requestKeyOf(claim, check.headSha);
  await open.write(async () => {
    const detailsUrl = `${world.publicUrl}/`;
    const githubId = await writeCheckRun({
      repository: open.repository,
      identity: world.identity,
      notes: open.notes,
      check,
      requestKey,
      detailsUrl,
      explains: world.model !== undefined && number !== MERGE_GROUP,
      now: world.now,
    });
    if (check.conclusion === undefined)
      await noteOpenCheck(world.database, { requestKey, githubId, headSha: check.headSha, repositoryId, number, name: check.name });
    else await noteClosedCheck(world.database, requestKey);
  });
  // Merge groups wait side by side; none takes the place of another.
  if (number === MERGE_GROUP) return;
  for (const older of await findOlderOpenChecks(world.database, repositoryId, number, check.name, requestKey)) {
    await open.write(() => cancelCheckRun(open.repository, older.githubId, older.headSha, world.now()));
    await noteClosedCheck(world.database, older.requestKey);
  }
}
