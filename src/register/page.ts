/** The registration's few pages, without scripts and without anything loaded from elsewhere. */
import { createHash } from 'node:crypto';
import type { Manifest } from './manifest.ts';
import { pages } from './wording.ts';

const style =
  'body{font:16px/1.5 system-ui,sans-serif;max-width:42rem;margin:3rem auto;padding:0 1rem;color-scheme:light dark}button{font:inherit;padding:.5rem 1rem;cursor:pointer}td{padding:.1rem 1rem .1rem 0}';

/** Forms may go to GitHub and, from there, wherever a company's sign-in stands; everything else is refused. */
export const pageHeaders: Readonly<Record<string, string>> = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; base-uri 'none'; frame-ancestors 'none'`,
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
};

export function beginPage(facts: { readonly action: string; readonly manifest: Manifest; readonly manifestJson: string }): string {
  const rights = Object.entries(facts.manifest.default_permissions)
    .map(([name, level]) => `<tr><td><code>${escaped(name)}</code></td><td>${escaped(level)}</td></tr>`)
    .join('');
  return page(
    pages.title,
    `<p>${escaped(pages.begin)}</p><form method="post" action="${escaped(facts.action)}"><input type="hidden" name="manifest" value="${escaped(facts.manifestJson)}"><button>${escaped(pages.button)}</button></form><p>${escaped(pages.permissions)}</p><table>${rights}</table>`,
  );
}

export function failedPage(reason: string): string {
  return page(pages.failedTitle, `<p role="alert">${escaped(reason)}</p><p><a href="/">${escaped(pages.back)}</a></p>`);
}

export function donePage(steps: readonly string[]): string {
  return page(pages.doneTitle, `<p>${escaped(pages.done)}</p><ol>${steps.map((step) => `<li>${linked(step)}</li>`).join('')}</ol>`);
}

function page(title: string, body: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(title)}</title><style>${style}</style></head><body><h1>${escaped(title)}</h1>${body}</body></html>`;
}

function linked(text: string): string {
  return escaped(text).replaceAll(/https?:\/\/[^\s<>&"',]+/gu, (url) => `<a href="${url}">${url}</a>`);
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;');
}
