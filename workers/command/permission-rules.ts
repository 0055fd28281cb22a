import { fileURLToPath } from 'node:url';
import { readFile } from 'node:fs/promises';
import { floors } from '#src/command/verbs.ts';
import { rulesOf } from '#src/command/who-may.ts';
import type { Rules } from '#src/command/who-may.ts';
import { parsePermissions } from '#src/policy/permissions.ts';
import type { PermissionTable } from '#src/policy/permissions.ts';
import { parsePolicy } from '#src/policy/policy.ts';
import type { Configuration } from '#src/policy/configuration.ts';

const projectFolder = (name: string): string => fileURLToPath(new URL(`../../${name}`, import.meta.url));

/** The operator's two files; `ownPolicy`: a path instead of the project's policy. @throws with every mistake in them. */
export async function readOperatorFiles(
  ownPolicy?: string,
): Promise<{ readonly policy: Configuration; readonly permissions: PermissionTable }> {
  const policyFile = ownPolicy ?? projectFolder('policies/default.yml');
  const permissionsFile = projectFolder('policies/permissions.yml');
  return {
    policy: parsePolicy(await readFile(policyFile, 'utf8'), policyFile),
    permissions: parsePermissions(await readFile(permissionsFile, 'utf8'), permissionsFile, floors),
  };
}

/** What the operator allows everywhere; what a repository takes away is decided where something is done. */
export async function permissionRules(ownPolicy?: string): Promise<Rules> {
  const { policy, permissions } = await readOperatorFiles(ownPolicy);
  return rulesOf(permissions, policy);
}
