/** `/` and `/<owner>/<repo>`: what there is to look at. */
import type { Hono } from 'hono';
import { permits } from '#sandbox/state/person.ts';
import { notFound } from '#sandbox/state/refusal.ts';
import { listRepositories, repositoriesPage } from './list-pages.ts';
import { renderPage } from './page-layout.ts';
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
    const { owner, repo } = context.req.param();
    const { person } = visitorOf(context, visit);
    const repository = world.findRepository(owner, repo);
    if (repository === undefined || person === undefined) throw notFound();
    const permission = world.permissionOf(repository, person);
    if (!permits(permission, 'read')) throw notFound();
    const visitor = visitorOf(context, visit, { permission, isAuthor: false });
    const body = repositoriesPage(world, await listRepositories(world, person, repository));
    return context.html(renderPage({ title: `Pull requests · ${owner}/${repo}`, visitor, body }));
  });
}
