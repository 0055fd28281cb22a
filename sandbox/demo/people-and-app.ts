/** What stands in the sandbox before any repository: an organization, its people and the App. */
import { randomBytes } from 'node:crypto';
import { samplePeople } from '#sandbox/samples/people.ts';
import type { Sandbox } from '#sandbox/start-sandbox.ts';
import type { App } from '#sandbox/state/app.ts';
import type { Permission, User } from '#sandbox/state/person.ts';
import type { Repository } from '#sandbox/state/repository.ts';
import type { World } from '#sandbox/state/world.ts';
import type { AppManifest } from './app-manifest.ts';
import { SECURITY } from './judge-pull.ts';

export const ORGANIZATION = 'shop';

const PERMISSIONS: Readonly<Record<(typeof samplePeople)[number]['role'], Permission>> = {
  author: 'write',
  maintainer: 'admin',
  reader: 'read',
  // The sample repositories are public inside the sandbox, so an outsider may look and comment, and nothing else.
  outsider: 'none',
};

export interface RegisteredApp {
  readonly app: App;
  readonly privateKey: string;
  readonly webhookSecret: string;
  readonly organization: User;
  /** With this token the demo looks at what happened. */
  readonly observerToken: string;
}

/** `appPort`: where the App is going to listen. */
export function registerPeopleAndApp(sandbox: Sandbox, manifest: AppManifest, appPort: number): RegisteredApp {
  const { world } = sandbox;
  const organization = world.createUser(ORGANIZATION, { kind: 'Organization', name: 'The Shop' });
  for (const { login, name } of samplePeople) world.createUser(login, { name });
  const webhookSecret = randomBytes(32).toString('hex');
  const { app, privateKey } = sandbox.addApp({
    name: manifest.name,
    owner: organization,
    webhookUrl: `http://127.0.0.1:${appPort}/api/github/webhooks`,
    webhookSecret,
    callbackUrls: [`http://127.0.0.1:${appPort}/drafts/callback`],
    permissions: manifest.permissions,
    events: manifest.events,
  });
  const maintainer = samplePeople.find((person) => person.role === 'maintainer') ?? samplePeople[0];
  if (!maintainer) throw new Error('The samples have no people.');
  return { app, privateKey, webhookSecret, organization, observerToken: world.createPersonToken(world.person(maintainer.login).user) };
}

/** Gives people their permissions, and lets nothing be merged into the branch before our App has said success. */
export function protectRepository(world: World, repository: Repository, branch: string, app: App): void {
  for (const { login, role } of samplePeople) {
    if (PERMISSIONS[role] !== 'none') world.setPermission(repository, world.person(login).user, PERMISSIONS[role]);
  }
  world.protectBranch(repository, { branch, requiredChecks: [{ context: SECURITY, appId: app.id }], enforceAdmins: true });
}
