/** Installation tokens: one hour, never wider than the installation. Source: https://docs.github.com/en/rest/apps/apps#create-an-installation-access-token-for-an-app */
import { randomBytes } from 'node:crypto';
import type { AppPermissions, Installation, InstallationToken } from '#sandbox/state/app.ts';
import { covers } from '#sandbox/state/installations.ts';
import { Refusal } from '#sandbox/state/refusal.ts';
import type { World } from '#sandbox/state/world.ts';

const HOUR = 3_600_000;
const LEVELS = ['read', 'write', 'admin'];

export interface TokenScope {
  readonly repositoryIds?: readonly number[] | undefined;
  /** Names without owner. */
  readonly repositories?: readonly string[] | undefined;
  readonly permissions?: AppPermissions | undefined;
}

export function mintToken(world: World, installation: Installation, scope: TokenScope): InstallationToken {
  for (const [name, level] of Object.entries(scope.permissions ?? {})) {
    if (name !== 'metadata' && !reaches(installation.permissions[name], level)) {
      throw new Refusal(422, 'The permissions requested are not granted to this installation.');
    }
  }
  const token: InstallationToken = {
    token: newTokenText(installation.appId),
    installationId: installation.id,
    permissions: scope.permissions ? { metadata: 'read', ...scope.permissions } : installation.permissions,
    repositoryIds: wantedRepositories(world, installation, scope),
    expiresAt: new Date(world.now().getTime() + HOUR),
  };
  world.records.installationTokens.set(token.token, token);
  return token;
}

/** `held` is the same level or a higher one. */
export function reaches(held: string | undefined, wanted: string): boolean {
  return held !== undefined && LEVELS.indexOf(held) >= LEVELS.indexOf(wanted);
}

function wantedRepositories(world: World, installation: Installation, scope: TokenScope): readonly number[] | null {
  if (scope.repositoryIds === undefined && scope.repositories === undefined) return null;
  const all = [...world.records.repositories.values()].filter((repository) => covers(installation, repository));
  const ids = new Set(all.map((repository) => repository.id));
  const named = (scope.repositories ?? []).map((name) => all.find((one) => one.name.toLowerCase() === name.toLowerCase())?.id);
  const wanted = [...(scope.repositoryIds ?? []), ...named];
  const known = wanted.filter((id) => id !== undefined && ids.has(id));
  if (known.length < wanted.length || wanted.length === 0) {
    throw new Refusal(422, 'There is at least one repository that does not exist or is not accessible to the parent installation.');
  }
  return known.filter((id) => id !== undefined);
}

/** The form GitHub rolled out in 2026: `ghs_<app id>_<JSON web token>`, about 520 characters. */
function newTokenText(appId: number): string {
  const part = (bytes: number): string => randomBytes(bytes).toString('base64url');
  const header = Buffer.from('{"alg":"RS256","typ":"JWT"}').toString('base64url');
  return `ghs_${appId}_${header}.${part(95)}.${part(256)}`;
}
