/** What people sent from the draft page, waiting for a worker or answered by one. */
import { cleanText, toJsonText } from './database.ts';
import type { Queryable } from './database.ts';

export interface DraftEdit {
  readonly repositoryId: number;
  readonly number: number;
  readonly person: { readonly id: number; readonly login: string };
  readonly request: unknown;
  /** Absent: not done yet. */
  readonly answer?: unknown;
}

/** Answers are read within seconds; older ones hold text that nobody needs here any more. */
const KEPT = '1 day';

export async function insertDraftEdit(database: Queryable, { repositoryId, number, person, request }: DraftEdit): Promise<number> {
  await database.query(`delete from draft_edits where at < now() - interval '${KEPT}'`);
  const { rows } = await database.query<{ id: number }>(
    'insert into draft_edits (repository_id, number, person_id, login, request) values ($1, $2, $3, $4, $5) returning id',
    [repositoryId, number, person.id, cleanText(person.login), toJsonText(request)],
  );
  return rows[0]?.id ?? 0;
}

export async function loadDraftEdit(database: Queryable, id: number): Promise<DraftEdit | undefined> {
  const { rows } = await database.query<{
    repository_id: number;
    number: number;
    person_id: number;
    login: string;
    request: string;
    answer: string | null;
  }>('select repository_id, number, person_id, login, request, answer from draft_edits where id = $1', [id]);
  const [row] = rows;
  if (row === undefined) return undefined;
  return {
    repositoryId: row.repository_id,
    number: row.number,
    person: { id: row.person_id, login: row.login },
    request: JSON.parse(row.request),
    ...(row.answer === null ? {} : { answer: JSON.parse(row.answer) }),
  };
}

export async function answerDraftEdit(database: Queryable, id: number, answer: unknown): Promise<void> {
  await database.query('update draft_edits set answer = $2 where id = $1', [id, toJsonText(answer)]);
}
