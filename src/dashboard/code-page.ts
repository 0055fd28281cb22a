/** The code index: what of each repository is searched, and how far it lags. */
import type { Handler } from 'hono';
import { html } from 'hono/html';
import { isAskedLocally } from './asked-locally.ts';

export interface IndexedRepository {
  readonly name: string;
  readonly state: string;
  readonly details: string;
}

export function codePage(list: () => Promise<readonly IndexedRepository[]>): Handler {
  return async (context) => {
    if (!isAskedLocally(context))
      return context.text('This page names repositories, so it is for this machine only: ask for it at http://127.0.0.1.\n', 403);
    const repositories = await list();
    const rows = repositories.map(
      ({ name, state, details }) =>
        html`<tr>
          <td>${name}</td>
          <td>${state}</td>
          <td>${details}</td>
        </tr>`,
    );
    return context.html(
      html`<!doctype html>
        <html lang="en">
          <head>
            <meta charset="utf-8" />
            <title>Code index · Countersign</title>
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
            <h1>Code index</h1>
            <p>The default branch of every repository that the App reaches. <code>/ai ask</code> on a pull request searches it.</p>
            ${
              repositories.length === 0
                ? html`<p>Nothing is indexed yet.</p>`
                : html`<table>
                    <thead>
                      <tr>
                        <th>Repository</th>
                        <th>State</th>
                        <th>Details</th>
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
