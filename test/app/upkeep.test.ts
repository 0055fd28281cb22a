/** What is forgotten, and what is not: an App that was taken away, an answer that fails, old pull requests, mirrors. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { startSmallApp } from '#test/github/small-app.ts';
import { newWork, startTestDatabase } from '#test/records/test-database.ts';
import type { TestDatabase } from '#test/records/test-database.ts';
import { openMirror } from '#src/git/mirror.ts';
import { appendAudit, verifyAudit } from '#src/records/audit.ts';
import { insertDelivery } from '#src/records/inbox.ts';
import { notePullRequest } from '#src/records/pull-requests.ts';
import { loadRepositoryName, noteRepository } from '#src/records/repositories.ts';
import { requestWork } from '#src/records/work.ts';
import { openCodeIndex } from '#workers/code/code-index.ts';
import { keepHouse } from '#workers/watch/upkeep.ts';

const silent = { debug: nothing, info: nothing, warn: nothing, error: nothing };
const signal = new AbortController().signal;

suite('upkeep', () => {
  let started: TestDatabase;
  let mirrors: string;
  before(async () => {
    started = await startTestDatabase();
    mirrors = await mkdtemp(join(tmpdir(), 'mirrors-'));
  });
  after(async () => {
    await started[Symbol.asyncDispose]();
    await rm(mirrors, { recursive: true, force: true });
  });

  test('a repository that was taken away is forgotten everywhere but in the audit log; its neighbor keeps everything', async () => {
    await using app = await startSmallApp();
    const { database } = started;
    const gone = app.small.repository.id;
    const neighbor = app.small.world.createRepository({ owner: app.repository.owner, name: 'neighbor', private: true });
    const { id: stays } = await neighbor;
    for (const id of [gone, stays]) {
      await fillEveryTable(id);
      await openMirror(mirrors, id);
    }
    const filled = await rowsOf(stays);
    const house = {
      database,
      mirrors,
      code: openCodeIndex({ qdrant: undefined, embedding: undefined }, database),
      github: app.github,
      log: silent,
      retentionDays: 90,
      graceMinutes: 0,
    };

    await keepHouse(house, signal);
    assert.deepEqual(await rowsOf(gone), filled, 'nothing is forgotten while it is there');
    app.small.world.changeInstalledRepositories(app.small.installation, { add: [await neighbor], remove: [app.small.repository] });
    app.setFault({ method: 'GET', path: '/installation/repositories', effect: { kind: 'status', status: 502 } });
    await keepHouse(house, signal);
    app.small.sandbox.clearFaults();
    await keepHouse({ ...house, graceMinutes: 60 }, signal);
    assert.deepEqual(await rowsOf(gone), filled, 'nor after an answer that failed, nor before its time');

    await keepHouse(house, signal);
    assert.deepEqual(await rowsOf(gone), new Map([['audit', 2]]));
    assert.deepEqual(await rowsOf(stays), filled);
    assert.equal(await loadRepositoryName(database, gone), undefined);
    assert.equal(existsSync(join(mirrors, `${gone}.git`)), false);
    assert.equal(existsSync(join(mirrors, `${stays}.git`)), true);
    assert.equal((await verifyAudit(database)).kind, 'whole');
  });

  test('a repository that comes back in time has its hour again', async () => {
    await using app = await startSmallApp();
    const { database } = started;
    const { id } = app.small.repository;
    await noteRepository(database, { id, owner: 'shop', repo: 'store' });
    const house = {
      database,
      mirrors,
      code: openCodeIndex({ qdrant: undefined, embedding: undefined }, database),
      github: app.github,
      log: silent,
      retentionDays: 90,
      graceMinutes: 60,
    };
    app.small.world.changeInstalledRepositories(app.small.installation, { remove: [app.small.repository] });
    await keepHouse(house, signal);
    await database.query(`update repositories set missing_since = now() - interval '59 minutes' where id = $1`, [id]);
    app.small.world.changeInstalledRepositories(app.small.installation, { add: [app.small.repository] });
    await keepHouse(house, signal);
    app.small.world.changeInstalledRepositories(app.small.installation, { remove: [app.small.repository] });
    await database.query(`update repositories set missing_since = missing_since - interval '59 minutes' where id = $1`, [id]);
    await keepHouse(house, signal);
    assert.ok(await loadRepositoryName(database, id));
  });

  test('of closed pull requests nothing is kept beyond the agreed days, of open ones everything; their refs go too', async () => {
    await using app = await startSmallApp();
    const { database } = started;
    const { id } = app.small.repository;
    await noteRepository(database, { id, owner: 'shop', repo: 'store' });
    const mirror = await openMirror(mirrors, id);
    const git = (...args: readonly string[]): string => execFileSync('git', ['-C', mirror.gitDir, ...args], { encoding: 'utf8' });
    const commit = git('-c', 'user.name=A', '-c', 'user.email=a@b.c', 'commit-tree', '-m', 'x', git('mktree').trim()).trim();
    for (const number of [0, 1, 2, 3]) git('update-ref', `refs/countersign/${number}/head`, commit);
    const age = async (number: number, state: 'open' | 'closed', days: number): Promise<void> => {
      await notePullRequest(database, { ...pullOf(id), number, state });
      await database.query(
        `insert into runs (kind, repository_id, number, head_sha, conclusion, outcome) values ('gate', $1, $2, '', 'success', '{}')`,
        [id, number],
      );
      await database.query(
        'update pull_requests set updated_at = now() - make_interval(days => $3) where repository_id = $1 and number = $2',
        [id, number, days],
      );
    };
    await age(1, 'open', 400);
    await age(2, 'closed', 89);
    await age(3, 'closed', 91);
    await insertDelivery(database, { deliveryId: 'old-1', event: 'push', semanticKey: 'old', hint: {} });
    await insertDelivery(database, { deliveryId: 'old-2', event: 'push', semanticKey: 'waits', hint: {} });
    await database.query(
      `update inbox set received_at = now() - interval '91 days', state = case when delivery_id = 'old-1' then 'ignored' else state end`,
    );

    await keepHouse(
      {
        database,
        mirrors,
        code: openCodeIndex({ qdrant: undefined, embedding: undefined }, database),
        github: app.github,
        log: silent,
        retentionDays: 90,
        graceMinutes: 60,
      },
      signal,
    );
    const { rows: runs } = await database.query('select number from runs where repository_id = $1 order by number', [id]);
    assert.deepEqual(runs, [{ number: 1 }, { number: 2 }]);
    const { rows: inbox } = await database.query(`select delivery_id from inbox where delivery_id like 'old-%'`);
    assert.deepEqual(inbox, [{ delivery_id: 'old-2' }], 'what was never dispatched is not lost');
    assert.deepEqual(git('for-each-ref', '--format=%(refname)').trim().split('\n'), ['refs/countersign/0/head', 'refs/countersign/1/head']);
  });

  /** One row in every table that says whose its rows are, by what the database says of its columns. */
  async function fillEveryTable(repositoryId: number): Promise<void> {
    const { database } = started;
    await noteRepository(database, { id: repositoryId, owner: 'shop', repo: 'store' });
    await appendAudit(database, { act: 'waiver-granted', repositoryId });
    await requestWork(database, { ...newWork(), repositoryId });
    await insertDelivery(database, {
      deliveryId: `delivery-${repositoryId}`,
      event: 'push',
      semanticKey: String(repositoryId),
      hint: { ref: 'x', repository: { id: repositoryId, name: 'store', owner: { login: 'shop' } } },
    });
    for (const table of await tables()) {
      if (['audit', 'work'].includes(table)) continue;
      const { rows: columns } = await database.query<{ name: string; type: string; allowed: string | null }>(
        `select column_name as name, data_type as type, (
           select substring(check_clause from '''([a-z]+)''') from information_schema.check_constraints
           join information_schema.constraint_column_usage using (constraint_schema, constraint_name)
           where constraint_column_usage.table_name = $1 and constraint_column_usage.column_name = columns.column_name and check_clause like '%ANY%') as allowed
         from information_schema.columns where table_schema = current_schema() and table_name = $1 and is_identity = 'NO' and is_nullable = 'NO' and column_default is null`,
        [table],
      );
      const values = columns.map(({ name, type, allowed }) =>
        name === 'repository_id' ? repositoryId : (allowed ?? valueOf(type, repositoryId)),
      );
      await database.query(
        `insert into ${table} (${columns.map(({ name }) => name).join(', ')}) values (${columns.map((_, index) => `$${index + 1}`).join(', ')})`,
        values,
      );
    }
  }

  async function rowsOf(repositoryId: number): Promise<ReadonlyMap<string, number>> {
    const found = new Map<string, number>();
    for (const table of [...(await tables()), 'inbox']) {
      const where = table === 'inbox' ? `hint like '%"id":' || $1::text || ',%'` : 'repository_id = $1::bigint';
      const { rows } = await started.database.query<{ count: number }>(`select count(*)::integer as count from ${table} where ${where}`, [
        String(repositoryId),
      ]);
      if ((rows[0]?.count ?? 0) > 0) found.set(table, rows[0]?.count ?? 0);
    }
    return found;
  }

  async function tables(): Promise<readonly string[]> {
    const { rows } = await started.database.query<{ name: string }>(
      `select table_name as name from information_schema.columns where table_schema = current_schema() and column_name = 'repository_id' order by 1`,
    );
    return rows.map(({ name }) => name);
  }
});

function valueOf(type: string, seed: number): unknown {
  if (type === 'boolean') return false;
  if (type === 'bytea') return Buffer.from('x');
  if (type.startsWith('timestamp')) return new Date();
  return type === 'text' ? `text-${seed}` : 1;
}

function pullOf(repositoryId: number) {
  return {
    installationId: 1,
    repositoryId,
    number: 1,
    owner: 'shop',
    repo: 'store',
    title: '',
    body: '',
    author: { id: 1, login: 'ada', kind: 'user' as const },
    state: 'open' as const,
    draft: false,
    headSha: 'a'.repeat(40),
    headRef: 'feature',
    baseSha: 'b'.repeat(40),
    baseRef: 'main',
    htmlUrl: '',
  };
}

function nothing(): void {
  // What is logged is not looked at here.
}
