/** People, their tokens and what they may do. */
import { randomBytes } from 'node:crypto';
import type { Core } from './core.ts';
import type { Permission, User } from './person.ts';
import { Refusal } from './refusal.ts';
import type { Repository } from './repository.ts';
import type { Actor } from './world.ts';

export function createUser(
  core: Core,
  login: string,
  options: { readonly name?: string; readonly kind?: 'User' | 'Bot' | 'Organization' } = {},
): User {
  if (findUser(core, login)) throw new Refusal(422, `login ${login} is taken`);
  const id = core.nextId();
  const user: User = {
    id,
    login,
    kind: options.kind ?? 'User',
    name: options.name ?? null,
    email: `${id}+${login}@users.noreply.localhost`,
    createdAt: core.now(),
  };
  core.records.users.set(id, user);
  return user;
}

export function findUser(core: Core, login: string): User | undefined {
  const wanted = login.toLowerCase();
  for (const user of core.records.users.values()) if (user.login.toLowerCase() === wanted) return user;
  return undefined;
}

export function person(core: Core, login: string): Actor {
  const user = findUser(core, login);
  if (!user) throw new Refusal(404, `there is nobody called ${login} in the sandbox`);
  return { user, app: null };
}

export function createPersonToken(core: Core, user: User): string {
  const token = `ghp_${alphanumeric(36)}`;
  core.records.personTokens.set(token, user.id);
  return token;
}

/** GitHub's token alphabet. */
function alphanumeric(length: number): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
  return Array.from(randomBytes(length), (byte) => letters.charAt(byte % letters.length)).join('');
}

export function permissionOf(repository: Repository, user: User): Permission {
  if (user.id === repository.ownerId) return 'admin';
  return repository.permissions.get(user.id) ?? (repository.private ? 'none' : 'read');
}
