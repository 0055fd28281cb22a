/** Who may run which command (`policies/permissions.yml`). Pure: text in, table or every mistake out. */
import { z } from 'zod';
import { isMap, isScalar } from 'yaml';
import { verbNames } from './verb-names.ts';
import type { VerbName } from './verb-names.ts';
import * as wording from './wording.ts';
import { readYaml } from './yaml-file.ts';
import type { YamlFile } from './yaml-file.ts';

/** A repository's own levels, from weakest to strongest. */
export const permissions = ['none', 'read', 'triage', 'write', 'maintain', 'admin'] as const;
export type Permission = (typeof permissions)[number];

export interface Grants {
  readonly author: boolean;
  /** This permission and every stronger one. Absent: none is enough by itself. */
  readonly from: Permission | undefined;
  readonly teams: readonly string[];
}

export interface PermissionTable {
  readonly verbs: Readonly<Record<VerbName, Grants>>;
  /** Numeric ids of GitHub's users: logins change hands. */
  readonly teams: ReadonlyMap<string, ReadonlySet<number>>;
  /** GitHub Apps whose bots may give commands, by App id, and the permission that they count with. */
  readonly apps: ReadonlyMap<number, Permission>;
}

/** What the operator's table cannot go below. */
export interface Floor {
  readonly from: Permission;
  readonly author: boolean;
}

const teamName = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/u, 'a team is named with small letters, digits and dashes');
const roles: readonly string[] = ['author', ...permissions.slice(1)];
const Role = z.string().refine((role) => roles.includes(role) || role.startsWith('team:'), `must be one of ${roles.join(', ')}, team:NAME`);
const File = z.strictObject({
  verbs: z.strictObject(
    Object.fromEntries(verbNames.map((verb) => [verb, z.array(Role).min(1)])) as Record<VerbName, z.ZodArray<typeof Role>>,
  ),
  teams: z.record(teamName, z.array(z.int().positive())).default({}),
  // Never more than write: what takes a maintainer takes a person.
  apps: z
    .record(z.string().regex(/^[1-9][0-9]{0,14}$/u, 'an App is named with its numeric id'), z.enum(['read', 'triage', 'write']))
    .default({}),
});

/**
 * @param floors no verb may be given to people with less; `file` is named in the error.
 * @throws with every mistake and its line.
 */
export function parsePermissions(text: string, file: string, floors: Readonly<Record<VerbName, Floor>>): PermissionTable {
  const reading = readYaml(text);
  if (reading.kind === 'unusable') throw new Error(wording.refusedFile(file, reading.mistakes));
  const yaml = reading.file;
  const parsed = File.safeParse(yaml.document.toJS() ?? {});
  if (!parsed.success) {
    const mistakes = parsed.error.issues.flatMap((issue) => {
      const path = issue.path.map(String);
      const keys = issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...path, key]) : [path];
      return keys.map((at) => ({ line: lineAt(yaml, at), text: wording.wrongValue(at.join('.') || 'the file', issue.message) }));
    });
    throw new Error(wording.refusedFile(file, mistakes));
  }
  const { verbs, teams, apps } = parsed.data;
  const mistakes = verbNames.flatMap((verb) =>
    verbs[verb].flatMap((role) => {
      const why = refuse(role, floors[verb], new Set(Object.keys(teams)));
      return why === undefined ? [] : [{ line: lineAt(yaml, ['verbs', verb]), text: wording.wrongValue(`verbs.${verb}`, why) }];
    }),
  );
  if (mistakes.length > 0) throw new Error(wording.refusedFile(file, mistakes));
  return {
    verbs: Object.fromEntries(verbNames.map((verb) => [verb, grantsOf(verbs[verb])])) as Record<VerbName, Grants>,
    teams: new Map(Object.entries(teams).map(([name, ids]) => [name, new Set(ids)])),
    apps: new Map(Object.entries(apps).map(([app, permission]) => [Number(app), permission])),
  };
}

function refuse(role: string, { from, author }: Floor, teams: ReadonlySet<string>): string | undefined {
  if (role.startsWith('team:')) return teams.has(role.slice(5)) ? undefined : `${role} is not listed below teams`;
  const enough = role === 'author' ? author : permissions.indexOf(role as Permission) >= permissions.indexOf(from);
  return enough ? undefined : `${role} is too little for this; at least ${from}, or a listed team`;
}

function grantsOf(roles: readonly string[]): Grants {
  return {
    author: roles.includes('author'),
    from: permissions.find((permission) => roles.includes(permission)),
    teams: roles.filter((role) => role.startsWith('team:')).map((role) => role.slice(5)),
  };
}

/** The line of the deepest key on the way that is there. */
function lineAt({ document, lineOf }: YamlFile, path: readonly string[]): number {
  let node: unknown = document.contents;
  let line = 1;
  for (const part of path) {
    const pair = isMap(node) ? node.items.find(({ key }) => isScalar(key) && key.value === part) : undefined;
    if (pair === undefined) return line;
    line = lineOf(pair.key);
    node = pair.value;
  }
  return line;
}
