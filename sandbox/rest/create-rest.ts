/** REST below `/api/v3`: finds the caller, the route and the repository, checks what the caller may, and answers. */
import { randomUUID } from 'node:crypto';
import type { Context } from 'hono';
import type { Caller } from '#sandbox/auth/caller.ts';
import { findCaller } from '#sandbox/auth/caller.ts';
import type { SandboxEnv } from '#sandbox/faults/fault-layer.ts';
import { notFound, Refusal } from '#sandbox/state/refusal.ts';
import type { World } from '#sandbox/state/world.ts';
import { toAnswer, toResponse } from './answer-response.ts';
import type { Answer, Call } from './call.ts';
import { ok, textParam } from './call.ts';
import { checkAccess } from './check-access.ts';
import { matchRoute } from './match-route.ts';
import { parseJson } from './parse-body.ts';
import { createRateLimiter, rateHeaders } from './rate-limit.ts';
import type { AnyRoute } from './routes.ts';
import { ROUTES } from './routes.ts';

const PREFIX = '/api/v3';
const ANONYMOUS: Caller = { kind: 'anonymous' };

/** `rateLimit`: requests an hour. */
export function createRest(world: World, rateLimit: number): (c: Context<SandboxEnv>) => Promise<Response> {
  const limiter = createRateLimiter(rateLimit, () => world.now());
  return async (c) => {
    const url = new URL(c.req.url);
    // Addresses in answers are those of the sandbox, not whatever the Host header says.
    const path = url.pathname.slice(PREFIX.length) || '/';
    const log = c.get('logged');
    let caller = ANONYMOUS;
    let answer: Answer;
    try {
      caller = await findCaller(world, c.req.header('authorization'));
      log.caller = caller.kind;
      const state = limiter.count(caller, 0);
      if (path === '/rate_limit') answer = ok({ resources: { core: state, search: state, graphql: state }, rate: state });
      else {
        if (state.remaining === 0) throw new Refusal(403, 'API rate limit exceeded for this caller.');
        const match = matchRoute<AnyRoute>(ROUTES, c.req.method === 'HEAD' ? 'GET' : c.req.method, path);
        log.unknown = match === undefined;
        if (!match) throw notFound();
        const call: Call = {
          world,
          caller,
          url: new URL(`${world.url}${url.pathname}${url.search}`),
          params: match.params,
          accept: c.req.header('accept') ?? '',
          json: c.req.method === 'GET' ? {} : parseJson(await c.req.text()),
        };
        answer = await runRoute(match.route, call);
      }
    } catch (error) {
      answer = toAnswer(error);
      if (answer.status === 500) console.error('sandbox:', c.req.method, path, error);
    }
    const cost = answer.status === 404 && log.unknown ? 0 : path === '/rate_limit' ? 0 : 1;
    const standing = { now: world.now(), requestId: requestId(), rate: rateHeaders(limiter.count(caller, 0)) };
    const response = toResponse(answer, standing, c.req.method === 'GET' ? (c.req.header('if-none-match') ?? '') : undefined);
    // A conditional request that brings nothing is free.
    if (response.status !== 304 && cost > 0)
      for (const [name, value] of Object.entries(rateHeaders(limiter.count(caller, cost)))) response.headers.set(name, value);
    return response;
  };
}

async function runRoute(route: AnyRoute, call: Call): Promise<Answer> {
  if (!('needs' in route)) return route.run(call);
  const repository = call.world.findRepository(textParam(call, 'owner'), textParam(call, 'repo'));
  const { actor } = checkAccess(call.world, call.caller, repository, route.needs);
  if (!repository) throw notFound();
  return route.run({ ...call, repository, actor });
}

function requestId(): string {
  return randomUUID()
    .replaceAll('-', '')
    .toUpperCase()
    .replace(/^(.{4})(.{6})(.{6})(.{6})(.{8})$/, '$1:$2:$3:$4:$5');
}
