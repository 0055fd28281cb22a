/** `/drafts/OWNER/REPOSITORY/NUMBER`: the draft beside its preview and the change, for people whom GitHub knows. Saves through the workers. */
import { readFileSync } from 'node:fs';
import { Hono } from 'hono';
import type { Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { z } from 'zod';
import { guard, isLocal } from './guard.ts';
import { draftPage, notePage } from './page-html.ts';
import type { DraftPagePorts, DraftView, PullName, SignIn } from './ports.ts';
import { renderMarkdown } from './render-markdown.ts';
import { randomText } from './sealed.ts';
import type { Seal } from './sealed.ts';
import { addSignIn, signInPath } from './sign-in.ts';
import { wording } from './wording.ts';

export interface DraftPageOptions {
  readonly ports: DraftPagePorts;
  readonly signIn: SignIn | undefined;
  readonly seal: Seal;
  /** Where people find this App. */
  readonly publicUrl: string;
  /** Nobody but this machine reaches the server. A host name alone proves nothing: whoever asks can write any. */
  readonly onlyHere: boolean;
  readonly onError: (error: Error) => void;
}

const sessionCookie = 'countersign_session';
const sessionSeconds = 8 * 3600;
const csrfSeconds = 12 * 3600;
const asset = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8');
const Form = z.object({
  csrf: z.string(),
  title: z.string().max(300),
  text: z.string(),
  seenTitle: z.string(),
  seenText: z.string(),
  act: z.enum(['save', 'accept']),
  setTitle: z.string().optional(),
});
const Session = z.object({ session: z.string().min(20), id: z.number(), login: z.string() });
type Session = z.infer<typeof Session>;

export function createDraftPage({ ports, signIn, seal, publicUrl, onlyHere, onError }: DraftPageOptions): Hono {
  const app = new Hono();
  const secure = publicUrl.startsWith('https:');
  const personOf = async (context: Context): Promise<Session | undefined> => {
    const person = signIn === undefined ? undefined : Session.safeParse(seal.open('session', getCookie(context, sessionCookie))).data;
    return person === undefined || (await ports.sessions.isEnded(person.session)) ? undefined : person;
  };
  const csrfOf = (person: Session | undefined): string => seal.seal(`csrf ${person?.session ?? ''}`, true, csrfSeconds);
  const isOwnForm = ({ session }: Session, csrf: unknown): boolean =>
    typeof csrf === 'string' && seal.open(`csrf ${session}`, csrf) === true;

  app.use('*', guard(publicUrl));
  // Two texts of 65,536 characters, each up to nine bytes in a form.
  app.use('*', bodyLimit({ maxSize: 1_500_000, onError: (context) => context.html(notePage(wording.tooLarge), 413) }));
  app.get('/drafts/page.js', (context) => context.body(asset('page.js'), 200, { 'content-type': 'text/javascript; charset=utf-8' }));
  app.get('/drafts/page.css', (context) => context.body(asset('page.css'), 200, { 'content-type': 'text/css; charset=utf-8' }));
  if (signIn !== undefined)
    addSignIn(app, signIn, seal, ports.sessions, secure, ({ id, login }, context) =>
      // A session of its own for every sign-in: what a browser was given before is worth nothing.
      setCookie(context, sessionCookie, seal.seal('session', { session: randomText(), id, login } satisfies Session, sessionSeconds), {
        path: '/drafts',
        httpOnly: true,
        sameSite: 'Lax',
        secure,
        maxAge: sessionSeconds,
      }),
    );
  app.post('/drafts/sign-out', async (context) => {
    const person = await personOf(context);
    if (person !== undefined && !isOwnForm(person, (await context.req.parseBody())['csrf']))
      return context.html(notePage(wording.otherSite), 403);
    // The browser forgets its cookie, and no copy of it is taken any more.
    if (person !== undefined) await ports.sessions.end(person.session, sessionSeconds);
    deleteCookie(context, sessionCookie, { path: '/drafts' });
    return context.html(notePage('You are signed out.'));
  });
  app.post('/drafts/preview', async (context) => {
    const person = await personOf(context);
    const { csrf, text } = await context.req.parseBody();
    if (person === undefined || !isOwnForm(person, csrf)) return context.text(wording.otherSite, 403);
    return context.html(renderMarkdown(typeof text === 'string' ? text : ''));
  });

  app.get('/drafts/:owner/:repo/:number', async (context) => {
    const name = nameOf(context);
    const person = await personOf(context);
    if (signIn !== undefined && person === undefined)
      return context.html(
        notePage(wording.signInNeeded, { href: signInPath(new URL(context.req.url).pathname), text: 'Sign in with GitHub' }),
        401,
      );
    if (person === undefined && !(onlyHere && isLocal(context))) return context.html(notePage(wording.noSignIn), 403);
    const view = name && (await ports.look(name, person ?? 'operator'));
    if (view === undefined) return context.html(notePage(wording.absent), 404);
    const id = Number(context.req.query('saved'));
    const saved = person !== undefined && Number.isSafeInteger(id) && id > 0 ? await ports.readSave(id, person, view.pull) : undefined;
    return context.html(draftPage({ view, person, saved, csrf: csrfOf(person), files: await ports.readFiles(view.pull) }));
  });

  app.post('/drafts/:owner/:repo/:number', async (context) => {
    const name = nameOf(context);
    const person = await personOf(context);
    const form = Form.safeParse(await context.req.parseBody());
    if (person === undefined || !form.success || !isOwnForm(person, form.data.csrf)) return context.html(notePage(wording.otherSite), 403);
    const view = name && (await ports.look(name, person));
    if (view === undefined) return context.html(notePage(wording.absent), 404);
    if (!mayDo(view, form.data.act)) return context.html(notePage(wording.noEdit), 403);
    const { title, text, seenTitle, seenText, act, setTitle } = form.data;
    const id = await ports.save(view.pull, person, {
      draft: { title, text },
      seen: { title: seenTitle, text: seenText },
      accept: act === 'accept',
      setTitle: setTitle === 'yes',
    });
    return context.redirect(`${new URL(context.req.url).pathname}?saved=${id}`, 303);
  });
  app.notFound((context) => context.html(notePage(wording.absent), 404));
  app.onError((error, context) => {
    onError(error);
    return context.html(notePage(wording.notNow), 503);
  });
  return app;
}

function mayDo({ mayEdit, mayAccept }: DraftView, act: 'save' | 'accept'): boolean {
  return act === 'save' ? mayEdit : mayEdit && mayAccept;
}

/** Names as GitHub allows them; anything else is no address. */
function nameOf(context: Context): PullName | undefined {
  const { owner = '', repo = '', number = '' } = context.req.param() as Record<string, string>;
  if (!/^[A-Za-z0-9][\w-]{0,99}$/u.test(owner) || !/^[\w.-]{1,100}$/u.test(repo) || !/^[1-9]\d{0,9}$/u.test(number)) return undefined;
  return { owner, repo, number: Number(number) };
}
