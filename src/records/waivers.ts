/** Waivers of the gate. In force is decided here, by the database's clock and by comment ids, never by the order of arrival. */
import { cleanText } from './database.ts';
import type { Queryable } from './database.ts';

export interface WaiverScopeRow {
  readonly rule: string;
  readonly identity: string;
  readonly path: string;
}

export interface NewWaiver extends WaiverScopeRow {
  readonly repositoryId: number;
  readonly baseRef: string;
  readonly count: number;
  readonly reason: string;
  readonly personId: number;
  readonly login: string;
  readonly number: number;
  readonly headSha: string;
  readonly commentId: number;
  readonly expiresAt: Date;
}

export interface WaiverRow extends WaiverScopeRow {
  readonly id: number;
  readonly repositoryId: number;
  readonly baseRef: string;
  readonly count: number;
  readonly reason: string;
  readonly login: string;
  readonly number: number;
  readonly headSha: string;
  readonly grantedAt: Date;
  readonly expiresAt: Date;
}

/** Once per comment. @returns false when this comment's waiver is there already. */
export async function insertWaiver(database: Queryable, waiver: NewWaiver): Promise<boolean> {
  const { rowCount } = await database.query(
    `insert into waivers (repository_id, base_ref, rule, identity, path, matches, reason, person_id, login, number, head_sha, comment_id, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) on conflict (repository_id, comment_id) do nothing`,
    [
      waiver.repositoryId,
      cleanText(waiver.baseRef),
      waiver.rule,
      waiver.identity,
      cleanText(waiver.path),
      waiver.count,
      cleanText(waiver.reason),
      waiver.personId,
      cleanText(waiver.login),
      waiver.number,
      waiver.headSha,
      waiver.commentId,
      waiver.expiresAt,
    ],
  );
  return rowCount === 1;
}

export interface WaiverEnd extends WaiverScopeRow {
  readonly repositoryId: number;
  readonly baseRef: string;
  readonly commentId: number;
  readonly personId: number;
}

/** Once per comment. @returns false when this comment's end is there already. */
export async function endWaivers(database: Queryable, end: WaiverEnd): Promise<boolean> {
  const { rowCount } = await database.query(
    `insert into waiver_ends (repository_id, base_ref, rule, identity, path, comment_id, person_id) values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (repository_id, comment_id) do nothing`,
    [end.repositoryId, cleanText(end.baseRef), end.rule, end.identity, cleanText(end.path), end.commentId, end.personId],
  );
  return rowCount === 1;
}

const columns = `w.id, w.repository_id as "repositoryId", w.base_ref as "baseRef", w.rule, w.identity, w.path, w.matches as count, w.reason, w.login,
  w.number, w.head_sha as "headSha", w.granted_at as "grantedAt", w.expires_at as "expiresAt"`;
const inForce = `w.expires_at > clock_timestamp() and not exists (
  select 1 from waiver_ends e where e.repository_id = w.repository_id and e.base_ref = w.base_ref and e.rule = w.rule
    and e.identity = w.identity and e.path = w.path and e.comment_id > w.comment_id)`;

export async function loadWaivers(database: Queryable, repositoryId: number, baseRef: string): Promise<readonly WaiverRow[]> {
  const { rows } = await database.query<WaiverRow>(
    `select ${columns} from waivers w where w.repository_id = $1 and w.base_ref = $2 and ${inForce} order by w.id`,
    [repositoryId, cleanText(baseRef)],
  );
  return rows;
}

/** All of an installation for people to look at, newest first. */
export async function listWaivers(database: Queryable, limit = 500): Promise<readonly (WaiverRow & { readonly inForce: boolean })[]> {
  const { rows } = await database.query<WaiverRow & { inForce: boolean }>(
    `select ${columns}, (${inForce}) as "inForce" from waivers w order by w.id desc limit $1`,
    [limit],
  );
  return rows;
}

/** Waivers whose time has run out since this was asked last; each is named once. Inside a transaction. */
export async function takeExpired(connection: Queryable): Promise<readonly WaiverRow[]> {
  const { rows } = await connection.query<WaiverRow>(
    `update waivers w set noted_expiry = true where not noted_expiry and expires_at <= clock_timestamp() returning ${columns}`,
  );
  return rows;
}

/** @returns true the first time that this waiver let this head pass. */
export async function noteWaiverUse(database: Queryable, waiverId: number, number: number, headSha: string): Promise<boolean> {
  const { rowCount } = await database.query(
    'insert into waiver_uses (waiver_id, number, head_sha) values ($1, $2, $3) on conflict do nothing',
    [waiverId, number, headSha],
  );
  return rowCount === 1;
}
