/** Who may do what. Decided with GitHub's live permission for the numeric user id; whoever calls this denies when that question fails. */
import type { Verb } from './parse-command.ts';

export type Permission = 'none' | 'read' | 'triage' | 'write' | 'maintain' | 'admin';

export interface Rights {
  readonly permission: Permission;
  readonly isAuthor: boolean;
}

/** What the operator's policy says about waivers. */
export interface WaiverRights {
  readonly role: 'write' | 'maintain' | 'admin';
  readonly authorMay: boolean;
}

const order: readonly Permission[] = ['none', 'read', 'triage', 'write', 'maintain', 'admin'];
/** The least permission for each verb; the pull request's author may do these too. */
const least = { help: 'read', status: 'read', accept: 'write', retry: 'write' } as const;

export function mayRun(verb: Verb, person: Rights, waivers: WaiverRights): boolean {
  const holds = (wanted: Permission): boolean => order.indexOf(person.permission) >= order.indexOf(wanted);
  // Letting a finding pass takes a second pair of eyes; taking that back takes none.
  if (verb === 'waive') return holds(waivers.role) && (waivers.authorMay || !person.isAuthor);
  if (verb === 'unwaive') return holds(waivers.role);
  return person.isAuthor || holds(least[verb]);
}
