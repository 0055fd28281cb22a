/** What people see when something was not done: what happened, what was kept, what to do. */
import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Refusal } from '#sandbox/state/refusal.ts';
import { html, textArea } from './page-html.ts';
import { renderPage } from './page-layout.ts';
import { visitorOf, type Visit } from './visit.ts';
import { visibleText } from './visible-text.ts';
import { goBack, notFoundTitle, notHere, refusedTitle, textKept } from './wording.ts';

export async function answerRefusal(context: Context, visit: Visit, refusal: Refusal): Promise<Response> {
  const visitor = visitorOf(context, visit);
  const missing = refusal.status === 404;
  const message = missing ? notHere(visitor.person?.login) : [refusal.message, ...details(refusal)].join(' ');
  const kept = context.req.method === 'POST' ? await writtenText(context) : undefined;
  const page = renderPage({
    title: missing ? notFoundTitle : refusedTitle,
    visitor,
    body: html`<section class="refusal box" data-testid="refusal">
      <h1>${missing ? notFoundTitle : refusedTitle}</h1>
      <p role="alert">${visibleText(message)}</p>
      ${
        kept === undefined
          ? ''
          : html`<p><label for="kept">${textKept}</label></p>
              ${textArea(html`id="kept" rows="8" readonly`, kept)}`
      }
      <p><a class="button" href="${context.req.method === 'POST' ? pullPath(context) : '/'}">${goBack}</a></p>
    </section>`,
  });
  return context.html(page, status(refusal.status));
}

/** GitHub's `errors`: plain texts, or objects with a message. */
function details(refusal: Refusal): string[] {
  return (refusal.errors ?? []).map((error) => {
    if (typeof error === 'string') return error;
    if (typeof error !== 'object' || error === null) return '';
    return 'message' in error && typeof error.message === 'string' ? `${error.message}.` : '';
  });
}

async function writtenText(context: Context): Promise<string | undefined> {
  // The form was read before; Hono keeps it.
  const form = await context.req.parseBody().catch(() => ({}));
  const body: unknown = 'body' in form ? form['body'] : undefined;
  return typeof body === 'string' && body !== '' ? body : undefined;
}

function pullPath(context: Context): string {
  const match = /^\/[^/]+\/[^/]+\/pull\/\d+/.exec(new URL(context.req.url).pathname);
  return match?.[0] ?? '/';
}

function status(value: number): ContentfulStatusCode {
  const known = [400, 403, 404, 405, 409, 413, 422, 500] as const;
  return known.find((one) => one === value) ?? 400;
}
