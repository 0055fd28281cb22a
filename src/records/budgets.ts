/** How many commands people gave lately. Each comment is counted once; the same comment always gets the same verdict. */
import { inTransaction } from './database.ts';
import type { Database, Queryable } from './database.ts';

export interface CommandUse {
  readonly repositoryId: number;
  readonly number: number;
  readonly personId: number;
  readonly commentId: number;
}

export interface Budgets {
  /** Of one person in the repository, and of everybody on the pull request. */
  readonly perPersonHour: number;
  readonly perPullHour: number;
}

export interface BudgetVerdict {
  /** `notice`: over it, and to be told; `over`: told already within this hour. */
  readonly kind: 'within' | 'notice' | 'over';
  readonly scope: 'person' | 'pull';
}

const lately = `at > clock_timestamp() - interval '1 hour'`;

export async function takeFromBudget(database: Database, use: CommandUse, budgets: Budgets): Promise<BudgetVerdict> {
  return await inTransaction(database, async (connection) => {
    // One at a time per repository: two at once must not both find the last place free.
    await connection.query('select pg_advisory_xact_lock(hashtextextended($1, 7206494))', [`commands ${use.repositoryId}`]);
    const { rows: known } = await connection.query<{ verdict: BudgetVerdict['kind']; scope: BudgetVerdict['scope'] | null }>(
      'select verdict, scope from command_uses where repository_id = $1 and comment_id = $2',
      [use.repositoryId, use.commentId],
    );
    if (known[0] !== undefined) return { kind: known[0].verdict, scope: known[0].scope ?? 'person' };
    const left = await budgetLeft(connection, use, budgets);
    const verdict = await judge(connection, use, left);
    await connection.query(
      'insert into command_uses (repository_id, number, person_id, comment_id, verdict, scope) values ($1, $2, $3, $4, $5, $6)',
      [use.repositoryId, use.number, use.personId, use.commentId, verdict.kind, verdict.scope],
    );
    return verdict;
  });
}

async function judge(connection: Queryable, use: CommandUse, left: BudgetLeft): Promise<BudgetVerdict> {
  const scope = left.person <= 0 ? 'person' : 'pull';
  if (left.person > 0 && left.pull > 0) return { kind: 'within', scope };
  // A person hears it once; of a busy pull request everybody hears it together.
  const { rows } = await connection.query(
    `select 1 from command_uses where repository_id = $1 and verdict = 'notice' and scope = $2 and ${lately}
       and case when $2 = 'person' then person_id = $3 else number = $4 end limit 1`,
    [use.repositoryId, scope, use.personId, use.number],
  );
  return { kind: rows.length === 0 ? 'notice' : 'over', scope };
}

export interface BudgetLeft {
  readonly person: number;
  readonly pull: number;
}

export async function budgetLeft(
  database: Queryable,
  use: Omit<CommandUse, 'commentId'>,
  { perPersonHour, perPullHour }: Budgets,
): Promise<BudgetLeft> {
  const { rows } = await database.query<{ person: number; pull: number }>(
    // What somebody asks beyond the pull request's budget still counts as theirs: they may be answered, and each asks GitHub something.
    `select count(*) filter (where person_id = $2 and (verdict = 'within' or scope = 'pull')) as person,
       count(*) filter (where number = $3 and verdict = 'within') as pull
     from command_uses where repository_id = $1 and (person_id = $2 or number = $3) and ${lately}`,
    [use.repositoryId, use.personId, use.number],
  );
  return { person: Math.max(0, perPersonHour - (rows[0]?.person ?? 0)), pull: Math.max(0, perPullHour - (rows[0]?.pull ?? 0)) };
}

/** @returns true when this person was told so on this pull request already, by the answer to another comment of the hour. */
export async function noteDenial(database: Queryable, use: CommandUse, verb: string): Promise<boolean> {
  await database.query('update command_uses set denied = $3 where repository_id = $1 and comment_id = $2', [
    use.repositoryId,
    use.commentId,
    verb,
  ]);
  const { rows } = await database.query(
    // By time, not by id: GitHub numbers comments of the conversation and of reviews apart.
    `select 1 from command_uses where repository_id = $1 and number = $2 and person_id = $3 and denied = $4 and comment_id <> $5 and ${lately}
       and at < (select at from command_uses where repository_id = $1 and comment_id = $5) limit 1`,
    [use.repositoryId, use.number, use.personId, verb, use.commentId],
  );
  return rows.length > 0;
}
