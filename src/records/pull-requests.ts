/** The pull requests we know, for reconciliation, status and the health page. */
import { cleanText } from './database.ts';
import type { Queryable } from './database.ts';
import type { PullRequest } from '#src/pull-request.ts';

export async function notePullRequest(database: Queryable, pull: PullRequest): Promise<void> {
  await database.query(
    `insert into pull_requests (repository_id, number, installation_id, owner, repo, head_sha, base_ref, state) values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (repository_id, number) do update set installation_id = $3, owner = $4, repo = $5, head_sha = $6, base_ref = $7, state = $8, updated_at = now()`,
    [
      pull.repositoryId,
      pull.number,
      pull.installationId,
      cleanText(pull.owner),
      cleanText(pull.repo),
      pull.headSha,
      cleanText(pull.baseRef),
      pull.state,
    ],
  );
}

export async function closePullRequest(database: Queryable, repositoryId: number, number: number): Promise<void> {
  await database.query(`update pull_requests set state = 'closed', updated_at = now() where repository_id = $1 and number = $2`, [
    repositoryId,
    number,
  ]);
}

/** Open pull requests that we last saw with this head. */
export async function findPullsAtHead(
  database: Queryable,
  repositoryId: number,
  headSha: string,
): Promise<readonly { readonly number: number }[]> {
  const { rows } = await database.query<{ number: number }>(
    `select number from pull_requests where repository_id = $1 and head_sha = $2 and state = 'open' order by number`,
    [repositoryId, headSha],
  );
  return rows;
}

export interface KnownPull {
  readonly number: number;
  readonly installationId: number;
}

/** Open pull requests into this branch, as we last saw them. */
export async function findOpenPullsInto(database: Queryable, repositoryId: number, baseRef: string): Promise<readonly KnownPull[]> {
  const { rows } = await database.query<KnownPull>(
    `select number, installation_id as "installationId" from pull_requests where repository_id = $1 and base_ref = $2 and state = 'open' order by number`,
    [repositoryId, cleanText(baseRef)],
  );
  return rows;
}

/** Of every repository of this owner that the installation reaches. */
export async function findOpenPullsOf(
  database: Queryable,
  installationId: number,
  owner: string,
): Promise<readonly (KnownPull & { readonly repositoryId: number })[]> {
  const { rows } = await database.query<KnownPull & { repositoryId: number }>(
    `select p.repository_id as "repositoryId", p.number, p.installation_id as "installationId" from pull_requests p join repositories r on r.id = p.repository_id
     where p.installation_id = $1 and lower(r.owner) = lower($2) and p.state = 'open' order by p.repository_id, p.number`,
    [installationId, cleanText(owner)],
  );
  return rows;
}

/** Whether a head was neither settled nor is worked on. What failed for good on this very head waits for a person. */
export async function needsWork(
  database: Queryable,
  pull: { readonly repositoryId: number; readonly number: number; readonly headSha: string },
): Promise<boolean> {
  const { rows } = await database.query<{ needed: boolean }>(
    `select not (
       (select count(distinct kind) = 2 from runs where repository_id = $1 and number = $2 and head_sha = $3)
       or exists (select 1 from work where repository_id = $1 and number = $2 and subject = '' and state in ('queued', 'running'))
       or exists (select 1 from work join pull_requests using (repository_id, number)
                  where repository_id = $1 and number = $2 and subject = '' and work.state = 'failed' and head_sha = $3)
     ) as needed`,
    [pull.repositoryId, pull.number, pull.headSha],
  );
  return rows[0]?.needed ?? true;
}

export interface WorkState {
  readonly kind: string;
  readonly state: string;
  readonly ending: string | null;
  readonly attempts: number;
}

export async function loadWorkStates(database: Queryable, repositoryId: number, number: number): Promise<readonly WorkState[]> {
  const { rows } = await database.query<{ kind: string; state: string; ending: string | null; attempts: number }>(
    `select kind, state, ending, attempts from work where repository_id = $1 and number = $2 and subject = '' order by kind`,
    [repositoryId, number],
  );
  return rows;
}

/** By name, as people write it; a repository that was renamed answers to the name we saw last. */
export async function findPullByName(
  database: Queryable,
  { owner, repo, number }: { readonly owner: string; readonly repo: string; readonly number: number },
): Promise<(KnownPull & { readonly repositoryId: number }) | undefined> {
  const { rows } = await database.query<KnownPull & { repositoryId: number }>(
    `select number, installation_id as "installationId", repository_id as "repositoryId" from pull_requests
     where lower(owner) = lower($1) and lower(repo) = lower($2) and number = $3 order by updated_at desc limit 1`,
    [owner, repo, number],
  );
  return rows[0];
}
