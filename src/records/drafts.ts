/** The draft of each pull request, as the summary room describes it. */
import { toJsonText } from './database.ts';
import type { Queryable } from './database.ts';

export async function loadDraftRecord(database: Queryable, repositoryId: number, number: number): Promise<unknown> {
  const { rows } = await database.query<{ record: string }>('select record from drafts where repository_id = $1 and number = $2', [
    repositoryId,
    number,
  ]);
  return rows[0] === undefined ? undefined : JSON.parse(rows[0].record);
}

export async function saveDraftRecord(database: Queryable, repositoryId: number, number: number, record: unknown): Promise<void> {
  await database.query(
    'insert into drafts (repository_id, number, record) values ($1, $2, $3) on conflict (repository_id, number) do update set record = $3, updated_at = now()',
    [repositoryId, number, toJsonText(record)],
  );
}
