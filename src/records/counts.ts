import type { Queryable } from './database.ts';

export interface StateCount {
  readonly table: 'inbox' | 'work';
  readonly kind: string;
  readonly state: string;
  readonly count: number;
}

/** Deliveries by event and work by kind, each by state. */
export async function countStates(database: Queryable): Promise<readonly StateCount[]> {
  const { rows } = await database.query<{ table: 'inbox' | 'work'; kind: string; state: string; count: number }>(
    `select 'inbox' as table, event as kind, state, count(*) as count from inbox group by event, state
     union all select 'work', kind, state, count(*) from work group by kind, state order by 1, 2, 3`,
  );
  return rows;
}
