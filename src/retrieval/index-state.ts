/** State per repository: what a search answers from, and what the indexer is at. */
import { READER } from '#src/chunks/reader.ts';
import { storable } from './sql.ts';
import type { Sql } from './sql.ts';

export interface IndexState {
  readonly state: 'empty' | 'indexing' | 'ready' | 'paused' | 'failed';
  /** Searches answer from this commit; undefined before the first index is complete. */
  readonly commitSha: string | undefined;
  readonly indexedAt: Date | undefined;
  readonly wantedSha: string | undefined;
  /** The wanted commit is not the answering one. */
  readonly behind: boolean;
  /** Since when the wanted commit is wanted. */
  readonly wantedAt: Date | undefined;
  /** The default branch, and when we last asked for its tip. */
  readonly branch: string | undefined;
  readonly lookedAt: Date | undefined;
  /** Blobs to read for the wanted commit, and how many of them are read. */
  readonly toRead: number;
  readonly read: number;
  readonly files: number;
  readonly chunks: number;
  /** Reason to number of files that are not searched. */
  readonly skipped: Readonly<Record<string, number>>;
  readonly generation: string;
  /** Another version of Countersign read what answers: it is read again. */
  readonly outdated: boolean;
  readonly note: string | undefined;
}

export async function beginIndexing(sql: Sql, repositoryId: number, wantedSha: string): Promise<void> {
  await sql.query(
    `insert into code_repositories (repository_id, wanted_sha, wanted_at, state) values ($1, $2, now(), 'indexing')
     on conflict (repository_id) do update set wanted_sha = $2, updated_at = now(), files = 0, done = 0,
       wanted_at = case when code_repositories.wanted_sha = $2 then code_repositories.wanted_at else now() end,
       state = case when code_repositories.state = 'paused' then 'paused' else 'indexing' end`,
    [repositoryId, wantedSha],
  );
}

/** Also asks whether to go on: somebody may have paused this repository, or want another commit by now. */
export async function noteProgress(
  sql: Sql,
  repositoryId: number,
  { commitSha, toRead, read }: { readonly commitSha: string; readonly toRead: number; readonly read: number },
): Promise<'go on' | 'paused' | 'superseded'> {
  const { rows } = await sql.query<{ state: string }>(
    'update code_repositories set files = $2, done = $3, updated_at = now() where repository_id = $1 and wanted_sha = $4 returning state',
    [repositoryId, toRead, read, commitSha],
  );
  const row = rows[0];
  if (row === undefined) return 'superseded';
  return row.state === 'paused' ? 'paused' : 'go on';
}

/** What the default branch is, whether or not anything on it is new. */
export async function noteLook(sql: Sql, repositoryId: number, branch: string): Promise<void> {
  await sql.query(
    `insert into code_repositories (repository_id, branch, looked_at) values ($1, $2, now())
     on conflict (repository_id) do update set branch = $2, looked_at = now()`,
    [repositoryId, storable(branch)],
  );
}

export interface Look {
  readonly branch: string | null;
  readonly lookedAt: Date | null;
  /** The last attempt ended in a failure that nobody tries again by himself. */
  readonly failed: boolean;
  /** What answers now was made by this embedding model ('' without one), and read by this code. */
  readonly generation: string;
  readonly reader: string;
}

/** The last look at each repository on GitHub that the index knows anything of. Those of the command line have negative ids. */
export async function listLooks(sql: Sql): Promise<ReadonlyMap<number, Look>> {
  const { rows } = await sql.query<{
    repository_id: number;
    branch: string | null;
    looked_at: Date | null;
    state: string;
    generation: string;
    reader: string;
  }>('select repository_id, branch, looked_at, state, generation, reader from code_repositories where repository_id > 0');
  return new Map(
    rows.map((row) => [
      row.repository_id,
      { branch: row.branch, lookedAt: row.looked_at, failed: row.state === 'failed', generation: row.generation, reader: row.reader },
    ]),
  );
}

export async function noteFailure(sql: Sql, repositoryId: number, note: string): Promise<void> {
  await sql.query(
    `update code_repositories set state = case when state = 'paused' then 'paused' else 'failed' end, note = $2, updated_at = now() where repository_id = $1`,
    [repositoryId, storable(note).slice(0, 2_000)],
  );
}

/** An indexer at work stops after its batch; what it read stays. Searches go on from the last complete commit. */
export async function pauseIndexing(sql: Sql, repositoryId: number): Promise<void> {
  await sql.query(
    `insert into code_repositories (repository_id, state) values ($1, 'paused')
     on conflict (repository_id) do update set state = 'paused', updated_at = now()`,
    [repositoryId],
  );
}

/** Allows the next `indexRepository`, which continues where the pause came. */
export async function resumeIndexing(sql: Sql, repositoryId: number): Promise<void> {
  await sql.query(
    `update code_repositories set state = case when commit_sha is null then 'empty' when commit_sha is distinct from wanted_sha then 'indexing' else 'ready' end, updated_at = now()
     where repository_id = $1 and state = 'paused'`,
    [repositoryId],
  );
}

/** The commit that searches answer from; undefined before the first index is complete. */
export async function loadAnsweringCommit(
  sql: Sql,
  repositoryId: number,
): Promise<{ readonly commitSha: string; readonly generation: string; readonly behind: boolean } | undefined> {
  const { rows } = await sql.query<{ commit_sha: string | null; wanted_sha: string | null; generation: string }>(
    'select commit_sha, wanted_sha, generation from code_repositories where repository_id = $1',
    [repositoryId],
  );
  const row = rows[0];
  return row === undefined || row.commit_sha === null
    ? undefined
    : { commitSha: row.commit_sha, generation: row.generation, behind: row.wanted_sha !== null && row.wanted_sha !== row.commit_sha };
}

export async function loadIndexState(sql: Sql, repositoryId: number): Promise<IndexState | undefined> {
  const { rows } = await sql.query<{
    state: IndexState['state'];
    commit_sha: string | null;
    indexed_at: Date | null;
    wanted_sha: string | null;
    wanted_at: Date | null;
    branch: string | null;
    looked_at: Date | null;
    to_read: number;
    done: number;
    generation: string;
    reader: string;
    note: string | null;
  }>(
    `select state, commit_sha, indexed_at, wanted_sha, wanted_at, branch, looked_at, files as to_read, done, generation, reader, note
     from code_repositories where repository_id = $1`,
    [repositoryId],
  );
  const row = rows[0];
  if (row === undefined) return undefined;
  const counted = await sql.query<{ reason: string | null; files: number; chunks: number }>(
    `select coalesce(f.skipped, b.skipped) as reason, count(*)::int as files, coalesce(sum(b.chunks), 0)::int as chunks
     from code_files f join code_repositories r using (repository_id) left join code_blobs b using (repository_id, generation, blob_id)
     where f.repository_id = $1 group by 1 order by 2 desc`,
    [repositoryId],
  );
  const searched = counted.rows.find(({ reason }) => reason === null);
  return {
    state: row.state,
    commitSha: row.commit_sha ?? undefined,
    indexedAt: row.indexed_at ?? undefined,
    wantedSha: row.wanted_sha ?? undefined,
    behind: row.wanted_sha !== null && row.wanted_sha !== row.commit_sha,
    wantedAt: row.wanted_at ?? undefined,
    branch: row.branch ?? undefined,
    lookedAt: row.looked_at ?? undefined,
    toRead: row.to_read,
    read: row.done,
    files: searched?.files ?? 0,
    chunks: searched?.chunks ?? 0,
    skipped: Object.fromEntries(counted.rows.flatMap(({ reason, files }) => (reason === null ? [] : [[reason, files]]))),
    generation: row.generation,
    outdated: row.commit_sha !== null && row.reader !== READER,
    note: row.note ?? undefined,
  };
}
