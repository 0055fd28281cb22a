/** Logs every request and lets the switched-on faults happen. Stands before all routes but `/_sandbox`. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { MiddlewareHandler } from 'hono';
import type { FaultSwitch } from './fault.ts';
import type { LoggedRequest, RequestLog } from './request-log.ts';

export interface SandboxEnv {
  readonly Bindings: HttpBindings;
  readonly Variables: { readonly logged: LoggedRequest };
}

export interface FaultLayerParts {
  readonly faults: FaultSwitch;
  readonly log: RequestLog;
  readonly now: () => Date;
  /** Ends what hangs when the sandbox closes. */
  readonly closing: AbortSignal;
}

export function createFaultLayer(parts: FaultLayerParts): MiddlewareHandler<SandboxEnv> {
  return async (c, next) => {
    const url = new URL(c.req.url);
    const path = url.pathname.replace(/^\/api\/v3(?=\/|$)/, '');
    const effect = parts.faults.take(c.req.method, path);
    const logged: LoggedRequest = {
      at: parts.now().toISOString(),
      method: c.req.method,
      path,
      query: url.search,
      caller: 'none',
      status: 0,
      fault: effect?.kind ?? null,
      unknown: false,
    };
    parts.log.add(logged);
    c.set('logged', logged);
    const socket = c.env.incoming.socket;
    if (effect?.kind === 'hang') {
      await until(parts.closing, c.req.raw.signal);
      socket.destroy();
      return RESPONSE_ALREADY_SENT;
    }
    if (effect?.kind === 'reset') {
      socket.resetAndDestroy();
      return RESPONSE_ALREADY_SENT;
    }
    if (effect?.kind === 'status') {
      logged.status = effect.status;
      return answer(effect.status, effect.body ?? { message: 'Switched on in the sandbox', status: String(effect.status) }, effect.headers);
    }
    if (effect?.kind === 'delay') await sleep(effect.delayMs, undefined, { signal: parts.closing }).catch(() => undefined);
    await next();
    logged.status = c.res.status;
    if (effect?.kind === 'commit-then-reset') {
      socket.resetAndDestroy();
      return RESPONSE_ALREADY_SENT;
    }
    if (effect?.kind === 'commit-then-status') {
      logged.status = effect.status;
      c.res = answer(effect.status, { message: 'Server Error' });
    }
    return undefined;
  };
}

function answer(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Response {
  const type = typeof body === 'string' ? 'text/html; charset=utf-8' : 'application/json; charset=utf-8';
  return new Response(typeof body === 'string' ? body : JSON.stringify(body), { status, headers: { 'content-type': type, ...headers } });
}

function until(...signals: readonly AbortSignal[]): Promise<void> {
  const either = AbortSignal.any([...signals]);
  return new Promise((resolve) => {
    if (either.aborted) resolve();
    else either.addEventListener('abort', () => resolve(), { once: true });
  });
}
