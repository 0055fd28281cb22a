/** What every answer of the draft page carries, and what a change must prove. */
import type { Context, MiddlewareHandler } from 'hono';
import { wording } from './wording.ts';

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ');
const loopback = /^(?:127(?:\.\d{1,3}){3}|localhost|\[::1\])(?::\d{1,5})?$/iu;
const proxied = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip'];

/** Another host name is a page of the web that rebinds its name to this machine; a change has to come from this page itself. */
export function guard(publicUrl: string): MiddlewareHandler {
  const { host: own, origin } = new URL(publicUrl);
  return async (context, next) => {
    const host = context.req.header('host') ?? '';
    if (host.toLowerCase() !== own.toLowerCase() && !loopback.test(host)) return context.text(wording.otherHost(origin), 421);
    if (context.req.method !== 'GET' && context.req.method !== 'HEAD' && !isOwnPage(context, host))
      return context.text(wording.otherSite, 403);
    await next();
    context.header('content-security-policy', policy);
    context.header('x-content-type-options', 'nosniff');
    // Not `no-referrer`: browsers would then send no origin along with a form either.
    context.header('referrer-policy', 'same-origin');
    context.header('cross-origin-opener-policy', 'same-origin');
    context.header('cross-origin-resource-policy', 'same-origin');
    context.header('cache-control', 'no-store');
    return undefined;
  };
}

/** Nobody between: the operator, at this machine. */
export function isLocal(context: Context): boolean {
  return loopback.test(context.req.header('host') ?? '') && proxied.every((name) => context.req.header(name) === undefined);
}

function isOwnPage(context: Context, host: string): boolean {
  const site = context.req.header('sec-fetch-site');
  if (site !== undefined && site !== 'same-origin') return false;
  const origin = context.req.header('origin');
  if (origin === undefined) return site === 'same-origin';
  return URL.canParse(origin) && new URL(origin).host.toLowerCase() === host.toLowerCase();
}
