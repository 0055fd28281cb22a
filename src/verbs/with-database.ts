/** The records of the App on this machine, for a verb that looks into them or switches something. */
import { forgetSecrets, readLocalConfig } from '#src/config.ts';
import { openDatabase } from '#src/records/database.ts';
import type { Database } from '#src/records/database.ts';
import { startEmbeddedPostgres } from '#src/records/embedded-postgres.ts';
import { reasonOf } from './check.ts';
import type { VerbSetting } from './verb.ts';
import { reviewWording } from './wording.ts';

/**
 * @param inUse what to say when the App holds its embedded database.
 * @returns what `use` returns; 2, with the reason told, when the database cannot be had.
 */
export async function withDatabase(
  { root, tell }: VerbSetting,
  inUse: (reason: string) => string,
  use: (database: Database) => Promise<number>,
): Promise<number> {
  const settings = readLocalConfig(root);
  forgetSecrets();
  if (settings.kind === 'invalid') {
    tell(reviewWording.badSettings(settings.problems));
    return 2;
  }
  const { databaseUrl, data } = settings.config;
  try {
    const embedded = databaseUrl === undefined ? await startEmbeddedPostgres(data) : undefined;
    const database = openDatabase(embedded?.url ?? databaseUrl ?? '', () => undefined);
    try {
      return await use(database);
    } finally {
      await database.end();
      await embedded?.stop();
    }
  } catch (error) {
    const reason = reasonOf(error);
    tell(/in use by process \d+/u.test(reason) ? inUse(reason) : reviewWording.notDone(reason));
    return 2;
  }
}
