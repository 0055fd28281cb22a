/** One pull request as one visitor sees it: what every page and every change of it starts from. */
import { permits, type Permission, type User } from '#sandbox/state/person.ts';
import type { Pull } from '#sandbox/state/pull.ts';
import type { Repository } from '#sandbox/state/repository.ts';
import type { Actor, World } from '#sandbox/state/world.ts';
import { whatMay, type May } from './may.ts';

export interface PullView {
  readonly world: World;
  readonly repository: Repository;
  readonly owner: User;
  readonly pull: Pull;
  readonly actor: Actor;
  readonly may: May;
  readonly permission: Permission;
  /** `/<owner>/<repo>/pull/<n>` */
  readonly path: string;
}

/** `undefined` also when the person may not see it: as on GitHub, the two look the same. */
export function viewPull(world: World, person: User | undefined, owner: string, name: string, number: number): PullView | undefined {
  const repository = world.findRepository(owner, name);
  const pull = repository && world.findPull(repository, number);
  return pull && viewOf(world, person, pull);
}

export function viewOf(world: World, person: User | undefined, pull: Pull): PullView | undefined {
  if (person === undefined) return undefined;
  const repository = world.repositoryOf(pull);
  const permission = world.permissionOf(repository, person);
  if (!permits(permission, 'read')) return undefined;
  const head = world.records.repositories.get(pull.headRepositoryId);
  return {
    world,
    repository,
    owner: world.ownerOf(repository),
    pull,
    actor: { user: person, app: null },
    permission,
    may: whatMay({
      permission,
      headPermission: head === undefined ? 'none' : world.permissionOf(head, person),
      isAuthor: person.id === pull.authorId,
    }),
    path: `${repositoryPath(world, repository)}/pull/${pull.number}`,
  };
}

export function repositoryPath(world: World, repository: Repository): string {
  return `/${encodeURIComponent(world.ownerOf(repository).login)}/${encodeURIComponent(repository.name)}`;
}

export function userOf(view: PullView, id: number | null): User | undefined {
  return id === null ? undefined : view.world.records.users.get(id);
}
