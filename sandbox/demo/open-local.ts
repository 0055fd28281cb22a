/** The person's own repository, put into the sandbox with one pull request. */
import { tom } from '#sandbox/samples/people.ts';
import type { App } from '#sandbox/state/app.ts';
import type { World } from '#sandbox/state/world.ts';
import type { LocalClone } from './clone-local.ts';
import type { DemoPull } from './demo-pull.ts';
import { ORGANIZATION, protectRepository } from './people-and-app.ts';

export async function addLocalRepository(world: World, app: App, clone: LocalClone) {
  const repository = await world.createRepository({
    owner: ORGANIZATION,
    name: clone.name,
    description: 'A copy of your own repository',
    private: false,
    defaultBranch: clone.base,
    cloneFrom: clone.gitFolder,
  });
  protectRepository(world, repository, clone.base, app);
  return repository;
}

/** Nothing is known about the code, so any conclusion of the gate is right, and the draft and both checks must be there. */
export async function openLocal(
  world: World,
  repository: Awaited<ReturnType<typeof addLocalRepository>>,
  clone: LocalClone,
  withModel: boolean,
): Promise<DemoPull> {
  const openedAt = Date.now();
  const opened = await world.openPullRequest(world.person(tom.login), repository, {
    title: clone.title,
    body: '',
    head: clone.head,
    base: clone.base,
  });
  return {
    label: `${ORGANIZATION}/${clone.name}#${opened.number}`,
    place: { owner: ORGANIZATION, repo: clone.name, number: opened.number },
    expected: { gate: null, annotations: null, named: [], body: '', withModel },
    openedAt,
  };
}
