/** What the index knows of a repository besides the chunks: its tree, its blobs, its symbols, its state. Always in PostgreSQL. */
import type { DefinedSymbol } from '#src/chunks/chunk.ts';
import type { Definition } from './definition-score.ts';
import { storable } from './sql.ts';
import type { Sql, SqlDatabase } from './sql.ts';
import { joinIdentifier } from '#src/chunks/tokens.ts';

export interface IndexedBlob {
  readonly blobId: string;
  readonly lines: number;
  readonly chunks: number;
  readonly chunkedBy: string;
  readonly skipped: string | undefined;
  readonly symbols: readonly DefinedSymbol[];
}

export interface IndexedFile {
  readonly path: string;
  readonly blobId: string;
  readonly skipped: string | undefined;
}

/** What was made by whom: one index of a repository. */
export interface Made {
  /** Name of the embedding model and its dimension; '' without one. */
  readonly generation: string;
  /** `READER` of the code that read it. */
  readonly reader: string;
}

/** Which of these are read already, in this generation and by this reader. */
export async function findKnownBlobs(
  sql: Sql,
  repositoryId: number,
  { generation, reader }: Made,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const { rows } = await sql.query<{ blob_id: string }>(
    'select blob_id from code_blobs where repository_id = $1 and generation = $2 and reader = $3 and blob_id = any($4)',
    [repositoryId, generation, reader, ids],
  );
  return new Set(rows.map((row) => row.blob_id));
}

/** Blobs that were read, and the chunks that the store should have of them. */
export async function countKnown(
  sql: Sql,
  repositoryId: number,
  generation: string,
): Promise<{ readonly blobs: number; readonly chunks: number }> {
  const { rows } = await sql.query<{ blobs: number; chunks: number }>(
    'select count(*)::int as blobs, coalesce(sum(chunks), 0)::int as chunks from code_blobs where repository_id = $1 and generation = $2',
    [repositoryId, generation],
  );
  return rows[0] ?? { blobs: 0, chunks: 0 };
}

/** Everything is read again at the next run; until then its paths are still searched with what the store has. */
export async function forgetBlobs(sql: Sql, repositoryId: number, generation: string): Promise<void> {
  await sql.query("update code_blobs set reader = '', chunks = 0 where repository_id = $1 and generation = $2", [repositoryId, generation]);
}

/** Call it after the chunks are durable: what stands here is not read again. */
export async function saveBlobs(
  database: SqlDatabase,
  repositoryId: number,
  { generation, reader }: Made,
  blobs: readonly IndexedBlob[],
): Promise<void> {
  const ids = blobs.map(({ blobId }) => blobId);
  const symbols = blobs.flatMap(({ blobId, symbols }) => symbols.map((symbol) => ({ blobId, symbol })));
  await database.transaction(async (sql) => {
    await sql.query('delete from code_symbols where repository_id = $1 and blob_id = any($2)', [repositoryId, ids]);
    await sql.query(
      `insert into code_symbols (repository_id, joined, blob_id, name, kind, container, line, lines)
       select $1, * from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::int[], $8::int[])`,
      [
        repositoryId,
        symbols.map(({ symbol }) => storable(joinIdentifier(symbol.name)).slice(0, 200)),
        symbols.map(({ blobId }) => blobId),
        symbols.map(({ symbol }) => storable(symbol.name).slice(0, 200)),
        symbols.map(({ symbol }) => symbol.kind),
        symbols.map(({ symbol }) => (symbol.container === undefined ? null : storable(symbol.container).slice(0, 400))),
        symbols.map(({ symbol }) => symbol.line),
        symbols.map(({ symbol }) => symbol.lines),
      ],
    );
    await sql.query(
      `insert into code_blobs (repository_id, blob_id, lines, chunks, chunked_by, skipped, generation, reader)
       select $1, b, l, c, k, s, $7, $8 from unnest($2::text[], $3::int[], $4::int[], $5::text[], $6::text[]) as row (b, l, c, k, s)
       on conflict (repository_id, generation, blob_id) do update
         set lines = excluded.lines, chunks = excluded.chunks, chunked_by = excluded.chunked_by, skipped = excluded.skipped, reader = excluded.reader`,
      [
        repositoryId,
        ids,
        blobs.map(({ lines }) => lines),
        blobs.map(({ chunks }) => chunks),
        blobs.map(({ chunkedBy }) => chunkedBy),
        blobs.map(({ skipped }) => skipped ?? null),
        generation,
        reader,
      ],
    );
  });
}

/**
 * From now on searches answer from this tree: one transaction, so that no search sees half of two.
 * @returns blobs that no path leads to any more; undefined when another commit is wanted by now, and nothing was changed.
 */
export async function switchTree(
  database: SqlDatabase,
  repositoryId: number,
  { commitSha, generation, reader, files }: Made & { readonly commitSha: string; readonly files: readonly IndexedFile[] },
): Promise<readonly string[] | undefined> {
  return await database.transaction(async (sql) => {
    const wanted = await sql.query('select 1 from code_repositories where repository_id = $1 and wanted_sha = $2 for update', [
      repositoryId,
      commitSha,
    ]);
    if (wanted.rowCount !== 1) return undefined;
    await sql.query('create temporary table wanted_files (path text, blob_id text, skipped text) on commit drop');
    await sql.query('insert into wanted_files select * from unnest($1::text[], $2::text[], $3::text[])', [
      files.map(({ path }) => storable(path)),
      files.map(({ blobId }) => blobId),
      files.map(({ skipped }) => skipped ?? null),
    ]);
    // Without it the planner takes the table for empty, and compares each row with every other.
    await sql.query('analyze wanted_files');
    await sql.query(
      `delete from code_files f where repository_id = $1 and not exists (select 1 from wanted_files w where w.path = f.path)`,
      [repositoryId],
    );
    await sql.query(
      `insert into code_files (repository_id, path, blob_id, skipped) select distinct on (path) $1::bigint, path, blob_id, skipped from wanted_files w
         where not exists (select 1 from code_files f where f.repository_id = $1 and f.path = w.path
           and (f.blob_id, f.skipped) is not distinct from (w.blob_id, w.skipped)) order by path
       on conflict (repository_id, path) do update set blob_id = excluded.blob_id, skipped = excluded.skipped`,
      [repositoryId],
    );
    await sql.query(
      `update code_repositories set commit_sha = $2, indexed_at = now(), state = 'ready', generation = $3, reader = $4, note = null, updated_at = now() where repository_id = $1`,
      [repositoryId, commitSha, generation, reader],
    );
    const { rows } = await sql.query<{ blob_id: string }>(
      `delete from code_blobs b where repository_id = $1 and generation = $2
         and not exists (select 1 from code_files f where f.repository_id = $1 and f.blob_id = b.blob_id) returning blob_id`,
      [repositoryId, generation],
    );
    const unused = rows.map((row) => row.blob_id);
    if (unused.length > 0)
      // Symbols are of the blob, whichever generation read it: one that is gone back to knows the blob and does not read it again.
      await sql.query(
        `delete from code_symbols s where repository_id = $1 and blob_id = any($2)
           and not exists (select 1 from code_blobs b where b.repository_id = $1 and b.blob_id = s.blob_id)`,
        [repositoryId, unused],
      );
    return unused;
  });
}

export interface SearchablePath {
  readonly path: string;
  readonly blobId: string;
  readonly lines: number;
}

/** Every path that a search may answer with. */
export async function listPaths(sql: Sql, repositoryId: number): Promise<readonly SearchablePath[]> {
  const { rows } = await sql.query<{ path: string; blob_id: string; lines: number }>(
    `select f.path, f.blob_id, b.lines from code_files f join code_repositories r using (repository_id) join code_blobs b using (repository_id, generation, blob_id)
     where f.repository_id = $1 and f.skipped is null and b.skipped is null order by f.path`,
    [repositoryId],
  );
  return rows.map((row) => ({ path: row.path, blobId: row.blob_id, lines: row.lines }));
}

/** The blobs of some paths of the answering tree. */
export async function listPathBlobs(sql: Sql, repositoryId: number, paths: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql.query<{ path: string; blob_id: string }>(
    'select path, blob_id from code_files where repository_id = $1 and path = any($2)',
    [repositoryId, paths.map(storable)],
  );
  return new Map(rows.map((row) => [row.path, row.blob_id]));
}

/** Exact definitions by joined name. */
export async function findDefinitions(
  sql: Sql,
  repositoryId: number,
  joined: readonly string[],
  limit = 2_000,
): Promise<readonly Definition[]> {
  if (joined.length === 0) return [];
  const { rows } = await sql.query<{ path: string; name: string; kind: string; container: string | null; line: number; lines: number }>(
    `select f.path, s.name, s.kind, s.container, s.line, s.lines
     from code_symbols s join code_files f on f.repository_id = s.repository_id and f.blob_id = s.blob_id
     where s.repository_id = $1 and s.joined = any($2) order by s.kind = 'passed-on', s.lines desc, f.path limit $3`,
    [repositoryId, joined, limit],
  );
  return rows.map(({ path, name, kind, container, line, lines }) => ({
    path,
    symbol: { name, kind, line, lines, ...(container === null ? {} : { container }) },
  }));
}

/** Generations with anything read: besides the one that answers, what a model before it left. */
export async function listGenerations(sql: Sql, repositoryId: number): Promise<readonly string[]> {
  const { rows } = await sql.query<{ generation: string }>(
    'select distinct generation from code_blobs where repository_id = $1 order by 1',
    [repositoryId],
  );
  return rows.map(({ generation }) => generation);
}

/** Removes everything; for a repository that was deleted, emptied or left. The stores' part is `ChunkStore.dropRepository`, once for each of `listGenerations`. */
export async function forgetRepository(database: SqlDatabase, repositoryId: number): Promise<void> {
  await database.transaction(async (sql) => {
    for (const table of ['code_files', 'code_symbols', 'code_blobs', 'code_repositories'])
      await sql.query(`delete from ${table} where repository_id = $1`, [repositoryId]);
  });
}
