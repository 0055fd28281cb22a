/** Where Apps are installed. */
import type { App, Installation } from './app.ts';
import type { Core } from './core.ts';
import { must } from './core.ts';
import type { Repository } from './repository.ts';
import type { Actor, NewInstallation } from './world.ts';

export function install(core: Core, options: NewInstallation): Installation {
  const now = core.now();
  const installation: Installation = {
    id: core.nextId(),
    appId: options.app.id,
    accountId: options.account.id,
    selection: options.repositories === undefined ? 'all' : 'selected',
    repositoryIds: new Set(options.repositories?.map((repository) => repository.id)),
    permissions: options.permissions ?? options.app.permissions,
    suspendedAt: null,
    createdAt: now,
    updatedAt: now,
  };
  core.records.installations.set(installation.id, installation);
  core.emit({
    name: 'installation',
    action: 'created',
    actor: accountActor(core, installation),
    installation,
    repositories: repositoriesOf(core, installation),
  });
  return installation;
}

export function uninstall(core: Core, installation: Installation): void {
  const repositories = repositoriesOf(core, installation);
  core.emit({ name: 'installation', action: 'deleted', actor: accountActor(core, installation), installation, repositories });
  core.records.installations.delete(installation.id);
  for (const [text, token] of core.records.installationTokens) {
    if (token.installationId === installation.id) core.records.installationTokens.delete(text);
  }
}

export function changeInstalledRepositories(
  core: Core,
  installation: Installation,
  change: { readonly add?: readonly Repository[]; readonly remove?: readonly Repository[] },
): void {
  installation.selection = 'selected';
  const actor = accountActor(core, installation);
  installation.updatedAt = core.now();
  for (const repository of change.add ?? []) installation.repositoryIds.add(repository.id);
  if (change.add?.length) {
    core.emit({ name: 'installation_repositories', action: 'added', actor, installation, added: change.add, removed: [] });
  }
  for (const repository of change.remove ?? []) installation.repositoryIds.delete(repository.id);
  if (change.remove?.length) {
    core.emit({ name: 'installation_repositories', action: 'removed', actor, installation, added: [], removed: change.remove });
  }
}

export function covers(installation: Installation, repository: Repository): boolean {
  if (installation.accountId !== repository.ownerId) return false;
  return installation.selection === 'all' || installation.repositoryIds.has(repository.id);
}

export function repositoriesOf(core: Pick<Core, 'records'>, installation: Installation): readonly Repository[] {
  return [...core.records.repositories.values()].filter((repository) => covers(installation, repository));
}

export function installationFor(core: Pick<Core, 'records'>, app: App, repository: Repository): Installation | undefined {
  return [...core.records.installations.values()].find((one) => one.appId === app.id && covers(one, repository));
}

function accountActor(core: Core, installation: Installation): Actor {
  return { user: must(core.records.users, installation.accountId), app: null };
}
