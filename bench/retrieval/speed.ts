/** How fast repositories are indexed, searched, and indexed again after a push, by the real indexer into the real store. */
import { readFile } from 'node:fs/promises';
import type { QuestionedRepository } from './questions.ts';
import type { StoreTarget } from './searchers.ts';
import { percentile } from '#bench/percentile.ts';
import { listTree } from '#src/git/list-tree.ts';
import { readBlobs } from '#src/git/read-blobs.ts';
import type { TreeEntry } from '#src/chunks/choose-file.ts';
import { openChunkPool } from '#src/chunks/chunk-pool.ts';
import { indexRepository } from '#src/retrieval/index-repository.ts';
import { openPostgresStore } from '#src/retrieval/postgres-store.ts';
import { openQdrantStore } from '#src/retrieval/qdrant-store.ts';
import { readQuery } from '#src/retrieval/query.ts';
import { openCodeSearch } from '#src/retrieval/search-code.ts';
import type { Sql } from '#src/retrieval/sql.ts';
import { toSqlDatabase } from '#src/records/database.ts';
import type { Database } from '#src/records/database.ts';

export interface Speed {
  readonly files: number;
  readonly chunks: number;
  readonly seconds: number;
  readonly pushSeconds: number;
  readonly p95Milliseconds: number;
  /** Of this process, for one query. */
  readonly queryCpuMilliseconds: number;
  /** Spent on the first indexing by this process, and by PostgreSQL beside it: what a busy machine does not change. */
  readonly cpuSeconds: number;
  readonly postgresCpuSeconds: number;
  /** The most that this process held until the first indexing was over, and the most of any of PostgreSQL's. */
  readonly peakMegabytes: number;
  readonly postgresPeakMegabytes: number;
}

const PUSHED = 20;

/** The twenty longest files of the first hundred are pushed again with one line more. */
export async function measureSpeed(
  { database, qdrantUrl }: StoreTarget,
  {
    repositoryId,
    gitDir,
    commitSha,
    threads,
  }: { readonly repositoryId: number; readonly gitDir: string; readonly commitSha: string; readonly threads: number },
  questions: QuestionedRepository['questions'],
): Promise<Speed> {
  const sql = toSqlDatabase(database);
  const store = qdrantUrl === undefined ? openPostgresStore(sql, '') : openQdrantStore({ url: qdrantUrl, generation: 'speed' });
  const read = openChunkPool(threads);
  const pushed = new Map<string, Buffer>();
  const run = async (sha: string, files: readonly TreeEntry[]) =>
    await indexRepository(
      {
        database: sql,
        store,
        read,
        listFiles: () => Promise.resolve(files),
        readBlobs: async (ids) => new Map([...(await readBlobs({ gitDir }, ids)), ...[...pushed].filter(([id]) => ids.includes(id))]),
      },
      { repositoryId, commitSha: sha, generation: '' },
    );
  const [started, cpu] = [performance.now(), process.cpuUsage()];
  const files = await listTree(gitDir, commitSha);
  const first = await run(commitSha, files);
  const seconds = (performance.now() - started) / 1000;
  const used = process.cpuUsage(cpu);
  const { cpuSeconds: postgresCpuSeconds, peakMegabytes: postgresPeakMegabytes } = await readPostgres(database);
  const peakMegabytes = process.resourceUsage().maxRSS / 1024;
  const chosen = new Set(
    files
      .filter(({ path }) => /\.(?:py|[jt]sx?|go|rb|rs|java)$/u.test(path))
      .slice(0, 100)
      .sort((a, b) => b.bytes - a.bytes)
      .slice(0, PUSHED)
      .map(({ path }) => path),
  );
  const contents = await readBlobs(
    { gitDir },
    files.filter(({ path }) => chosen.has(path)).map(({ blobId }) => blobId),
  );
  const after = files.map((file, at): TreeEntry => {
    const before = chosen.has(file.path) ? contents.get(file.blobId) : undefined;
    if (before === undefined) return file;
    const blobId = at.toString(16).padStart(40, 'f');
    pushed.set(blobId, Buffer.concat([before, Buffer.from('\n// pushed\n')]));
    return { ...file, blobId };
  });
  const pushedAt = performance.now();
  await run('f'.repeat(40), after);
  const pushSeconds = (performance.now() - pushedAt) / 1000;
  const search = openCodeSearch({ sql, storeOf: () => store });
  const texts = questions.length > 0 ? questions.map(({ text }) => text) : await namesInWords(sql, repositoryId);
  const times: number[] = [];
  const asking = process.cpuUsage();
  for (const text of texts) {
    const before = performance.now();
    await search({ repositoryId, query: readQuery(text), content: 'code', limit: 10 });
    times.push(performance.now() - before);
  }
  const asked = process.cpuUsage(asking);
  const queryCpuMilliseconds = (asked.user + asked.system) / 1_000 / Math.max(1, times.length);
  const chunks = first.kind === 'indexed' ? first.chunks : 0;
  return {
    files: files.length,
    chunks,
    seconds,
    pushSeconds,
    p95Milliseconds: percentile(times, 0.95),
    queryCpuMilliseconds,
    postgresCpuSeconds,
    peakMegabytes,
    postgresPeakMegabytes,
    cpuSeconds: (used.user + used.system) / 1e6,
  };
}

/** For a repository that nobody wrote questions for: what two hundred of its symbols are called. */
async function namesInWords(sql: Sql, repositoryId: number): Promise<readonly string[]> {
  const { rows } = await sql.query<{ name: string }>(
    'select name from (select distinct name from code_symbols where repository_id = $1) as one order by md5(name) limit 200',
    [repositoryId],
  );
  return rows.map(({ name }) => name.replaceAll(/([a-z0-9])([A-Z])/gu, '$1 $2').replaceAll('_', ' '));
}

/** Of the server's processes for us, as Linux counts it, in hundredths of a second. */
async function readPostgres(database: Database): Promise<{ readonly cpuSeconds: number; readonly peakMegabytes: number }> {
  const { rows } = await database.query<{ pid: number }>('select pid from pg_stat_activity where pid is not null');
  const read = (pid: number, name: string): Promise<string> => readFile(`/proc/${pid}/${name}`, 'utf8').catch(() => '');
  const each = await Promise.all(
    rows.map(async ({ pid }) => {
      const fields = (await read(pid, 'stat')).split(' ');
      const ticks = Number(fields[13] ?? 0) + Number(fields[14] ?? 0);
      return { ticks, kilobytes: Number(/VmHWM:\s+(\d+)/u.exec(await read(pid, 'status'))?.[1] ?? 0) };
    }),
  );
  const ticks = each.reduce((sum, one) => sum + (Number.isFinite(one.ticks) ? one.ticks : 0), 0);
  return { cpuSeconds: ticks / 100, peakMegabytes: Math.max(0, ...each.map(({ kilobytes }) => kilobytes)) / 1024 };
}
