/** A real PostgreSQL database for a test file, migrated; the pull requests of its tests never meet. */
import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '#src/records/database.ts';
import type { Database } from '#src/records/database.ts';
import { startEmbeddedPostgres } from '#src/records/embedded-postgres.ts';
import { migrate } from '#src/records/migrate.ts';
import type { WorkKey, WorkKind } from '#src/records/work.ts';

export interface TestDatabase extends AsyncDisposable {
  readonly url: string;
  readonly database: Database;
}

/** Where `test/run.ts` says which cluster the files may share. */
export const sharedClusterVariable = 'COUNTERSIGN_TEST_POSTGRES';

export async function startTestDatabase(): Promise<TestDatabase> {
  const shared = process.env[sharedClusterVariable];
  const place = shared === undefined ? await startCluster() : await createDatabase(shared);
  const database = openDatabase(place.url, () => undefined);
  await migrate(database);
  return {
    url: place.url,
    database,
    [Symbol.asyncDispose]: async () => {
      await database.end();
      await place.remove();
    },
  };
}

export interface Place {
  readonly url: string;
  readonly remove: () => Promise<void>;
}

/** A cluster of its own. */
export async function startCluster(): Promise<Place> {
  const folder = await makeDataFolder();
  const postgres = await startEmbeddedPostgres(folder);
  return {
    url: postgres.url,
    remove: async () => {
      await postgres.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function createDatabase(cluster: string): Promise<Place> {
  const name = `test_${randomBytes(8).toString('hex')}`;
  const command = async (sql: string): Promise<void> => {
    const admin = openDatabase(cluster, () => undefined);
    try {
      await admin.query(sql);
    } finally {
      await admin.end();
    }
  };
  await command(`create database ${name}`);
  const url = new URL(cluster);
  url.pathname = `/${name}`;
  return { url: url.href, remove: () => command(`drop database if exists ${name} with (force)`) };
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
