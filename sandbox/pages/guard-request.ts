/** What every page answers with, and what every change must prove: that it was asked for on these pages. */
import type { MiddlewareHandler } from 'hono';
import { crossSite, unknownHost } from './wording.ts';

/** `target`: another site to which a form of the page leads in the end. */
export const pagePolicy = (target = ''): string =>
  [
    "default-src 'none'",
    "style-src 'self'",
    "script-src 'self'",
    "img-src 'self' data:",
    // Previews, ticks and the parts of long diffs that are loaded when they are opened.
    "connect-src 'self'",
    `form-action 'self' ${target}`.trim(),
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join('; ');

const loopback = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Sets the security headers; refuses other host names (DNS rebinding) and changes that come from another site.
 * `open`: paths that only show something, to which other sites may post.
 */
export function guardRequests(ownUrl: () => string, open: readonly string[]): MiddlewareHandler {
  return async (context, next) => {
    const { host, hostname } = new URL(context.req.url);
    if (!loopback.has(hostname) && hostname !== new URL(ownUrl()).hostname) return context.text(unknownHost(ownUrl()), 421);
    const changes = context.req.method !== 'GET' && context.req.method !== 'HEAD' && !open.includes(context.req.path);
    if (changes && !isSameOrigin(context.req.raw.headers, host)) {
      return context.text(crossSite, 403);
    }
    await next();
    if (!context.res.headers.has('Content-Security-Policy')) context.header('Content-Security-Policy', pagePolicy());
    context.header('X-Content-Type-Options', 'nosniff');
    context.header('Referrer-Policy', 'same-origin');
    context.header('Cross-Origin-Opener-Policy', 'same-origin');
    if (!context.res.headers.has('Cache-Control')) context.header('Cache-Control', 'no-store');
    return undefined;
  };
}

/** Browsers send at least one of the two with every form; a request without either did not come from one of our pages. */
export function isSameOrigin(headers: Headers, host: string): boolean {
  const site = headers.get('sec-fetch-site');
  if (site !== null && site !== 'same-origin') return false;
  const origin = headers.get('origin');
  if (origin === null) return site === 'same-origin';
  return URL.canParse(origin) && new URL(origin).host === host;
}
