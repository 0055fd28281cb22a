/** The sandbox's pages for people, mounted at `/` behind REST, GraphQL and git. */
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { HTTPException } from 'hono/http-exception';
import { notFound, Refusal } from '#sandbox/state/refusal.ts';
import type { World } from '#sandbox/state/world.ts';
import { peopleOf, rememberPerson } from './acting-person.ts';
import type { EditHistory } from './edit-history.ts';
import { guardRequests } from './guard-request.ts';
import { renderMarkdown } from './markdown.ts';
import { addListRoutes } from './list-routes.ts';
import { addPullRoutes } from './pull-routes.ts';
import { addRegistrationRoutes, offerPath } from './registration-routes.ts';
import { addSignInRoutes, tokenPath } from './sign-in-routes.ts';
import { answerRefusal } from './refusal-page.ts';
import { readAssets } from './assets.ts';
import { failed, tooLarge } from './wording.ts';

export interface PagesOptions {
  /** Logins one can act as, the first is the default; left out: all people. */
  readonly people?: readonly string[];
  /** Earlier texts; left out: only who edited last is shown. */
  readonly edits?: EditHistory;
  /** Told about what should not have happened. */
  readonly onError?: (error: Error) => void;
}

/** Everything is drawn from `world` at each request; changes go through its operations as the person chosen in the cookie. */
export function createPages(world: World, options: PagesOptions = {}): Hono {
  const app = new Hono();
  const assets = readAssets();
  const visit = { world, edits: options.edits ?? (() => []), people: () => peopleOf(world, options.people) };

  app.use(
    '*',
    guardRequests(() => world.url, [offerPath, tokenPath]),
  );
  app.use('*', bodyLimit({ maxSize: 4_000_000, onError: (context) => context.text(tooLarge, 413) }));

  app.get('/-/:asset{style\\.css|pages\\.js|icon\\.svg}', (context) => {
    const asset = assets[context.req.param('asset')];
    if (asset === undefined) return context.notFound();
    return context.body(asset.text, 200, { 'Content-Type': asset.type, 'Cache-Control': 'no-cache' });
  });

  app.post('/-/preview', async (context) => context.html(String(renderMarkdown(await context.req.text()))));

  app.post('/-/acting-as', async (context) => {
    const { person, back } = await context.req.parseBody();
    const chosen = visit.people().find((user) => String(user.id) === person);
    if (chosen) rememberPerson(context, chosen);
    return context.redirect(localPath(back), 303);
  });

  addRegistrationRoutes(app, visit);
  addSignInRoutes(app, visit);
  addListRoutes(app, visit);
  addPullRoutes(app, visit);

  // Mounted below another Hono, whose own `notFound` would answer.
  app.all('*', (context) => answerRefusal(context, visit, notFound()));
  app.onError((error, context) => {
    if (error instanceof Refusal) return answerRefusal(context, visit, error);
    if (error instanceof HTTPException) return error.getResponse();
    options.onError?.(error);
    return answerRefusal(context, visit, new Refusal(500, failed(`${error.name}.`)));
  });
  return app;
}

/** Only a path of these pages: never another site. */
export function localPath(value: unknown): string {
  if (typeof value !== 'string' || !/^\/(?![/\\])/.test(value)) return '/';
  const url = new URL(value, 'http://here.invalid');
  return url.host === 'here.invalid' ? `${url.pathname}${url.search}` : '/';
}
