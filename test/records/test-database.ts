/** One real PostgreSQL for a test file, migrated; the pull requests of its tests never meet. */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '#src/records/database.ts';
import type { Database } from '#src/records/database.ts';
import { startEmbeddedPostgres } from '#src/records/embedded-postgres.ts';
import type { EmbeddedPostgres } from '#src/records/embedded-postgres.ts';
import { migrate } from '#src/records/migrate.ts';
import type { WorkKey, WorkKind } from '#src/records/work.ts';

export interface TestDatabase extends AsyncDisposable {
  readonly url: string;
  readonly database: Database;
  readonly postgres: EmbeddedPostgres;
}

export async function startTestDatabase(): Promise<TestDatabase> {
  const folder = await makeDataFolder();
  const postgres = await startEmbeddedPostgres(folder);
  const database = openDatabase(postgres.url, () => undefined);
  await migrate(database);
  return {
    url: postgres.url,
    database,
    postgres,
    [Symbol.asyncDispose]: async () => {
      await database.end();
      await postgres.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Enterable by others, so that PostgreSQL keeps its data inside it also when the tests run as root. */
export async function makeDataFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'countersign-test-'));
  await chmod(folder, 0o755);
  return folder;
}

let lastNumber = 0;
/** A piece of work of a pull request that no other test knows. */
export function newWork(kind: WorkKind = 'gate', subject = ''): WorkKey {
  lastNumber += 1;
  return { kind, subject, repositoryId: 77, installationId: 5, number: lastNumber };
}
