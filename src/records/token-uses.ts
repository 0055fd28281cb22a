/** What models were asked for, counted for the budgets of a month and of a person's day. */
import type { Queryable } from './database.ts';

export interface TokenUse {
  readonly repositoryId: number;
  readonly number: number;
  /** For whom: the pull request's author, or who gave the command. */
  readonly personId: number;
}

export interface TokensUsed {
  /** Of all repositories, and of this one, in this calendar month (UTC). */
  readonly month: number;
  readonly repositoryMonth: number;
  /** Of this person in the last 24 hours, in all repositories. */
  readonly personDay: number;
}

export async function noteTokens(database: Queryable, use: TokenUse, task: string, tokens: number): Promise<void> {
  await database.query('insert into token_uses (repository_id, number, author_id, task, tokens) values ($1, $2, $3, $4, $5)', [
    use.repositoryId,
    use.number,
    use.personId,
    task,
    Math.max(0, Math.round(tokens)),
  ]);
}

export async function loadTokensUsed(database: Queryable, { repositoryId, personId }: Omit<TokenUse, 'number'>): Promise<TokensUsed> {
  const { rows } = await database.query<{ month: number; repositoryMonth: number; personDay: number }>(
    `with since as (select date_trunc('month', now() at time zone 'utc') at time zone 'utc' as month, now() - interval '24 hours' as day)
     select coalesce(sum(tokens) filter (where at >= since.month), 0)::bigint as month,
            coalesce(sum(tokens) filter (where at >= since.month and repository_id = $1), 0)::bigint as "repositoryMonth",
            coalesce(sum(tokens) filter (where at >= since.day and author_id = $2), 0)::bigint as "personDay"
     from token_uses, since where at >= least(since.month, since.day)`,
    [repositoryId, personId],
  );
  return rows[0] ?? { month: 0, repositoryMonth: 0, personDay: 0 };
}
