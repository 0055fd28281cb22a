/** A merge queue's groups. They have no number; their work is keyed by their head commit. */
import { cleanText } from './database.ts';
import type { Queryable } from './database.ts';

export interface MergeGroup {
  readonly repositoryId: number;
  readonly headSha: string;
  readonly headRef: string;
  readonly baseSha: string;
  readonly baseRef: string;
}

export async function noteMergeGroup(database: Queryable, group: MergeGroup): Promise<void> {
  await database.query(
    `insert into merge_groups (repository_id, head_sha, head_ref, base_sha, base_ref) values ($1, $2, $3, $4, $5)
     on conflict (repository_id, head_sha) do update set base_sha = excluded.base_sha, base_ref = excluded.base_ref, seen_at = now()`,
    [group.repositoryId, group.headSha, cleanText(group.headRef), group.baseSha, cleanText(group.baseRef)],
  );
}

export async function loadMergeGroup(database: Queryable, repositoryId: number, headSha: string): Promise<MergeGroup | undefined> {
  const { rows } = await database.query<MergeGroup>(
    `select repository_id as "repositoryId", head_sha as "headSha", head_ref as "headRef", base_sha as "baseSha", base_ref as "baseRef"
     from merge_groups where repository_id = $1 and head_sha = $2`,
    [repositoryId, headSha],
  );
  return rows[0];
}
