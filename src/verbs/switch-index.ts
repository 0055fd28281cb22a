/** `countersign index --pause|--resume OWNER/REPO`: over the records of the App, not those of a local repository. */
import { findRepositoryId } from '#src/records/repositories.ts';
import { switchIndex as switchTo } from '#workers/code/pause-index.ts';
import type { IndexSwitch } from '#workers/code/pause-index.ts';
import { switchWording as wording } from './code-wording.ts';
import type { VerbSetting } from './verb.ts';
import { withDatabase } from './with-database.ts';

/** @param name OWNER/REPO. */
export async function switchIndex(to: IndexSwitch, name: string, setting: VerbSetting): Promise<number> {
  return await withDatabase(setting, wording.inUse, async (database) => {
    const id = await findRepositoryId(database, name);
    if (id === undefined) {
      setting.tell(wording.unknown(name));
      return 2;
    }
    await switchTo(database, id, to);
    setting.print(wording.done[to](name));
    return 0;
  });
}
