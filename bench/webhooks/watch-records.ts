/** What the App made of the deliveries, read from its database. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '#src/records/database.ts';

export interface RecordsWatch {
  /** Milliseconds until every delivery was dispatched, and until all work had ended. A minute at most. */
  readonly untilIdle: () => Promise<{ readonly dispatched: number; readonly ended: number }>;
  /** Inbox rows of these deliveries, by state. */
  readonly rowsOf: (deliveryIds: readonly string[]) => Promise<readonly { readonly state: string; readonly count: number }[]>;
  readonly countRuns: () => Promise<number>;
}

const patienceMilliseconds = 60_000;

export function watchRecords(database: Database): RecordsWatch {
  const count = async (query: string): Promise<number> => (await database.query<{ count: number }>(query)).rows[0]?.count ?? 0;
  const untilNone = async (query: string, began: number): Promise<number> => {
    while ((await count(query)) > 0 && Date.now() - began < patienceMilliseconds) await sleep(20);
    return Date.now() - began;
  };
  return {
    untilIdle: async () => {
      const began = Date.now();
      const dispatched = await untilNone(`select count(*) as count from inbox where state = 'received'`, began);
      const ended = await untilNone(`select count(*) as count from work where state in ('queued', 'running')`, began);
      return { dispatched, ended };
    },
    rowsOf: async (deliveryIds) =>
      (
        await database.query<{ state: string; count: number }>(
          'select state, count(*) as count from inbox where delivery_id = any($1) group by state order by state',
          [deliveryIds],
        )
      ).rows,
    countRuns: () => count('select coalesce(sum(epoch), 0)::bigint as count from work'),
  };
}
