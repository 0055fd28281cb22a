/** What `policies/permissions.yml` says, written down a second time by hand: nine kinds of person, and what each may. */
import type { Permission } from '#sandbox/state/person.ts';
import type { Repository } from '#sandbox/state/repository.ts';
import type { Actor, World } from '#sandbox/state/world.ts';
import type { Pull } from '#sandbox/state/pull.ts';
import { verbNames } from '#src/policy/verb-names.ts';
import type { VerbName } from '#src/policy/verb-names.ts';

const reading: readonly VerbName[] = ['help', 'status', 'why', 'config', 'ask', 'explain', 'memory'];
const ofAuthors: readonly VerbName[] = [
  ...reading,
  'draft',
  'edit',
  'accept',
  'reject',
  'undo',
  'review',
  'pause',
  'resume',
  'retry',
  'shell',
  'tests',
  'release-notes',
];
const writing: readonly VerbName[] = [...ofAuthors, 'dismiss'];
const all: readonly VerbName[] = verbNames;

export interface Kind {
  readonly kind: string;
  readonly permission: Permission;
  readonly isAuthor: boolean;
  readonly private: readonly VerbName[];
  readonly public: readonly VerbName[];
}

const alike = (verbs: readonly VerbName[]): Pick<Kind, 'private' | 'public'> => ({ private: verbs, public: verbs });

export const kinds: readonly Kind[] = [
  { kind: 'nobody', permission: 'none', isAuthor: false, private: [], public: reading },
  { kind: 'reader', permission: 'read', isAuthor: false, ...alike(reading) },
  { kind: 'triager', permission: 'triage', isAuthor: false, ...alike(reading) },
  { kind: 'writer', permission: 'write', isAuthor: false, ...alike(writing) },
  { kind: 'maintainer', permission: 'maintain', isAuthor: false, ...alike(all) },
  { kind: 'administrator', permission: 'admin', isAuthor: false, ...alike(all) },
  { kind: 'author who may read', permission: 'read', isAuthor: true, ...alike(ofAuthors) },
  { kind: 'author who may write', permission: 'write', isAuthor: true, ...alike(writing) },
  // Nobody waives what they brought themselves, whatever they may do otherwise.
  { kind: 'author who maintains', permission: 'maintain', isAuthor: true, ...alike(all.filter((verb) => verb !== 'waive')) },
];

export const sites = ['public', 'private', 'fork'] as const;
export type Site = (typeof sites)[number];

export function allowedTo(kind: Kind, site: Site): readonly VerbName[] {
  return kind[site === 'private' ? 'private' : 'public'];
}

/** How nobody writes it, where a verb takes words of any kind. */
const wrongly: Partial<Record<VerbName, string>> = { edit: '/ai edit', ask: '/ai ask', explain: '/ai explain ../..' };

/** Whoever may is told how the command is written, and nothing happens. */
export function misuseOf(verb: VerbName): string {
  return wrongly[verb] ?? `/ai ${verb} ?!`;
}

export interface MatrixSite {
  readonly repository: Repository;
  /** One for each of `kinds`. */
  readonly people: readonly Actor[];
  /** The pull request on which this person commands: their own where they are its author. */
  readonly pullFor: (index: number) => Promise<Pull>;
}

export async function buildSite(world: World, site: Site, ownerLogin: string, begin: Actor, author: Actor): Promise<MatrixSite> {
  const repository = await world.createRepository({ owner: ownerLogin, name: `matrix-${site}`, private: site === 'private' });
  await world.pushCommit(begin, repository, {
    branch: 'main',
    message: 'Begin',
    files: [{ path: 'README.md', content: '# Matrix\n' }],
  });
  const people = kinds.map(({ permission }, index): Actor => {
    const user = world.createUser(`${site}-person-${index}`);
    world.setPermission(repository, user, permission);
    if (permission === 'none') repository.permissions.delete(user.id);
    return { user, app: null };
  });
  const pullBy = async (person: Actor, branch: string): Promise<Pull> => {
    const head =
      site === 'fork'
        ? await world.createRepository({ owner: person.user.login, name: `matrix-${branch}`, forkOf: repository })
        : repository;
    const files = [{ path: `${branch}.md`, content: '# More\n' }];
    await world.pushCommit(person, head, { branch, from: 'main', message: branch, files });
    return await world.openPullRequest(person, repository, { title: branch, head: branch, base: 'main', headRepository: head });
  };
  let others: Promise<Pull> | undefined;
  return {
    repository,
    people,
    pullFor: (index) => {
      const person = people[index];
      if (person !== undefined && kinds[index]?.isAuthor === true) return pullBy(person, `own-${index}`);
      return (others ??= pullBy(author, 'others'));
    },
  };
}
