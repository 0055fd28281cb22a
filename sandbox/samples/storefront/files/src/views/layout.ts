import { html, type Html } from './html.js';

export function layout(title: string, content: Html): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <title>${title} · Shop</title>
        <link rel="stylesheet" href="/shop.css" />
      </head>
      <body>
        <header><a href="/">Shop</a> <a href="/cart">Cart</a></header>
        <main>
          <h1>${title}</h1>
          ${content}
        </main>
      </body>
    </html>`.text;
}
