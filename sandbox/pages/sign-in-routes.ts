/** An App's web flow: a person lets it know who they are. Source: https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app/generating-a-user-access-token-for-a-github-app */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Hono } from 'hono';
import { z } from 'zod';
import type { App } from '#sandbox/state/app.ts';
import { Refusal } from '#sandbox/state/refusal.ts';
import { pagePolicy } from './guard-request.ts';
import { html } from './page-html.ts';
import { renderPage } from './page-layout.ts';
import { visibleLine } from './visible-text.ts';
import { visitorOf, type Visit } from './visit.ts';
import { badSignIn } from './wording.ts';

/** Asked by the App's server, which is no page. */
export const tokenPath = '/login/oauth/access_token';
const authorizePath = '/login/oauth/authorize';
const TEN_MINUTES = 600_000;

const Asked = z.object({
  client_id: z.string(),
  redirect_uri: z.url({ protocol: /^https?$/ }),
  state: z.string().max(500).default(''),
  code_challenge: z.string().max(200).default(''),
});
const Exchange = z.object({
  client_id: z.string(),
  client_secret: z.string(),
  code: z.string(),
  redirect_uri: z.string().optional(),
  code_verifier: z.string().default(''),
});

interface Grant {
  readonly appId: number;
  readonly userId: number;
  readonly redirect: string;
  readonly challenge: string;
  readonly at: number;
}

export function addSignInRoutes(app: Hono, visit: Visit): void {
  const { world } = visit;
  const grants = new Map<string, Grant>();
  const appOf = (clientId: string): App | undefined => [...world.records.apps.values()].find((one) => one.clientId === clientId);
  const read = (fields: unknown): { readonly asked: z.infer<typeof Asked>; readonly by: App } => {
    const asked = Asked.safeParse(fields).data;
    const by = asked && appOf(asked.client_id);
    if (asked === undefined || by === undefined || !by.callbackUrls.includes(asked.redirect_uri)) throw new Refusal(422, badSignIn);
    return { asked, by };
  };

  app.get(authorizePath, (context) => {
    const { asked, by } = read(context.req.query());
    const visitor = visitorOf(context, visit);
    const body = html`<section class="box" data-testid="authorize-app">
      <h1>Sign in to ${visibleLine(by.name)}</h1>
      <form method="post" action="${authorizePath}">
        ${Object.entries(asked).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`)}
        <p>
          ${visibleLine(by.name)} wants to know who you are. Afterwards you go back to
          <code>${visibleLine(new URL(asked.redirect_uri).origin)}</code>.
        </p>
        <button class="primary">Authorize as ${visibleLine(visitor.person?.login ?? 'nobody', 60)}</button>
      </form>
    </section>`;
    context.header('Content-Security-Policy', pagePolicy(new URL(asked.redirect_uri).origin));
    return context.html(renderPage({ title: `Sign in to ${by.name}`, visitor, body }));
  });

  app.post(authorizePath, async (context) => {
    const { asked, by } = read(await context.req.parseBody());
    const { person } = visitorOf(context, visit);
    if (person === undefined) throw new Refusal(403, badSignIn);
    const code = randomBytes(10).toString('hex');
    const { redirect_uri: redirect, code_challenge: challenge } = asked;
    grants.set(code, { appId: by.id, userId: person.id, redirect, challenge, at: world.now().getTime() });
    const back = new URL(redirect);
    back.searchParams.set('code', code);
    back.searchParams.set('state', asked.state);
    return context.redirect(back.href, 302);
  });

  // A refused code is answered with 200 and an error, as on GitHub.
  app.post(tokenPath, async (context) => {
    const asked = Exchange.safeParse(await context.req.json().catch(() => undefined)).data;
    const by = asked && appOf(asked.client_id);
    const grant = asked && grants.get(asked.code);
    if (asked === undefined || by === undefined || !same(by.clientSecret, asked.client_secret))
      return context.json({
        error: 'incorrect_client_credentials',
        error_description: 'The client_id and/or client_secret passed are incorrect.',
      });
    grants.delete(asked.code);
    const fits =
      grant?.appId === by.id &&
      world.now().getTime() - grant.at < TEN_MINUTES &&
      (asked.redirect_uri ?? grant.redirect) === grant.redirect &&
      (grant.challenge === '' || createHash('sha256').update(asked.code_verifier).digest('base64url') === grant.challenge);
    const user = fits ? world.records.users.get(grant.userId) : undefined;
    if (user === undefined)
      return context.json({ error: 'bad_verification_code', error_description: 'The code passed is incorrect or expired.' });
    return context.json({ access_token: world.createPersonToken(user), expires_in: 28_800, scope: '', token_type: 'bearer' });
  });
}

function same(a: string, b: string): boolean {
  const [left, right] = [a, b].map((text) => createHash('sha256').update(text).digest());
  return left !== undefined && right !== undefined && timingSafeEqual(left, right);
}
