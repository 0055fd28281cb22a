/** People, and what the server says about itself. */
import { presentPublicUser } from '#sandbox/present/present-user.ts';
import { notFound, Refusal } from '#sandbox/state/refusal.ts';
import type { Call, Route } from './call.ts';
import { ok, textParam } from './call.ts';

export const USER_ROUTES: readonly Route<Call>[] = [
  {
    method: 'GET',
    path: '/user',
    run: (call) => {
      if (call.caller.kind === 'anonymous') throw new Refusal(401, 'Requires authentication');
      if (call.caller.kind !== 'person') throw new Refusal(403, 'Resource not accessible by integration');
      return ok(presentPublicUser(call.world, call.caller.actor.user));
    },
  },
  {
    method: 'GET',
    path: '/users/{username}',
    run: (call) => {
      const user = call.world.findUser(textParam(call, 'username'));
      if (!user) throw notFound();
      return ok(presentPublicUser(call.world, user));
    },
  },
  { method: 'GET', path: '/meta', run: () => ok({ verifiable_password_authentication: true, installed_version: '3.19.0' }) },
  {
    method: 'GET',
    path: '/zen',
    run: () => ({ status: 200, raw: { type: 'text/plain;charset=utf-8', bytes: 'Practicality beats purity.' } }),
  },
];
