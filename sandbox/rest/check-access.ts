/** May this caller do this here? Answers as GitHub does: what one may not see is not found. */
import type { Caller } from '#sandbox/auth/caller.ts';
import { reaches } from '#sandbox/auth/mint-token.ts';
import { covers } from '#sandbox/state/installations.ts';
import { permits } from '#sandbox/state/person.ts';
import { notFound, Refusal } from '#sandbox/state/refusal.ts';
import type { Repository } from '#sandbox/state/repository.ts';
import type { Actor, World } from '#sandbox/state/world.ts';
import type { Need } from './call.ts';

/**
 * Who acts, or a `Refusal`. Stricter than GitHub in one point: a token that does not cover a public repository
 * may not read it either, so that a missing down-scope shows in tests.
 */
export function checkAccess(world: World, caller: Caller, repository: Repository | undefined, needs: Need): { readonly actor: Actor } {
  switch (caller.kind) {
    case 'anonymous':
      if (!repository || repository.private) throw notFound();
      throw new Refusal(401, 'Requires authentication');
    case 'app':
      throw new Refusal(403, 'Resource not accessible by integration');
    case 'person': {
      const held = repository ? world.permissionOf(repository, caller.actor.user) : 'none';
      if (!permits(held, 'read')) throw notFound();
      if (!permits(held, needs.person)) throw new Refusal(403, `Must have ${needs.person} rights to Repository.`);
      return { actor: caller.actor };
    }
    case 'installation': {
      const listed = caller.token.repositoryIds;
      const covered = repository && covers(caller.installation, repository) && (listed === null || listed.includes(repository.id));
      if (!covered) {
        if (!repository || repository.private) throw notFound();
        throw notAccessible();
      }
      if (!needs.app.some((need) => holds(caller, need))) throw notAccessible();
      return { actor: caller.actor };
    }
  }
}

function holds(caller: Extract<Caller, { kind: 'installation' }>, need: string): boolean {
  const [name = '', level = ''] = need.split(':');
  if (name === 'metadata' && level === 'read') return true;
  // A token keeps what it was minted with, but never more than the installation has now.
  return reaches(caller.token.permissions[name], level) && reaches(caller.installation.permissions[name], level);
}

export function notAccessible(): Refusal {
  return new Refusal(403, 'Resource not accessible by integration');
}
