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

export async function loadLastRun(
  database: Queryable,
  kind: FinishedRun['kind'],
  repositoryId: number,
  number: number,
): Promise<(FinishedRun & { readonly finishedAt: Date }) | undefined> {
  const { rows } = await database.query<{ head_sha: string; conclusion: string; outcome: string; finished_at: Date }>(
    'select head_sha, conclusion, outcome, finished_at from runs where kind = $1 and repository_id = $2 and number = $3 order by id desc limit 1',
    [kind, repositoryId, number],
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
