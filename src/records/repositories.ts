/** The names under which we last saw repositories. Only a place to look first: ids decide. */
import { cleanText } from './database.ts';
import type { Queryable } from './database.ts';

export interface NamedRepository {
  readonly id: number;
  readonly owner: string;
  readonly repo: string;
}

export async function noteRepository(database: Queryable, { id, owner, repo }: NamedRepository): Promise<void> {
  await database.query(
    'insert into repositories (id, owner, repo) values ($1, $2, $3) on conflict (id) do update set owner = $2, repo = $3, updated_at = now()',
    [id, cleanText(owner), cleanText(repo)],
  );
}

export async function loadRepositoryName(database: Queryable, id: number): Promise<NamedRepository | undefined> {
  const { rows } = await database.query<{ id: number; owner: string; repo: string }>(
    'select id, owner, repo from repositories where id = $1',
    [id],
  );
  return rows[0];
}
