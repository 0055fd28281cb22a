import type { Context } from 'hono';

const loopback = /^(?:127(?:\.\d{1,3}){3}|localhost|\[::1\])(?::\d{1,5})?$/iu;
const proxied = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip'];

/** The host that was asked for also tells a page of the web that rebinds its name to this machine. */
export function isAskedLocally(context: Context): boolean {
  return loopback.test(context.req.header('host') ?? '') && proxied.every((name) => context.req.header(name) === undefined);
}
