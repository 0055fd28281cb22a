/** The connection pool, and the two ways to run a query. */
import pg from 'pg';

export type Database = pg.Pool;
/** A pool or one connection inside a transaction. */
export interface Queryable {
  // oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- pg's own signature: the caller names the row.
  readonly query: <Row extends pg.QueryResultRow>(text: string, values?: unknown[]) => Promise<{ rows: Row[]; rowCount: number | null }>;
}

// Ids are below 2^53 (GitHub's and our own), so bigint columns are read as numbers.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

export function openDatabase(url: string, onError: (error: Error) => void): Database {
  const pool = new pg.Pool({ connectionString: url, max: 20, connectionTimeoutMillis: 10_000, application_name: 'countersign' });
  // Without a listener a dropped idle connection ends the process.
  pool.on('error', onError);
  return pool;
}

export async function inTransaction<Result>(database: Database, work: (connection: pg.PoolClient) => Promise<Result>): Promise<Result> {
  const connection = await database.connect();
  let broken: Error | undefined;
  // A connection that dies while it is lent out reports here, not to the pool; unheard, it would end the process.
  const onLoss = (error: Error): void => void (broken = error);
  connection.on('error', onLoss);
  try {
    await connection.query('begin');
    const result = await work(connection);
    await connection.query('commit');
    return result;
  } catch (error) {
    await connection.query('rollback').catch((rollbackError: Error) => (broken = rollbackError));
    throw error;
  } finally {
    connection.off('error', onLoss);
    connection.release(broken);
  }
}

export interface Transactional extends Queryable {
  readonly transaction: <Result>(work: (connection: Queryable) => Promise<Result>) => Promise<Result>;
}

/** For rooms that know nothing of connections. */
export function toSqlDatabase(database: Database): Transactional {
  return {
    query: (text, values) => database.query(text, values),
    transaction: (work) => inTransaction(database, (connection) => work({ query: (text, values) => connection.query(text, values) })),
  };
}

/** JSON as text: lone surrogates and NUL stay escaped, so a `text` column takes them. */
export function toJsonText(value: unknown): string {
  return JSON.stringify(value);
}

/** For `text` columns: NUL, which PostgreSQL refuses, and lone surrogates are shown as U+FFFD. */
export function cleanText(text: string): string {
  return text.replaceAll('\u0000', '\uFFFD').toWellFormed();
}
