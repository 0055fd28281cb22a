/** Who calls: found from the credential alone. */
import type { App, Installation, InstallationToken } from '#sandbox/state/app.ts';
import { must } from '#sandbox/state/core.ts';
import { Refusal } from '#sandbox/state/refusal.ts';
import type { Actor, World } from '#sandbox/state/world.ts';
import { verifyAppJwt } from './verify-app-jwt.ts';

export type Caller =
  | { readonly kind: 'anonymous' }
  | { readonly kind: 'person'; readonly actor: Actor }
  | { readonly kind: 'app'; readonly app: App }
  | {
      readonly kind: 'installation';
      readonly app: App;
      readonly installation: Installation;
      readonly token: InstallationToken;
      readonly actor: Actor;
    };

/** `header`: the Authorization header; `token x`, `Bearer x`, or Basic with the token as password (as git sends it). */
export async function findCaller(world: World, header: string | undefined): Promise<Caller> {
  if (header === undefined || header === '') return { kind: 'anonymous' };
  const token = tokenOf(header);
  if (token === undefined) throw badCredentials();
  const person = world.records.personTokens.get(token);
  if (person !== undefined) return { kind: 'person', actor: { user: must(world.records.users, person), app: null } };
  const minted = world.records.installationTokens.get(token);
  if (minted) return installationCaller(world, minted);
  // JSON web tokens are two dots in Base64; anything else is just a wrong token.
  if (/^ey[\w-]+\.[\w-]+\.[\w-]*$/.test(token)) {
    return { kind: 'app', app: await verifyAppJwt(token, world.records.apps.values(), world.now()) };
  }
  throw badCredentials();
}

function installationCaller(world: World, token: InstallationToken): Caller {
  const installation = world.records.installations.get(token.installationId);
  if (!installation || token.expiresAt <= world.now()) throw badCredentials();
  if (installation.suspendedAt) throw new Refusal(403, 'This installation has been suspended');
  const app = must(world.records.apps, installation.appId);
  return { kind: 'installation', app, installation, token, actor: { user: must(world.records.users, app.botId), app } };
}

function tokenOf(header: string): string | undefined {
  const match = /^(token|bearer|basic) +(\S+)$/i.exec(header.trim());
  const value = match?.[2];
  if (value === undefined || match?.[1]?.toLowerCase() !== 'basic') return value;
  const [user = '', ...rest] = Buffer.from(value, 'base64').toString('utf8').split(':');
  const password = rest.join(':');
  return password === '' || password === 'x-oauth-basic' ? user : password;
}

export function badCredentials(): Refusal {
  return new Refusal(401, 'Bad credentials');
}
