/** `/` and `/<owner>/<repo>`: what there is to look at. */
import type { Context, Hono } from 'hono';
import { permits, type User } from '#sandbox/state/person.ts';
import { notFound } from '#sandbox/state/refusal.ts';
import type { Repository } from '#sandbox/state/repository.ts';
import { listRepositories, repositoriesPage } from './list-pages.ts';
import { renderPage, type Visitor } from './page-layout.ts';
import { queuePage, queueVersion } from './queue-page.ts';
import { visitorOf, type Visit } from './visit.ts';

export function addListRoutes(app: Hono, visit: Visit): void {
  const { world } = visit;

  app.get('/', async (context) => {
    const visitor = visitorOf(context, visit);
    const listed = await listRepositories(world, visitor.person);
    return context.html(renderPage({ title: 'Pull requests', visitor, body: repositoriesPage(world, listed) }));
  });

  app.get('/:owner/:repo', (context) => {
    const { owner, repo } = context.req.param();
    return context.redirect(`/${encodeURIComponent(owner)}/${encodeURIComponent(repo)}/pulls`, 302);
  });

  app.get('/:owner/:repo/pulls', async (context) => {
    const { repository, person, visitor, name } = repositoryOf(context, visit);
    const body = repositoriesPage(world, await listRepositories(world, person, repository));
    return context.html(renderPage({ title: `Pull requests · ${name}`, visitor, body }));
  });

  app.get('/:owner/:repo/queue', (context) => {
    const { repository, visitor, name } = repositoryOf(context, visit);
    return context.html(
      renderPage({ title: `Merge queue · ${name}`, visitor, body: queuePage(world, repository), version: queueVersion(world, repository) }),
    );
  });

  app.get('/:owner/:repo/queue/version', (context) => context.text(queueVersion(world, repositoryOf(context, visit).repository)));
}

/** The repository of the address; not found where the person may not read it. */
function repositoryOf(context: Context, visit: Visit): { repository: Repository; person: User; visitor: Visitor; name: string } {
  const { owner = '', repo = '' } = context.req.param();
  const { person } = visitorOf(context, visit);
  const repository = visit.world.findRepository(owner, repo);
  if (repository === undefined || person === undefined) throw notFound();
  const permission = visit.world.permissionOf(repository, person);
  if (!permits(permission, 'read')) throw notFound();
  return { repository, person, visitor: visitorOf(context, visit, { permission, isAuthor: false }), name: `${owner}/${repo}` };
}
