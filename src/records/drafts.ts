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

/** The words that people accepted, by the pull request's number. */
export async function loadAcceptedTexts(
  database: Queryable,
  repositoryId: number,
  numbers: readonly number[],
): Promise<ReadonlyMap<number, string>> {
  const { rows } = await database.query<{ number: number; record: string }>(
    'select number, record from drafts where repository_id = $1 and number = any($2::integer[])',
    [repositoryId, numbers],
  );
  return new Map(
    rows.flatMap(({ number, record }) => {
      const { state, acceptance } = JSON.parse(record) as { readonly state?: unknown; readonly acceptance?: { readonly text?: unknown } };
      return state === 'accepted' && typeof acceptance?.text === 'string' ? [[number, acceptance.text] as const] : [];
    }),
  );
}
