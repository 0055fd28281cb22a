/** What every page of tables has around its content. */
import { html } from 'hono/html';

type Html = ReturnType<typeof html>;
type Cell = Html | string;

export function pageFrame(title: string, content: Html): Html {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <title>${title} · Countersign</title>
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
        <h1>${title}</h1>
        ${content}
      </body>
    </html>`;
}

export function table(headings: readonly string[], rows: readonly (readonly Cell[])[]): Html {
  return html`<table>
    <thead>
      <tr>
        ${headings.map((heading) => html`<th>${heading}</th>`)}
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
