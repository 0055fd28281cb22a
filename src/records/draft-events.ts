/** What became of drafts. Rows are only added. */
import { cleanText, toJsonText } from './database.ts';
import type { Queryable } from './database.ts';

export interface DraftEvent {
  readonly repositoryId: number;
  readonly number: number;
  readonly event: 'drafted' | 'renewed' | 'edits-kept' | 'accepted' | 'rejected' | 'undone' | 'conflict';
  readonly headSha: string;
  readonly baseHash?: string | undefined;
  readonly model?: string | undefined;
  readonly promptVersion?: string | undefined;
  readonly dropped?: number | undefined;
  readonly editedShare?: number | undefined;
  readonly sections?: Readonly<Record<string, number>> | undefined;
}

export async function insertDraftEvent(database: Queryable, event: DraftEvent): Promise<void> {
  await database.query(
    `insert into draft_events (repository_id, number, event, head_sha, base_hash, model, prompt_version, dropped, edited_share, sections)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      event.repositoryId,
      event.number,
      event.event,
      event.headSha,
      event.baseHash ?? null,
      event.model === undefined ? null : cleanText(event.model),
      event.promptVersion === undefined ? null : cleanText(event.promptVersion),
      event.dropped ?? null,
      event.editedShare ?? null,
      event.sections === undefined ? null : toJsonText(event.sections),
    ],
  );
}

export interface DraftNumbers {
  readonly model: string | null;
  readonly promptVersion: string | null;
  /** Pull requests. */
  readonly drafted: number;
  readonly accepted: number;
  readonly unchanged: number;
  readonly rejected: number;
  readonly undone: number;
  readonly conflicts: number;
  /** Medians: 0 to 1, and seconds from the first draft to the acceptance. */
  readonly editedShare: number | null;
  readonly secondsToAccept: number | null;
}

export async function countDrafts(database: Queryable): Promise<readonly DraftNumbers[]> {
  const pulls = (event: string): string => `count(distinct (repository_id, number)) filter (where ${event})::int`;
  const { rows } = await database.query<DraftNumbers & Record<string, unknown>>(
    `with firsts as (select repository_id, number, min(at) as first_at from draft_events group by repository_id, number)
     select model, prompt_version as "promptVersion", ${pulls("event in ('drafted', 'renewed', 'edits-kept')")} as drafted,
       ${pulls("event = 'accepted'")} as accepted, ${pulls("event = 'accepted' and edited_share = 0")} as unchanged,
       ${pulls("event = 'rejected'")} as rejected, ${pulls("event = 'undone'")} as undone, ${pulls("event = 'conflict'")} as conflicts,
       percentile_cont(0.5) within group (order by edited_share) filter (where event = 'accepted') as "editedShare",
       percentile_cont(0.5) within group (order by extract(epoch from at - first_at)::float8) filter (where event = 'accepted') as "secondsToAccept"
     from draft_events join firsts using (repository_id, number)
     group by model, prompt_version order by drafted desc, model, prompt_version`,
  );
  return rows;
}

/** Mean share of words that people changed, by heading; most accepted drafts first. */
export async function countEditedSections(
  database: Queryable,
): Promise<readonly { readonly section: string; readonly drafts: number; readonly share: number }[]> {
  const { rows } = await database.query<{ sections: string }>(
    `select sections from draft_events where event = 'accepted' and sections is not null order by id desc limit 5000`,
  );
  const totals = new Map<string, { drafts: number; sum: number }>();
  for (const { sections } of rows) {
    for (const [section, share] of Object.entries(JSON.parse(sections) as Record<string, number>)) {
      const total = totals.get(section) ?? { drafts: 0, sum: 0 };
      totals.set(section, { drafts: total.drafts + 1, sum: total.sum + share });
    }
  }
  return [...totals]
    .map(([section, { drafts, sum }]) => ({ section, drafts, share: sum / drafts }))
    .toSorted((a, b) => b.drafts - a.drafts)
    .slice(0, 20);
}
