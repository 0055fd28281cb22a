/** A person's switch for the code index of one repository. Searches go on from the last complete commit. */
import type { Database } from '#src/records/database.ts';
import { requestAgain } from '#src/records/work.ts';
import { pauseIndexing, resumeIndexing } from '#src/retrieval/index-state.ts';

export type IndexSwitch = 'pause' | 'resume';

/** A pause stops an indexer at work after its batch; resuming asks for the newest commit at once. */
export async function switchIndex(database: Database, repositoryId: number, to: IndexSwitch): Promise<void> {
  if (to === 'pause') {
    await pauseIndexing(database, repositoryId);
    return;
  }
  await resumeIndexing(database, repositoryId);
  await requestAgain(database, 'index', repositoryId);
}
