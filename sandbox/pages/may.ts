/** What a person may do, as GitHub decides it from permission and authorship. Pure. */
import { permits, type Permission } from '#sandbox/state/person.ts';

export interface Standing {
  readonly permission: Permission;
  /** In the repository that the head branch stands in: another one for a pull request from a fork. */
  readonly headPermission: Permission;
  /** The person opened this pull request. */
  readonly isAuthor: boolean;
}

export interface May {
  readonly see: boolean;
  readonly comment: boolean;
  readonly editPull: boolean;
  readonly closePull: boolean;
  readonly push: boolean;
  readonly merge: boolean;
  readonly resolve: boolean;
  readonly approve: boolean;
  readonly runChecks: boolean;
}

/** Source: https://docs.github.com/en/organizations/managing-user-access-to-your-organizations-repositories/managing-repository-roles/repository-roles-for-an-organization */
export function whatMay(standing: Standing): May {
  const { permission, isAuthor } = standing;
  const reads = permits(permission, 'read');
  const writes = permits(permission, 'write');
  return {
    see: reads,
    comment: reads,
    editPull: reads && (isAuthor || writes),
    closePull: reads && (isAuthor || permits(permission, 'triage')),
    push: reads && permits(standing.headPermission, 'write'),
    merge: writes,
    resolve: reads && (isAuthor || writes),
    // Nobody approves their own work.
    approve: reads && !isAuthor,
    runChecks: writes,
  };
}
