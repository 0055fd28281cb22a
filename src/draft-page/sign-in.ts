/** Signing in by the App's own web flow: GitHub is the identity, and its token is used once, for the name. */
import { createHash } from 'node:crypto';
import type { Context, Hono } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { z } from 'zod';
import { notePage } from './page-html.ts';
import type { EndedSessions, Person, SignIn } from './ports.ts';
import { randomText } from './sealed.ts';
import type { Seal } from './sealed.ts';
import { wording } from './wording.ts';

const flowCookie = 'countersign_sign_in';
const flowSeconds = 600;
const Flow = z.object({ state: z.string(), verifier: z.string(), back: z.string() });

export const signInPath = (back: string): string => `/drafts/sign-in?back=${encodeURIComponent(back)}`;

export function addSignIn(
  app: Hono,
  signIn: SignIn,
  seal: Seal,
  sessions: EndedSessions,
  secure: boolean,
  remember: (person: Person, context: Context) => void,
): void {
  app.get('/drafts/sign-in', (context) => {
    const flow = { state: randomText(), verifier: randomText(), back: pagePath(context.req.query('back')) };
    // Lax: it has to come along when GitHub sends the person back.
    const cookie = { path: '/drafts', httpOnly: true, sameSite: 'Lax', secure, maxAge: flowSeconds } as const;
    setCookie(context, flowCookie, seal.seal('sign-in', flow, flowSeconds), cookie);
    return context.redirect(signIn.authorizeUrl(flow.state, createHash('sha256').update(flow.verifier).digest('base64url')), 302);
  });
  app.get('/drafts/callback', async (context) => {
    const flow = Flow.safeParse(seal.open('sign-in', getCookie(context, flowCookie))).data;
    deleteCookie(context, flowCookie, { path: '/drafts' });
    const { code, state } = context.req.query();
    const isAnswer = flow !== undefined && state === flow.state && code !== undefined && code !== '';
    // Each sign-in is good for one answer, also when somebody kept its cookie.
    const person = isAnswer && (await sessions.end(flow.state, flowSeconds)) ? await signIn.exchange(code, flow.verifier) : undefined;
    if (flow === undefined || person === undefined) return context.html(notePage(wording.signInFailed), 403);
    remember(person, context);
    return context.redirect(flow.back, 303);
  });
}

/** A page of ours, and never another site. */
function pagePath(back: string | undefined): string {
  return back !== undefined && /^\/drafts\/[\w.-]+\/[\w.-]+\/\d+$/u.test(back) ? back : '/drafts';
}
