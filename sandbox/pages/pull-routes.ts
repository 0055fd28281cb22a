/** `/<owner>/<repo>/pull/<n>` and what stands below it. */
import type { Context, Hono } from 'hono';
import { notFound } from '#sandbox/state/refusal.ts';
import { checksPage } from './checks-page.ts';
import { commitsPage } from './commits-page.ts';
import { conversationActions } from './conversation-actions.ts';
import { conversationPage } from './conversation-page.ts';
import { fileKinds } from './file-kinds.ts';
import { fileBody, type CommentPlace } from './file-section.ts';
import { annotationsOf, filesPage } from './files-page.ts';
import type { Html } from './page-html.ts';
import { renderPage } from './page-layout.ts';
import { pullActions } from './pull-actions.ts';
import { pullVersion } from './pull-version.ts';
import { repositoryPath, viewPull, type PullView } from './pull-view.ts';
import { threadsOf } from './thread-card.ts';
import { visitorOf, type Visit } from './visit.ts';

const base = '/:owner/:repo/pull/:number{[0-9]{1,9}}';
const actions = new Map(Object.entries({ ...conversationActions, ...pullActions }));

export function addPullRoutes(app: Hono, visit: Visit): void {
  const { world, edits } = visit;

  app.get(base, async (context) => {
    const view = viewOf(context, visit);
    const [commits, decision, all] = await Promise.all([
      world.commitsOf(view.pull),
      world.mergeDecision(view.pull),
      world.branches(view.repository),
    ]);
    const branches = all.map(({ name }) => name).filter((name) => !name.startsWith('gh-readonly-queue/'));
    return answer(context, visit, view, conversationPage({ view, commits, decision, edits, branches }));
  });

  app.get(`${base}/commits`, async (context) => {
    const view = viewOf(context, visit);
    return answer(context, visit, view, commitsPage(view, await world.commitsOf(view.pull)));
  });

  app.get(`${base}/checks`, async (context) => {
    const view = viewOf(context, visit);
    return answer(context, visit, view, checksPage(view, await world.changedFiles(view.pull), wholeNumber(context.req.query('run'))));
  });

  app.get(`${base}/files`, async (context) => {
    const view = viewOf(context, visit);
    const files = await world.changedFiles(view.pull);
    const shown = wholeNumber(context.req.query('file'));
    const commentAt = placeOf(context, shown);
    const body = filesPage({
      view,
      files,
      kinds: await fileKinds(view, files),
      edits,
      ...(shown === undefined ? {} : { shown }),
      ...(commentAt === undefined ? {} : { commentAt }),
    });
    return answer(context, visit, view, body);
  });

  // The diff of one file, loaded when it is opened.
  app.get(`${base}/files/:index{[0-9]{1,6}}`, async (context) => {
    const view = viewOf(context, visit);
    const index = Number(context.req.param('index'));
    const file = (await world.changedFiles(view.pull))[index];
    if (file === undefined) throw notFound();
    const kinds = new Map();
    return context.html(
      String(fileBody({ view, file, index, kinds, edits, threads: threadsOf(view), annotations: annotationsOf(view), open: true })),
    );
  });

  app.get(`${base}/version`, (context) => context.text(pullVersion(viewOf(context, visit))));

  app.post(`${base}/:action`, async (context) => {
    const view = viewOf(context, visit);
    const action = actions.get(context.req.param('action') ?? '');
    if (action === undefined) throw notFound();
    const where = await action.run(view, await context.req.parseBody());
    return context.redirect(`${view.path}${cameFromFiles(context, view) && where.startsWith('#') ? '/files' : ''}${where}`, 303);
  });

  app.get('/:owner/:repo/runs/:run{[0-9]{1,15}}', (context) => {
    const { owner, repo, run: id } = context.req.param();
    const repository = world.findRepository(owner, repo);
    const run = world.records.checkRuns.get(Number(id));
    if (repository === undefined || run?.repositoryId !== repository.id) throw notFound();
    const pull = world.pullsOf(repository).findLast((one) => one.headSha === run.headSha) ?? world.pullsOf(repository).at(-1);
    if (pull === undefined) throw notFound();
    return context.redirect(`${repositoryPath(world, repository)}/pull/${pull.number}/checks?run=${run.id}`, 302);
  });
}

function viewOf(context: Context, visit: Visit): PullView {
  const { owner = '', repo = '', number } = context.req.param();
  const view = viewPull(visit.world, visitorOf(context, visit).person, owner, repo, Number(number));
  if (view === undefined) throw notFound();
  return view;
}

function answer(context: Context, visit: Visit, view: PullView, body: Html): Response {
  const visitor = visitorOf(context, visit, { permission: view.permission, isAuthor: view.actor.user.id === view.pull.authorId });
  const title = `${view.pull.title} · Pull request #${view.pull.number} · ${view.owner.login}/${view.repository.name}`;
  return context.html(renderPage({ title, visitor, body, version: pullVersion(view) }));
}

/** Threads stand on two pages; one stays on the page where the button was. */
function cameFromFiles(context: Context, view: PullView): boolean {
  const referer = context.req.header('referer');
  return referer !== undefined && URL.canParse(referer) && new URL(referer).pathname === `${view.path}/files`;
}

function wholeNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}

function placeOf(context: Context, file: number | undefined): CommentPlace | undefined {
  const line = wholeNumber(context.req.query('line'));
  if (file === undefined || line === undefined) return undefined;
  return { file, line, side: context.req.query('side') === 'LEFT' ? 'LEFT' : 'RIGHT' };
}
