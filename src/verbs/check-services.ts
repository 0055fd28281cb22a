/** The database and the queue, as far as they are reached. */
import type { Config } from '#src/config.ts';
import { createEmbedder } from '#src/model/create-embedder.ts';
import { connectRedisQueues } from '#src/queue/connection.ts';
import { openDatabase } from '#src/records/database.ts';
import { startEmbeddedPostgres } from '#src/records/embedded-postgres.ts';
import { probeQdrant } from '#src/retrieval/probe-qdrant.ts';
import type { Check } from './check.ts';
import { fail, ok, reasonOf, warn } from './check.ts';
import { doctorWording as wording } from './wording.ts';

export async function checkDatabase({ databaseUrl, data }: Pick<Config, 'databaseUrl' | 'data'>): Promise<Check> {
  if (databaseUrl !== undefined) {
    try {
      return ok('database', wording.databaseGood(await serverVersion(databaseUrl)));
    } catch (error) {
      return fail('database', wording.noDatabase(reasonOf(error)), wording.databaseTodo);
    }
  }
  let embedded: Awaited<ReturnType<typeof startEmbeddedPostgres>>;
  try {
    embedded = await startEmbeddedPostgres(data);
  } catch (error) {
    const reason = reasonOf(error);
    // Usually the App itself; that it answers is for /readyz to tell.
    if (/in use by process \d+/u.test(reason)) return warn('database', reason, wording.databaseInUseTodo);
    return fail('database', reason, wording.embeddedTodo);
  }
  try {
    return ok('database', wording.embeddedGood(await serverVersion(embedded.url)));
  } catch (error) {
    return fail('database', reasonOf(error), wording.embeddedTodo);
  } finally {
    await embedded.stop();
  }
}

export async function checkRedis(url: string): Promise<Check> {
  try {
    const queues = await connectRedisQueues(url);
    await queues.close();
    return ok('redis', wording.redisGood);
  } catch (error) {
    return fail('redis', reasonOf(error), wording.redisTodo);
  }
}

export async function checkQdrant(qdrant: NonNullable<Config['qdrant']>): Promise<Check> {
  try {
    const version = await probeQdrant(qdrant);
    return qdrant.apiKey !== undefined && isInTheOpen(qdrant.url)
      ? warn('qdrant', wording.qdrantOpen(version), wording.qdrantOpenTodo)
      : ok('qdrant', wording.qdrantGood(version));
  } catch (error) {
    return fail('qdrant', reasonOf(error), wording.qdrantTodo);
  }
}

/** Whoever is between this machine and that one can read what is sent. */
function isInTheOpen(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  return protocol === 'http:' && !/^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/u.test(hostname);
}

/** One word is embedded; no code is sent. */
export async function checkEmbedding(embedding: NonNullable<Config['embedding']>): Promise<Check> {
  try {
    const dimension = await createEmbedder({ ...embedding, tries: 1 }).dimension(AbortSignal.timeout(8_000));
    return ok('embedding', wording.embeddingGood(embedding.name, dimension));
  } catch (error) {
    return fail('embedding', reasonOf(error), wording.embeddingTodo);
  }
}

async function serverVersion(url: string): Promise<string> {
  const database = openDatabase(url, () => undefined);
  try {
    const { rows } = await database.query<{ server_version: string }>('show server_version');
    return rows[0]?.server_version ?? '';
  } finally {
    await database.end();
  }
}
