/** Finished gate and review runs with everything they found and why it was said or not. */
import { cleanText, toJsonText } from './database.ts';
import type { Queryable } from './database.ts';

export interface FinishedRun {
  readonly kind: 'gate' | 'review';
  readonly repositoryId: number;
  readonly number: number;
  readonly headSha: string;
  readonly conclusion: string;
  readonly outcome: unknown;
}

export async function saveRun(database: Queryable, run: FinishedRun): Promise<void> {
  await database.query('insert into runs (kind, repository_id, number, head_sha, conclusion, outcome) values ($1, $2, $3, $4, $5, $6)', [
    run.kind,
    run.repositoryId,
    run.number,
    run.headSha,
    cleanText(run.conclusion),
    toJsonText(run.outcome),
  ]);
}

/** The run whose result stood there at `moment`. */
export async function loadRunBefore(
  database: Queryable,
  kind: FinishedRun['kind'],
  repositoryId: number,
  number: number,
  moment: Date,
): Promise<{ readonly headSha: string; readonly outcome: unknown } | undefined> {
  const { rows } = await database.query<{ head_sha: string; outcome: string }>(
    `select head_sha, outcome from runs where kind = $1 and repository_id = $2 and number = $3 and finished_at <= $4
     order by id desc limit 1`,
    [kind, repositoryId, number, moment],
  );
  const row = rows[0];
  return row === undefined ? undefined : { headSha: row.head_sha, outcome: JSON.parse(row.outcome) };
}

/** Open pull requests with this head, other than `number`, whose last finished gate run on it did not succeed. */
export async function findBlockedAtHead(
  database: Queryable,
  { repositoryId, number, headSha }: { readonly repositoryId: number; readonly number: number; readonly headSha: string },
): Promise<readonly number[]> {
  const { rows } = await database.query<{ number: number }>(
    `select p.number from pull_requests p
     cross join lateral (select conclusion from runs r where r.kind = 'gate' and r.repository_id = p.repository_id and r.number = p.number
       and r.head_sha = p.head_sha order by r.id desc limit 1) last
     where p.repository_id = $1 and p.head_sha = $2 and p.number <> $3 and p.state = 'open' and last.conclusion <> 'success' order by p.number`,
    [repositoryId, headSha, number],
  );
  return rows.map((row) => row.number);
}

/** Outcomes of a pull request's runs, newest first. */
export async function loadOutcomes(
  database: Queryable,
  kind: FinishedRun['kind'],
  repositoryId: number,
  number: number,
): Promise<readonly unknown[]> {
  const { rows } = await database.query<{ outcome: string }>(
    'select outcome from runs where kind = $1 and repository_id = $2 and number = $3 order by id desc limit 50',
    [kind, repositoryId, number],
  );
  return rows.map(({ outcome }) => JSON.parse(outcome) as unknown);
}

/** @param besides conclusions that are passed over. */
export async function loadLastRun(
  database: Queryable,
  kind: FinishedRun['kind'],
  repositoryId: number,
  number: number,
  besides: readonly string[] = [],
): Promise<(FinishedRun & { readonly finishedAt: Date }) | undefined> {
  const { rows } = await database.query<{ head_sha: string; conclusion: string; outcome: string; finished_at: Date }>(
    'select head_sha, conclusion, outcome, finished_at from runs where kind = $1 and repository_id = $2 and number = $3 and conclusion <> all ($4::text[]) order by id desc limit 1',
    [kind, repositoryId, number, besides],
  );
  const row = rows[0];
  return row === undefined
    ? undefined
    : {
        kind,
        repositoryId,
        number,
        headSha: row.head_sha,
        conclusion: row.conclusion,
        outcome: JSON.parse(row.outcome),
        finishedAt: row.finished_at,
      };
}
