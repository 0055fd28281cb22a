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

/** @param name OWNER/REPO, in whatever case. Of several that had this name, the one seen last. */
export async function findRepositoryId(database: Queryable, name: string): Promise<number | undefined> {
  const { rows } = await database.query<{ id: number }>(
    `select id from repositories where lower(owner || '/' || repo) = lower($1) order by updated_at desc limit 1`,
    [cleanText(name)],
  );
  return rows[0]?.id;
}

export async function loadRepositoryName(database: Queryable, id: number): Promise<NamedRepository | undefined> {
  const { rows } = await database.query<{ id: number; owner: string; repo: string }>(
    'select id, owner, repo from repositories where id = $1',
    [id],
  );
  return rows[0];
}
