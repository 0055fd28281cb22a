/** What the App reaches, installation by installation. One installation's or repository's failure does not hide the others. */
import type { World } from '#workers/world.ts';
import { listRepositories } from '#src/github/list-repositories.ts';
import type { ListedRepository } from '#src/github/list-repositories.ts';
import { listOpenPullRequests } from '#src/github/read-pull-request.ts';
import { noteRepository } from '#src/records/repositories.ts';
import type { OpenPullHead } from '#src/queue/reconcile.ts';

/** Every open pull request of every installation. */
export async function* listAllOpenPulls(world: World): AsyncGenerator<OpenPullHead> {
  const { github, database, log } = world;
  for (const installation of await listInstallations(world)) {
    if (installation.suspended) continue;
    for (const { id, owner, repo } of await repositoriesOf(world, installation.id).catch(notLookedThrough(world, installation.id))) {
      const repository = { octokit: github.forRepository(installation.id, id), id, installationId: installation.id, owner, repo };
      try {
        await noteRepository(database, { id, owner, repo });
        for await (const pull of listOpenPullRequests(repository))
          yield { installationId: installation.id, repositoryId: id, number: pull.number, headSha: pull.headSha };
      } catch (error) {
        log.warn({ err: error, repository: id }, 'a repository could not be looked through');
      }
    }
  }
}

/** @returns the ids of all repositories that the App reaches, or undefined when that is not known for certain now. */
export async function listReach(world: Pick<World, 'github'>): Promise<readonly number[] | undefined> {
  const ids: number[] = [];
  for (const installation of await listInstallations(world)) {
    // What a suspended installation holds cannot be asked, and is not ours to drop.
    const repositories = installation.suspended ? undefined : await repositoriesOf(world, installation.id).catch(() => undefined);
    if (repositories === undefined) return undefined;
    ids.push(...repositories.map(({ id }) => id));
  }
  return ids;
}

interface Installation {
  readonly id: number;
  readonly suspended: boolean;
}

async function listInstallations({ github }: Pick<World, 'github'>): Promise<readonly Installation[]> {
  const installations = await github.app.paginate(github.app.rest.apps.listInstallations, { per_page: 100 });
  return installations.map(({ id, suspended_at }) => ({ id, suspended: suspended_at !== null && suspended_at !== undefined }));
}

async function repositoriesOf({ github }: Pick<World, 'github'>, installationId: number): Promise<readonly ListedRepository[]> {
  const found: ListedRepository[] = [];
  for await (const repository of listRepositories(github, installationId)) found.push(repository);
  return found;
}

function notLookedThrough({ log }: Pick<World, 'log'>, installationId: number) {
  return (error: unknown): readonly ListedRepository[] => {
    log.warn({ err: error, installation: installationId }, 'an installation could not be looked through');
    return [];
  };
}
