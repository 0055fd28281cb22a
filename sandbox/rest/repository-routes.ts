/** Repositories, collaborators, branches and their rules. */
import { readCommitNow } from '#sandbox/git/read-commits.ts';
import { presentCommit } from '#sandbox/present/present-commit.ts';
import { presentFullRepository } from '#sandbox/present/present-repository.ts';
import { presentUser } from '#sandbox/present/present-user.ts';
import { repositoryUrl } from '#sandbox/present/view.ts';
import { permits } from '#sandbox/state/person.ts';
import { notFound, Refusal } from '#sandbox/state/refusal.ts';
import { requiredChecksFor, rulesetsFor } from '#sandbox/state/repositories.ts';
import type { RequiredCheck } from '#sandbox/state/repository.ts';
import type { Need, RepositoryCall, RepositoryRoute } from './call.ts';
import { ok, textParam } from './call.ts';
import { listAnswer } from './paginate.ts';
import { presentProtection } from './present-protection.ts';

const METADATA: Need = { app: ['metadata:read'], person: 'read' };
const CONTENTS: Need = { app: ['contents:read'], person: 'read' };

export const REPOSITORY_ROUTES: readonly RepositoryRoute[] = [
  { method: 'GET', path: '/repos/{owner}/{repo}', needs: METADATA, run: getRepository },
  { method: 'GET', path: '/repos/{owner}/{repo}/collaborators/{username}/permission', needs: METADATA, run: getPermission },
  { method: 'GET', path: '/repos/{owner}/{repo}/collaborators/{username}', needs: METADATA, run: isCollaborator },
  { method: 'GET', path: '/repos/{owner}/{repo}/branches', needs: CONTENTS, run: listBranches },
  { method: 'GET', path: '/repos/{owner}/{repo}/branches/{branch}', needs: CONTENTS, run: getBranch },
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/branches/{branch}/protection',
    needs: { app: ['administration:read'], person: 'admin' },
    run: (call) => {
      const protection = call.repository.protections.get(textParam(call, 'branch'));
      if (!protection) throw new Refusal(404, 'Branch not protected');
      return ok(
        presentProtection(`${repositoryUrl(call.world, call.repository)}/branches/${encodeURIComponent(protection.branch)}`, protection),
      );
    },
  },
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/rules/branches/{branch}',
    needs: METADATA,
    run: (call) =>
      listAnswer(call, rulesetsFor(call.repository, textParam(call, 'branch')), (ruleset) => ({
        type: 'required_status_checks',
        parameters: {
          strict_required_status_checks_policy: ruleset.strict,
          do_not_enforce_on_create: false,
          required_status_checks: ruleset.requiredChecks.map(presentRequired),
        },
        ruleset_source_type: 'Repository',
        ruleset_source: `${call.world.ownerOf(call.repository).login}/${call.repository.name}`,
        ruleset_id: ruleset.id,
      })),
  },
];

function getRepository(call: RepositoryCall): ReturnType<typeof ok> {
  const held = call.actor.app ? 'none' : call.world.permissionOf(call.repository, call.actor.user);
  return ok(
    presentFullRepository(call.world, call.repository, {
      admin: permits(held, 'admin'),
      maintain: permits(held, 'maintain'),
      push: permits(held, 'write'),
      triage: permits(held, 'triage'),
      pull: permits(held, 'read'),
    }),
  );
}

/** The old `permission` knows four levels only; `role_name` tells all. */
function getPermission(call: RepositoryCall): ReturnType<typeof ok> {
  const user = call.world.findUser(textParam(call, 'username'));
  if (!user) throw notFound();
  const held = call.world.permissionOf(call.repository, user);
  const permission = held === 'maintain' ? 'write' : held === 'triage' ? 'read' : held;
  const permissions = {
    admin: permits(held, 'admin'),
    maintain: permits(held, 'maintain'),
    push: permits(held, 'write'),
    triage: permits(held, 'triage'),
    pull: permits(held, 'read'),
  };
  return ok({ permission, role_name: held, user: { ...presentUser(call.world, user), permissions, role_name: held } });
}

function isCollaborator(call: RepositoryCall): ReturnType<typeof ok> {
  const user = call.world.findUser(textParam(call, 'username'));
  const held = user && (user.id === call.repository.ownerId || call.repository.permissions.has(user.id));
  if (!held) throw notFound();
  return { status: 204 };
}

async function listBranches(call: RepositoryCall): Promise<ReturnType<typeof ok>> {
  const base = repositoryUrl(call.world, call.repository);
  return listAnswer(call, await call.world.branches(call.repository), ({ name, sha }) => ({
    name,
    commit: { sha, url: `${base}/commits/${sha}` },
    protected: isProtected(call, name),
  }));
}

async function getBranch(call: RepositoryCall): Promise<ReturnType<typeof ok>> {
  const name = textParam(call, 'branch');
  const sha = await call.world.resolveCommit(call.repository, `heads/${name}`);
  const commit = sha && readCommitNow(call.repository.gitFolder, sha);
  if (!commit) throw new Refusal(404, 'Branch not found');
  const url = `${repositoryUrl(call.world, call.repository)}/branches/${encodeURIComponent(name)}`;
  const required = requiredChecksFor(call.repository, name);
  return ok({
    name,
    commit: presentCommit(call.world, call.repository, commit),
    _links: {
      self: url,
      html: `${call.world.url}/${call.world.ownerOf(call.repository).login}/${call.repository.name}/tree/${encodeURIComponent(name)}`,
    },
    protected: isProtected(call, name),
    protection: {
      enabled: isProtected(call, name),
      required_status_checks: {
        enforcement_level: required.length > 0 ? 'non_admins' : 'off',
        contexts: required.map((check) => check.context),
        checks: required.map((check) => ({ context: check.context, app_id: check.appId })),
      },
    },
    protection_url: `${url}/protection`,
  });
}

function isProtected(call: RepositoryCall, branch: string): boolean {
  return call.repository.protections.has(branch) || rulesetsFor(call.repository, branch).length > 0;
}

function presentRequired(check: RequiredCheck): Record<string, unknown> {
  return { context: check.context, ...(check.appId === null ? {} : { integration_id: check.appId }) };
}
