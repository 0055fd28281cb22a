/** The pages of the manifest flow: what another site asks to register, shown; confirmed here, it becomes a code for that site. */
import type { Context, Hono } from 'hono';
import { z } from 'zod';
import { Refusal } from '#sandbox/state/refusal.ts';
import { pagePolicy } from './guard-request.ts';
import { renderPage } from './page-layout.ts';
import { html } from './page-html.ts';
import { visibleLine } from './visible-text.ts';
import { visitorOf, type Visit } from './visit.ts';
import { badAppManifest, unreadableAppManifest } from './wording.ts';

/** Shows only, so it may be posted to from another site, as on GitHub. */
export const offerPath = '/settings/apps/new';
const confirmPath = '/settings/apps/manifest';

const httpUrl = z.url({ protocol: /^https?$/ }).max(2000);
const Manifest = z.object({
  name: z.string().trim().min(1).max(34),
  description: z.string().max(1000).optional(),
  url: httpUrl,
  redirect_url: httpUrl,
  callback_urls: z.array(httpUrl).max(10).default([]),
  hook_attributes: z.object({ url: httpUrl, active: z.boolean().default(true) }).optional(),
  default_permissions: z.record(z.string(), z.enum(['read', 'write', 'admin'])).default({}),
  default_events: z.array(z.string().max(100)).max(100).default([]),
});
const Fields = z.object({ manifest: z.string().max(100_000), state: z.string().max(500).optional(), name: z.string().optional() });

export function addRegistrationRoutes(app: Hono, visit: Visit): void {
  app.post(offerPath, async (context) => {
    const fields = Fields.parse(await context.req.parseBody());
    const manifest = readManifest(fields.manifest);
    const visitor = visitorOf(context, visit);
    const body = html`<section class="box" data-testid="register-app">
      <h1>Register a GitHub App</h1>
      <form method="post" action="${confirmPath}">
        <input type="hidden" name="manifest" value="${fields.manifest}" />
        <input type="hidden" name="state" value="${context.req.query('state') ?? ''}" />
        <p><label for="app-name">Name</label> <input id="app-name" name="name" value="${manifest.name}" required maxlength="34" /></p>
        <p>
          Permissions: ${visibleLine(listed(manifest.default_permissions))}. Events: ${visibleLine(manifest.default_events.join(', '))}.
        </p>
        <p>Afterwards you go back to <code>${visibleLine(new URL(manifest.redirect_url).origin)}</code>.</p>
        <button class="primary">Create GitHub App for ${visibleLine(visitor.person?.login ?? 'nobody', 60)}</button>
      </form>
    </section>`;
    // Browsers hold a redirect after a form to the same rule as the form.
    context.header('Content-Security-Policy', pagePolicy(new URL(manifest.redirect_url).origin));
    return context.html(renderPage({ title: 'Register a GitHub App', visitor, body }));
  });

  app.post(confirmPath, async (context) => confirm(context, visit));
}

async function confirm(context: Context, visit: Visit): Promise<Response> {
  const fields = Fields.parse(await context.req.parseBody());
  const manifest = readManifest(fields.manifest);
  const { person } = visitorOf(context, visit);
  if (person === undefined) throw new Refusal(403, badAppManifest('nobody is there to own the App'));
  const { hook_attributes: hook, description } = manifest;
  const code = visit.world.offerApp({
    name: fields.name?.trim() || manifest.name,
    ...(description === undefined ? {} : { description }),
    owner: person,
    callbackUrls: manifest.callback_urls,
    webhookUrl: hook?.active === true ? hook.url : null,
    permissions: manifest.default_permissions,
    events: manifest.default_events,
  });
  const back = new URL(manifest.redirect_url);
  back.searchParams.set('code', code);
  if (fields.state) back.searchParams.set('state', fields.state);
  return context.redirect(back.href, 302);
}

function readManifest(text: string): z.infer<typeof Manifest> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Refusal(422, unreadableAppManifest);
  }
  const parsed = Manifest.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new Refusal(422, badAppManifest(parsed.error.issues.map((issue) => issue.path.join('.')).join(', ')));
}

function listed(permissions: Readonly<Record<string, string>>): string {
  return Object.entries(permissions)
    .map(([name, level]) => `${name} (${level})`)
    .join(', ');
}
