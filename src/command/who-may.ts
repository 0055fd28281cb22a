/** Who may do what. Decided with GitHub's live permission for the numeric user id; whoever calls this denies when that question fails. */
import type { Verb } from './parse-command.ts';

export type Permission = 'none' | 'read' | 'triage' | 'write' | 'maintain' | 'admin';

const order: readonly Permission[] = ['none', 'read', 'triage', 'write', 'maintain', 'admin'];
/** The least permission for each verb; the pull request's author may do all of these. */
const least: Readonly<Record<Verb, Permission>> = { help: 'read', status: 'read', accept: 'write', retry: 'write' };

export function mayRun(verb: Verb, person: { readonly permission: Permission; readonly isAuthor: boolean }): boolean {
  return person.isAuthor || order.indexOf(person.permission) >= order.indexOf(least[verb]);
}
