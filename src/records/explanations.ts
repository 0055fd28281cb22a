/** What a model said about findings. */
import { toJsonText } from './database.ts';
import type { Queryable } from './database.ts';

export async function loadExplanation(database: Queryable, repositoryId: number, key: string): Promise<unknown> {
  const { rows } = await database.query<{ explanation: string }>(
    'select explanation from explanations where repository_id = $1 and key = $2',
    [repositoryId, key],
  );
  return rows[0] === undefined ? undefined : JSON.parse(rows[0].explanation);
}

export async function saveExplanation(database: Queryable, repositoryId: number, key: string, explanation: unknown): Promise<void> {
  await database.query('insert into explanations (repository_id, key, explanation) values ($1, $2, $3) on conflict do nothing', [
    repositoryId,
    key,
    toJsonText(explanation),
  ]);
}
