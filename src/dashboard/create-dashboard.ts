/** Health, metrics, the first page and downloads. Nothing here changes anything but a pause of the code index. Where others than this machine can ask, no page shows text from a repository. */
import { Hono } from 'hono';
import { csrf } from 'hono/csrf';
import { html } from 'hono/html';
import { HTTPException } from 'hono/http-exception';
import { countStates } from '#src/records/counts.ts';
import type { StateCount } from '#src/records/counts.ts';
import type { Database } from '#src/records/database.ts';
import { codePage, codeSwitch } from './code-page.ts';
import type { IndexedRepository, SwitchIndex } from './code-page.ts';
import { downloadPath, securityDownload } from './security-download.ts';
import type { ToDocument } from './security-download.ts';
import { draftNumbersPage } from './drafts-page.ts';
import { waiversPage } from './waivers-page.ts';

export interface DashboardOptions {
  readonly database: Database;
  /** Each answers when its part is usable, and rejects otherwise. */
  readonly probes: Readonly<Record<string, () => Promise<void>>>;
  readonly model: string | undefined;
  /** How a stored security check becomes a SARIF document. Absent: none is given out, as where others than this machine can ask. */
  readonly toSarif?: ToDocument;
  /** Absent as `toSarif`. */
  readonly index?: { readonly list: () => Promise<readonly IndexedRepository[]>; readonly switchIndex: SwitchIndex };
}

const headers = {
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
};
const probeMilliseconds = 5000;

export function createDashboard({ database, probes, model, toSarif, index }: DashboardOptions): Hono {
  const app = new Hono();
  app.use(async (context, next) => {
    await next();
    for (const [name, value] of Object.entries(headers)) context.header(name, value);
  });
  app.get('/healthz', (context) => context.text('alive\n'));
  app.get('/readyz', async (context) => {
    const answers = await Promise.all(Object.entries(probes).map(async ([name, probe]) => [name, await isReady(probe)] as const));
    return context.json(
      Object.fromEntries(answers.map(([name, ready]) => [name, ready ? 'ok' : 'not ready'])),
      answers.every(([, ready]) => ready) ? 200 : 503,
    );
  });
  app.get('/metrics', async (context) =>
    context.text(metricsText(await countStates(database)), 200, { 'content-type': 'text/plain; version=0.0.4' }),
  );
  app.get('/', async (context) => context.html(frontPage(await countStates(database), model, toSarif !== undefined)));
  if (toSarif !== undefined) {
    app.get(downloadPath, securityDownload(database, toSarif));
    app.get('/waivers', waiversPage(database));
    app.get('/draft-numbers', draftNumbersPage(database));
  }
  if (index !== undefined) {
    app.get('/code', codePage(index.list));
    app.post('/code', csrf(), codeSwitch(index.list, index.switchIndex));
  }
  app.notFound((context) => context.text('There is no such page.\n', 404));
  app.onError((error, context) =>
    error instanceof HTTPException
      ? context.text('Refused: this was not sent from the page itself. Nothing was changed.\n', error.status)
      : context.text('This page is not available now. Nothing was changed. See the log.\n', 503),
  );
  return app;
}

async function isReady(probe: () => Promise<void>): Promise<boolean> {
  const timeout = new Promise<boolean>((resolve) => setTimeout(resolve, probeMilliseconds, false).unref());
  return await Promise.race([
    probe().then(
      () => true,
      () => false,
    ),
    timeout,
  ]);
}

function metricsText(counts: readonly StateCount[]): string {
  const lines = counts.map(({ table, kind, state, count }) => `countersign_${table}_total{kind="${kind}",state="${state}"} ${count}`);
  return ['# TYPE countersign_inbox_total gauge', '# TYPE countersign_work_total gauge', ...lines, ''].join('\n');
}

function frontPage(counts: readonly StateCount[], model: string | undefined, pages: boolean) {
  const rows = counts.map(
    ({ table, kind, state, count }) =>
      html`<tr>
        <td>${table === 'inbox' ? 'delivery' : 'work'}</td>
        <td>${kind}</td>
        <td>${state}</td>
        <td>${count}</td>
      </tr>`,
  );
  return html`<!doctype html>
    <html lang="en">
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width" />
      <title>Countersign</title>
      <style>
        :root {
          color-scheme: light dark;
        }
        body {
          font: 16px/1.5 system-ui;
          max-width: 44rem;
          margin: 3rem auto;
          padding: 0 1rem;
        }
        td,
        th {
          text-align: left;
          padding: 0.2rem 1.2rem 0.2rem 0;
        }
      </style>
      <h1>Countersign</h1>
      <p>AI drafts, a person signs. The drafts, reviews and security checks stand on the pull requests; this page counts them.</p>
      ${pages ? html`<p><a href="/waivers">Waivers</a> · <a href="/draft-numbers">Drafts</a> · <a href="/code">Code index</a></p>` : ''}
      <p>Model: ${model ?? 'none configured (drafts by rules, nothing is reviewed)'}</p>
      <table>
        <thead>
          <tr>
            <th>what</th>
            <th>kind</th>
            <th>state</th>
            <th>count</th>
          </tr>
        </thead>
        <tbody>
          ${rows}
        </tbody>
      </table>
    </html>`;
}
