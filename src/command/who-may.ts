/** Who may do what. Decided with GitHub's live permission for the numeric user id; whoever calls this denies when that question fails. */
import type { Command } from './parse-command.ts';
import { originText } from './silence-wording.ts';
import type { Configuration } from '#src/policy/configuration.ts';
import { permissions } from '#src/policy/permissions.ts';
import type { Permission, PermissionTable } from '#src/policy/permissions.ts';
import type { VerbName } from '#src/policy/verb-names.ts';

export interface Rights {
  readonly id: number;
  readonly permission: Permission;
  readonly isAuthor: boolean;
  /** A bot whose App the operator lists. */
  readonly isApp?: boolean;
}

/** What holds on this pull request: the operator's table, and what the base branch says. */
export interface Rules {
  readonly table: PermissionTable;
  readonly waivers: WaiverRights;
  /** Commands that are switched off here, and where. */
  readonly off: readonly string[];
  readonly offOrigin: string;
  readonly configuration: Configuration;
}

export interface WaiverRights {
  readonly role: 'write' | 'maintain' | 'admin';
  readonly authorMay: boolean;
}

export function rulesOf(table: PermissionTable, configuration: Configuration): Rules {
  return {
    table,
    configuration,
    waivers: { role: configuration.value('gate.waivers.role'), authorMay: configuration.value('gate.waivers.author_may') },
    off: configuration.value('commands.off'),
    offOrigin: originText(configuration.origin('commands.off')),
  };
}

export function mayRun(verb: VerbName, person: Rights, { table, waivers, off }: Rules): boolean {
  if (off.includes(verb)) return false;
  const grants = table.verbs[verb];
  const inTeam = grants.teams.some((team) => table.teams.get(team)?.has(person.id) === true);
  const granted = inTeam || (grants.author && person.isAuthor) || (grants.from !== undefined && holds(person, grants.from));
  if (!granted) return false;
  if (verb !== 'waive' && verb !== 'unwaive') return true;
  if (person.isApp === true || (!inTeam && !holds(person, waivers.role))) return false;
  // Letting a finding pass takes a second pair of eyes; taking that back takes none.
  return verb === 'unwaive' || waivers.authorMay || !person.isAuthor;
}

/** Besides the verb: what concerns the whole repository is for those who run it. */
export function wantedFor(command: Command): Permission {
  if ('scope' in command && command.scope === 'repository') return 'maintain';
  return command.verb === 'memory' && command.forget !== undefined ? 'write' : 'none';
}

export function mayRunAs(command: Command, person: Rights, rules: Rules): boolean {
  const wanted = wantedFor(command);
  return mayRun(command.verb, person, rules) && (wanted === 'none' || holds(person, wanted));
}

export const mayWrite = (person: Rights | undefined): boolean => person !== undefined && person.isApp !== true && holds(person, 'write');

function holds({ permission }: Rights, wanted: Permission): boolean {
  return permission !== 'none' && permissions.indexOf(permission) >= permissions.indexOf(wanted);
}
