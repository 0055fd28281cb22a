/** What every route needs: the world, and who is visiting it. */
import type { Context } from 'hono';
import { permits, type Permission, type User } from '#sandbox/state/person.ts';
import type { World } from '#sandbox/state/world.ts';
import { actingPerson } from './acting-person.ts';
import type { EditHistory } from './edit-history.ts';
import type { Visitor } from './page-layout.ts';

export interface Visit {
  readonly world: World;
  readonly edits: EditHistory;
  readonly people: () => readonly User[];
}

/** `standing`: left out where no repository is shown. */
export function visitorOf(
  context: Context,
  visit: Visit,
  standing?: { readonly permission: Permission; readonly isAuthor: boolean },
): Visitor {
  const people = visit.people();
  const url = new URL(context.req.url);
  const path = context.req.method === 'GET' ? `${url.pathname}${url.search}` : '/';
  const base = { people, person: actingPerson(context, people), path };
  return standing === undefined ? base : { ...base, role: roleWords(standing) };
}

function roleWords({ permission, isAuthor }: { readonly permission: Permission; readonly isAuthor: boolean }): string {
  const rights = permits(permission, 'write')
    ? 'can write and merge'
    : permits(permission, 'read')
      ? 'can read and comment'
      : 'can do nothing here';
  return isAuthor ? `author, ${rights}` : rights;
}
