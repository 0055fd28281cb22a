/** A waiver against a push in the same moment (T65): whatever is pushed before it is worked on, it lets pass what its author had looked at, and nothing else. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { grantWaiver } from '#workers/gate/waivers.ts';
import type { World } from '#workers/world.ts';
import { waiveFindings } from '#src/gate/waiver.ts';
import { shortIdOf } from '#src/gate/waiver.ts';
import type { WaiverScope } from '#src/gate/waiver.ts';
import type { NewFinding } from '#src/gate/outcome.ts';
import { parsePolicy } from '#src/policy/policy.ts';
import { openDatabase } from '#src/records/database.ts';
import { loadWaivers } from '#src/records/waivers.ts';
import { startTestDatabase } from '#test/records/test-database.ts';
import { finding, pull } from './fixtures.ts';

const SEEDS = 1000;
const began = Date.parse('2026-11-21T12:00:00Z');

/** mulberry32 */
function randomBelow(seed: number): (end: number) => number {
  let state = seed;
  return (end) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % end;
  };
}

interface Head {
  readonly sha: string;
  readonly at: Date;
  readonly findings: readonly NewFinding[];
}

const scopeOf = ({ finding: { rule, place }, identity }: NewFinding): WaiverScope => ({ rule, path: place.path, identity });
const idOf = (one: NewFinding): string => shortIdOf(scopeOf(one));

/** Three to five pushes, a few seconds or milliseconds apart; the same code comes, goes, moves and is doubled. */
function pushes(below: (end: number) => number): readonly Head[] {
  let at = began;
  return Array.from({ length: 3 + below(3) }, (_, index) => {
    at += [1, 40, 700, 1500, 9000][below(5)] ?? 1;
    const findings = Array.from({ length: 1 + below(4) }, (_unused, line): NewFinding => {
      const code = `eval(${'xyz'[below(3)]})`;
      return { finding: finding('no-eval', 'ab'[below(2)] ?? 'a', line + 1, code), identity: code, blocks: true };
    });
    return { sha: `${index}${'a'.repeat(39)}`, at: new Date(at), findings };
  });
}

function outcomeOf({ sha, at, findings }: Head): string {
  return JSON.stringify({
    kind: 'decided',
    headSha: sha,
    startedAt: at,
    finishedAt: at,
    result: {
      conclusion: 'failure',
      mergeBaseSha: 'b',
      fresh: findings,
      known: { kept: 0, moved: 0, gone: 0 },
      unchecked: [],
      scanned: [],
      outside: [],
      setAside: [],
      withoutBase: [],
      secretsSearched: 0,
      scan: { engineVersion: '1', packDigest: 'd', ruleCount: 1 },
    },
  });
}

test(`${SEEDS} pushes that race with a waiver`, async () => {
  await using records = await startTestDatabase();
  // Nothing here has to outlive a crash, and each waiver is a commit.
  await records.database.query(`do $$ begin execute format('alter database %I set synchronous_commit = off', current_database()); end $$`);
  await using setting = new AsyncDisposableStack();
  const database = openDatabase(records.url, () => undefined);
  setting.defer(() => database.end());
  const configuration = parsePolicy('', 'policies/default.yml');
  const world = { database, now: () => new Date(), enqueue: () => Promise.resolve() } as unknown as World;
  const seeds = Array.from({ length: SEEDS }, (_, index) => {
    const below = randomBelow(index + 1);
    const heads = pushes(below);
    // GitHub's comments have whole seconds.
    const written = Math.floor(((heads[below(heads.length)]?.at.getTime() ?? began) + below(1200)) / 1000) * 1000;
    const named = heads[below(heads.length)]?.findings[0];
    assert.ok(named !== undefined);
    return { repositoryId: 5000 + index, heads, createdAt: new Date(written), id: idOf(named) };
  });
  const rows = seeds.flatMap(({ repositoryId, heads }) => heads.map((head) => ({ repositoryId, head })));
  await database.query(
    `insert into runs (kind, repository_id, number, head_sha, conclusion, outcome, finished_at)
     select 'gate', repository_id, 7, head_sha, 'failure', outcome, finished_at
     from unnest($1::bigint[], $2::text[], $3::text[], $4::timestamptz[]) with ordinality as u (repository_id, head_sha, outcome, finished_at, n) order by n`,
    [
      rows.map((row) => row.repositoryId),
      rows.map(({ head }) => head.sha),
      rows.map(({ head }) => outcomeOf(head)),
      rows.map(({ head }) => head.at),
    ],
  );
  const seen = { granted: 0, onlyLater: 0, changedSince: 0 };
  const race = async ({ repositoryId, heads, createdAt, id }: (typeof seeds)[number]): Promise<void> => {
    const last = heads.at(-1);
    assert.ok(last !== undefined);
    const known = heads.findLast(({ at }) => at.getTime() <= createdAt.getTime() + 999);
    const waived = known?.findings.filter((one) => idOf(one) === id) ?? [];
    const comment = { id: repositoryId, createdAt, deliveryId: `race-${repositoryId}` };
    const answer = await grantWaiver(
      world,
      configuration,
      { ...pull, repositoryId, headSha: last.sha },
      { id: 9, login: 'mia' },
      { id, until: undefined, reason: 'only a demonstration' },
      comment,
    );
    const told = JSON.stringify({ heads, createdAt, id, answer });
    assert.equal(answer.kind, waived.length > 0 ? 'done' : 'refused', told);
    const waivers = (await loadWaivers(database, repositoryId, pull.baseRef)).map((row) => ({
      ...row,
      expiresAt: row.expiresAt.toISOString(),
    }));
    const passes = waiveFindings(last.findings, waivers).filter(({ blocks }) => !blocks);
    const equal = last.findings.filter((one) => idOf(one) === id);
    // What is let pass is the very code that stood there, and not once more often.
    assert.deepEqual(passes.map(idOf), waived.length > 0 && equal.length <= waived.length ? equal.map(idOf) : [], told);
    if (waivers.length > 0) assert.equal(waivers[0]?.headSha, known?.sha, told);
    seen.granted += waivers.length;
    seen.onlyLater += waived.length === 0 ? 1 : 0;
    seen.changedSince += waived.length > 0 && passes.length < last.findings.length ? 1 : 0;
  };
  const waiting = seeds.values();
  const lane = async (): Promise<void> => {
    for (const seed of waiting) await race(seed);
  };
  await Promise.all(Array.from({ length: 12 }, lane));
  for (const [what, count] of Object.entries(seen)) assert.ok(count > SEEDS / 5, `${what}: ${count}`);
});
