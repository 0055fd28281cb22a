/** What an App may ask about itself, with its JSON web token, and an installation about its repositories. */
import { z } from 'zod';
import type { App, Installation } from '#sandbox/state/app.ts';
import { badCredentials } from '#sandbox/auth/caller.ts';
import { mintToken } from '#sandbox/auth/mint-token.ts';
import { presentApp, presentInstallation } from '#sandbox/present/present-app.ts';
import { presentFullRepository, presentRepository } from '#sandbox/present/present-repository.ts';
import { stamp } from '#sandbox/present/view.ts';
import { must } from '#sandbox/state/core.ts';
import { installationFor, repositoriesOf } from '#sandbox/state/installations.ts';
import { notFound, Refusal } from '#sandbox/state/refusal.ts';
import type { Call, Route } from './call.ts';
import { numberParam, ok, textParam } from './call.ts';
import { notAccessible } from './check-access.ts';
import { countedAnswer, listAnswer } from './paginate.ts';
import { bodyOf } from './parse-body.ts';

const TokenBody = z.object({
  repositories: z.array(z.string()).max(500).optional(),
  repository_ids: z.array(z.number().int()).max(500).optional(),
  permissions: z.record(z.string(), z.enum(['read', 'write', 'admin'])).optional(),
});

export const APP_ROUTES: readonly Route<Call>[] = [
  {
    method: 'GET',
    path: '/app',
    run: (call) => {
      const app = requireApp(call);
      const count = [...call.world.records.installations.values()].filter((one) => one.appId === app.id).length;
      return ok({ ...presentApp(call.world, app), installations_count: count });
    },
  },
  {
    method: 'GET',
    path: '/app/installations',
    run: (call) => {
      const app = requireApp(call);
      const mine = [...call.world.records.installations.values()].filter((one) => one.appId === app.id);
      return listAnswer(call, mine, (one) => presentInstallation(call.world, one));
    },
  },
  {
    method: 'GET',
    path: '/app/installations/{installation_id}',
    run: (call) => ok(presentInstallation(call.world, requireInstallation(call))),
  },
  {
    method: 'DELETE',
    path: '/app/installations/{installation_id}',
    run: (call) => {
      call.world.uninstall(requireInstallation(call));
      return { status: 204 };
    },
  },
  {
    method: 'POST',
    path: '/app/installations/{installation_id}/access_tokens',
    run: (call) => {
      const installation = requireInstallation(call);
      if (installation.suspendedAt) throw new Refusal(403, 'This installation has been suspended');
      const body = bodyOf(call, TokenBody);
      const token = mintToken(call.world, installation, {
        repositoryIds: body.repository_ids,
        repositories: body.repositories,
        permissions: body.permissions,
      });
      const repositories = token.repositoryIds?.map((id) => presentRepository(call.world, must(call.world.records.repositories, id)));
      return ok(
        {
          token: token.token,
          expires_at: stamp(token.expiresAt),
          permissions: { ...token.permissions },
          repository_selection: repositories ? 'selected' : installation.selection,
          ...(repositories ? { repositories } : {}),
        },
        201,
      );
    },
  },
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/installation',
    run: (call) => {
      const app = requireApp(call);
      const repository = call.world.findRepository(textParam(call, 'owner'), textParam(call, 'repo'));
      const found = repository && installationFor(call.world, app, repository);
      if (!found) throw notFound();
      return ok(presentInstallation(call.world, found));
    },
  },
  {
    method: 'GET',
    path: '/installation/repositories',
    run: (call) => {
      if (call.caller.kind === 'anonymous') throw new Refusal(401, 'Requires authentication');
      if (call.caller.kind !== 'installation') throw notAccessible();
      const { token, installation } = call.caller;
      const all = repositoriesOf(call.world, installation).filter((one) => token.repositoryIds?.includes(one.id) ?? true);
      const permissions = { admin: false, maintain: false, push: false, triage: false, pull: false };
      return countedAnswer(call, 'repositories', all, (one) => presentFullRepository(call.world, one, permissions));
    },
  },
];

/** The App that calls with its JSON web token. */
export function requireApp(call: Call): App {
  if (call.caller.kind === 'app') return call.caller.app;
  if (call.caller.kind === 'anonymous') throw new Refusal(401, 'Requires authentication');
  if (call.caller.kind === 'person') throw badCredentials();
  throw new Refusal(401, 'A JSON web token could not be decoded');
}

function requireInstallation(call: Call): Installation {
  const app = requireApp(call);
  const found = call.world.records.installations.get(numberParam(call, 'installation_id'));
  if (!found || found.appId !== app.id) throw notFound();
  return found;
}
