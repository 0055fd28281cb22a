/** The waivers that were granted: what, by whom, why, until when, and whether they still count. */
import type { Handler } from 'hono';
import { html } from 'hono/html';
import { isAskedLocally } from './asked-locally.ts';
import type { Database } from '#src/records/database.ts';
import { listWaivers } from '#src/records/waivers.ts';

export function waiversPage(database: Database): Handler {
  return async (context) => {
    if (!isAskedLocally(context))
      return context.text('Waivers name people and code, so this page is for this machine only: ask for it at http://127.0.0.1.\n', 403);
    const waivers = await listWaivers(database);
    const day = (date: Date): string => `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
    const rows = waivers.map(
      (waiver) =>
        html`<tr>
          <td>${waiver.inForce ? 'in force' : waiver.expiresAt <= new Date() ? 'run out' : 'taken back'}</td>
          <td><code>${waiver.rule}</code></td>
          <td><code>${waiver.path}</code> into <code>${waiver.baseRef}</code></td>
          <td>${waiver.login}, in #${waiver.number} of repository ${waiver.repositoryId}</td>
          <td>${waiver.reason}</td>
          <td>${day(waiver.grantedAt)}</td>
          <td>${day(waiver.expiresAt)}</td>
        </tr>`,
    );
    return context.html(
      html`<!doctype html>
        <html lang="en">
          <head>
            <meta charset="utf-8" />
            <title>Waivers · Countersign</title>
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
                width: 100%;
              }
              th,
              td {
                border-bottom: 1px solid #8884;
                padding: 0.4rem 0.6rem;
                text-align: left;
                vertical-align: top;
              }
            </style>
          </head>
          <body>
            <h1>Waivers</h1>
            <p>
              Findings of the security check that a person let pass for a time. A waiver holds for one rule, one piece of code, one file and
              one base branch; it is granted with <code>/ai waive</code> and taken back with <code>/ai unwaive</code> on a pull request.
            </p>
            ${
              waivers.length === 0
                ? html`<p>None was granted yet.</p>`
                : html`<table>
                    <thead>
                      <tr>
                        <th>State</th>
                        <th>Rule</th>
                        <th>Where</th>
                        <th>By</th>
                        <th>Reason</th>
                        <th>Since</th>
                        <th>Until</th>
                      </tr>
                    </thead>
                    <tbody>
                      ${rows}
                    </tbody>
                  </table>`
            }
          </body>
        </html>`,
    );
  };
}
