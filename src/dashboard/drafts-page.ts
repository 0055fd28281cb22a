/** How drafts fare: accepted, edited, rejected, how soon; by model and prompt version, and by section. Only for this machine. */
import type { Handler } from 'hono';
import { html } from 'hono/html';
import { isAskedLocally } from './asked-locally.ts';
import type { Database } from '#src/records/database.ts';
import { countDrafts, countEditedSections } from '#src/records/draft-events.ts';
import type { DraftNumbers } from '#src/records/draft-events.ts';

export function draftNumbersPage(database: Database): Handler {
  return async (context) => {
    if (!isAskedLocally(context)) return context.text('These numbers are for this machine only: ask for them at http://127.0.0.1.\n', 403);
    const [numbers, sections] = await Promise.all([countDrafts(database), countEditedSections(database)]);
    if (context.req.query('format') === 'json') return context.json({ drafts: numbers, sections });
    return context.html(
      html`<!doctype html>
        <html lang="en">
          <head>
            <meta charset="utf-8" />
            <title>Drafts · Countersign</title>
            <style>
              body {
                font:
                  16px/1.5 system-ui,
                  sans-serif;
                margin: 2rem auto;
                max-width: 75rem;
                padding: 0 1rem;
                color-scheme: light dark;
              }
              table {
                border-collapse: collapse;
                margin-bottom: 2rem;
              }
              th,
              td {
                border-bottom: 1px solid #8884;
                padding: 0.4rem 0.8rem;
                text-align: left;
              }
            </style>
          </head>
          <body>
            <h1>Drafts</h1>
            <p>Counted by pull request. Medians. <a href="?format=json">As JSON</a></p>
            ${numbers.length === 0 ? html`<p>None was drafted yet.</p>` : table(['Drafted by', 'Drafted', 'Accepted', 'Unchanged', 'Rejected', 'Undone', 'Conflicts', 'Words edited', 'Time to accept'], numbers.map(rowOf))}
            ${
              sections.length === 0
                ? ''
                : html`<h2>Words edited, by section</h2>
                    ${table(
                      ['Section', 'Accepted drafts', 'Words edited (mean)'],
                      sections.map(({ section, drafts, share }) => [section, String(drafts), percent(share)]),
                    )}`
            }
          </body>
        </html>`,
    );
  };
}

function rowOf(one: DraftNumbers): readonly string[] {
  const share = one.drafted === 0 ? '' : ` (${percent(one.accepted / one.drafted)})`;
  return [
    one.model === null ? 'rules' : `${one.model}, prompt ${one.promptVersion ?? '?'}`,
    String(one.drafted),
    `${one.accepted}${share}`,
    String(one.unchanged),
    String(one.rejected),
    String(one.undone),
    String(one.conflicts),
    one.editedShare === null ? '' : percent(one.editedShare),
    one.secondsToAccept === null ? '' : duration(one.secondsToAccept),
  ];
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]) {
  return html`<table>
    <thead>
      <tr>
        ${heads.map((head) => html`<th>${head}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        (row) =>
          html`<tr>
            ${row.map((cell) => html`<td>${cell}</td>`)}
          </tr>`,
      )}
    </tbody>
  </table>`;
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

function duration(seconds: number): string {
  if (seconds < 90) return `${Math.round(seconds)} s`;
  return seconds < 5400 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3600)} h`;
}
