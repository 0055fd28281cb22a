import type { Queryable } from './database.ts';

/** The ids of what we made on GitHub, by key. */
export function effectNotes(database: Queryable, repositoryId: number) {
  return {
    recall: async (key: string): Promise<number | undefined> => {
      const { rows } = await database.query<{ github_id: number }>('select github_id from effects where repository_id = $1 and key = $2', [
        repositoryId,
        key,
      ]);
      return rows[0]?.github_id;
    },
    note: async (key: string, githubId: number): Promise<void> => {
      await database.query(
        'insert into effects (repository_id, key, github_id) values ($1, $2, $3) on conflict (repository_id, key) do update set github_id = $3, updated_at = now()',
        [repositoryId, key, githubId],
      );
    },
  };
}

/** Forgets one: what it named was deleted by a person and is wanted again. */
export async function forgetEffect(database: Queryable, repositoryId: number, key: string): Promise<void> {
  await database.query('delete from effects where repository_id = $1 and key = $2', [repositoryId, key]);
}
