/** The database and the queue, embedded or by URL. */
import { join } from 'node:path';
import type { Config } from '#src/config.ts';
import type { Log } from '#src/log.ts';
import { connectPostgresQueues, connectRedisQueues } from '#src/queue/connection.ts';
import type { QueueBackend } from '#src/queue/connection.ts';
import { openDatabase } from '#src/records/database.ts';
import type { Database } from '#src/records/database.ts';
import { startEmbeddedPostgres } from '#src/records/embedded-postgres.ts';
import { migrate } from '#src/records/migrate.ts';
import { endLeases } from '#src/records/work.ts';

export interface Records {
  readonly database: Database;
  readonly queues: QueueBackend;
  readonly mirrors: string;
  /** Settles when the embedded database ends by itself. */
  readonly lost: Promise<string>;
  readonly close: () => Promise<void>;
}

export async function openRecords(config: Config, log: Log): Promise<Records> {
  const embedded = config.databaseUrl === undefined ? await startEmbeddedPostgres(config.data) : undefined;
  const url = embedded?.url ?? config.databaseUrl ?? '';
  const database = openDatabase(url, (error) => log.warn({ err: error }, 'database connection lost'));
  try {
    await migrate(database);
    // The embedded database has one owner: whatever was running died with the process before.
    if (embedded !== undefined) await endLeases(database);
    const queues = config.redisUrl === undefined ? await connectPostgresQueues(url) : await connectRedisQueues(config.redisUrl);
    return {
      database,
      queues,
      mirrors: join(config.data, 'mirrors'),
      lost: embedded?.lost ?? new Promise(() => undefined),
      close: async () => {
        await queues.close();
        await database.end();
        await embedded?.stop();
      },
    };
  } catch (error) {
    await database.end();
    await embedded?.stop();
    throw error;
  }
}
