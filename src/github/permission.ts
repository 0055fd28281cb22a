import type { Repository } from './repository.ts';
import { isGone } from './github-error.ts';

export type Permission = 'none' | 'read' | 'triage' | 'write' | 'maintain' | 'admin';
const known: readonly string[] = ['read', 'triage', 'write', 'maintain', 'admin'];

/**
 * The person's permission now, by numeric id: logins are re-registered. Custom roles count as the legacy permission they
 * are built on. Any failure rejects; callers deny.
 * Source: https://docs.github.com/en/rest/collaborators/collaborators#get-repository-permissions-for-a-user
 */
export async function readPermission(repository: Repository, person: { readonly id: number; readonly login: string }): Promise<Permission> {
  try {
    const { data } = await repository.octokit.rest.repos.getCollaboratorPermissionLevel({
      owner: repository.owner,
      repo: repository.repo,
      username: person.login,
    });
    if (data.user?.id !== person.id) return 'none';
    const role = data.role_name;
    return (known.includes(role) ? role : known.includes(data.permission) ? data.permission : 'none') as Permission;
  } catch (error) {
    if (isGone(error)) return 'none';
    throw error;
  }
}
