/** Whom the visitor plays. A cookie, not a login: the sandbox has no secrets from whoever runs it. */
import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import type { User } from '#sandbox/state/person.ts';
import type { World } from '#sandbox/state/world.ts';

const cookieName = 'acting_as';

/** The people one can be, in the order of their creation or of `logins` when given. */
export function peopleOf(world: World, logins?: readonly string[]): readonly User[] {
  if (logins !== undefined) return logins.map((login) => world.findUser(login)).filter((user) => user !== undefined);
  return [...world.records.users.values()].filter((user) => user.kind === 'User');
}

/** The chosen person; the first one as long as nobody was chosen. */
export function actingPerson(context: Context, people: readonly User[]): User | undefined {
  const login = getCookie(context, cookieName);
  return people.find((user) => String(user.id) === login) ?? people[0];
}

export function rememberPerson(context: Context, user: User): void {
  setCookie(context, cookieName, String(user.id), { path: '/', httpOnly: true, sameSite: 'Strict' });
}
