/** Every open pull request of every installation. One installation's or repository's failure does not hide the others. */
import type { World } from './world.ts';
import { listOpenPullRequests } from '#src/github/read-pull-request.ts';
import { noteRepository } from '#src/records/repositories.ts';
import type { OpenPullHead } from '#src/queue/reconcile.ts';

export async function* listAllOpenPulls({ github, database, log }: World): AsyncGenerator<OpenPullHead> {
  const installations = await github.app.paginate(github.app.rest.apps.listInstallations, { per_page: 100 });
  for (const installation of installations.filter(({ suspended_at }) => suspended_at === null || suspended_at === undefined)) {
    try {
      const octokit = github.forInstallation(installation.id);
      const repositories = await octokit.paginate(octokit.rest.apps.listReposAccessibleToInstallation, { per_page: 100 });
      for (const { id, owner, name } of repositories) {
        const repository = {
          octokit: github.forRepository(installation.id, id),
          id,
          installationId: installation.id,
          owner: owner.login,
          repo: name,
        };
        await noteRepository(database, { id, owner: owner.login, repo: name });
        for await (const pull of listOpenPullRequests(repository))
          yield { installationId: installation.id, repositoryId: id, number: pull.number, headSha: pull.headSha };
      }
    } catch (error) {
      log.warn({ err: error, installation: installation.id }, 'an installation could not be looked through');
    }
  }
}
