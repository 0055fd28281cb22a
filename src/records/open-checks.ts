/** Check runs that were opened and not yet ended, so that a crash or a newer push never leaves one hanging. */
import type { Queryable } from './database.ts';
import type { WorkKey } from './work.ts';

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

/** The work of checks that stand open for so long although nothing runs or waits for them. */
export async function findStuckChecks(database: Queryable, minutes: number): Promise<readonly WorkKey[]> {
  const { rows } = await database.query<WorkKey>(
    `select distinct w.kind, w.repository_id as "repositoryId", w.number, w.subject, w.installation_id as "installationId"
     from open_checks o
     join work w on w.repository_id = o.repository_id and w.number = o.number
       and w.kind = case o.name when 'countersign/security' then 'gate' else 'review' end
       and w.subject = case when o.number = 0 then o.head_sha else '' end
     where o.opened_at < now() - make_interval(mins => $1) and w.state in ('done', 'failed') and w.updated_at < now() - make_interval(mins => $1)`,
    [minutes],
  );
  return rows;
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
