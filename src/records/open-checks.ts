/** Check runs that were opened and not yet ended, so that a crash or a newer push never leaves one hanging. */
import type { Queryable } from './database.ts';

export interface OpenCheck {
  readonly requestKey: string;
  readonly githubId: number;
  readonly headSha: string;
}

export async function noteOpenCheck(
  database: Queryable,
  check: OpenCheck & { readonly repositoryId: number; readonly number: number; readonly name: string },
): Promise<void> {
  await database.query(
    'insert into open_checks (request_key, repository_id, number, name, head_sha, github_id) values ($1, $2, $3, $4, $5, $6) on conflict do nothing',
    [check.requestKey, check.repositoryId, check.number, check.name, check.headSha, check.githubId],
  );
}

export async function noteClosedCheck(database: Queryable, requestKey: string): Promise<void> {
  await database.query('delete from open_checks where request_key = $1', [requestKey]);
}

/** Open runs of this pull request and name that belong to another request than the one at hand. */
export async function findOlderOpenChecks(
  database: Queryable,
  repositoryId: number,
  number: number,
  name: string,
  requestKey: string,
): Promise<readonly OpenCheck[]> {
  const { rows } = await database.query<{ request_key: string; head_sha: string; github_id: number }>(
    'select request_key, head_sha, github_id from open_checks where repository_id = $1 and number = $2 and name = $3 and request_key <> $4',
    [repositoryId, number, name, requestKey],
  );
  return rows.map((row) => ({ requestKey: row.request_key, headSha: row.head_sha, githubId: row.github_id }));
}
