/** A started sandbox with one repository, its people, one App and one pull request. */
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAppAuth } from '@octokit/auth-app';
import { Octokit } from '@octokit/rest';
import type { Sandbox, SandboxOptions } from '#sandbox/start-sandbox.ts';
import { startSandbox } from '#sandbox/start-sandbox.ts';
import type { AddedApp, Installation } from '#sandbox/state/app.ts';
import type { User } from '#sandbox/state/person.ts';
import type { Pull } from '#sandbox/state/pull.ts';
import type { Repository } from '#sandbox/state/repository.ts';
import type { Actor, World } from '#sandbox/state/world.ts';

export const APP_PERMISSIONS = {
  checks: 'write',
  contents: 'read',
  issues: 'write',
  pull_requests: 'write',
  statuses: 'read',
  administration: 'read',
  merge_queues: 'read',
} as const;

export const APP_EVENTS = [
  'pull_request',
  'issue_comment',
  'pull_request_review',
  'pull_request_review_comment',
  'pull_request_review_thread',
  'push',
  'check_run',
  'check_suite',
  'merge_group',
];

export interface ReceivedWebhook {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface SmallSandbox {
  readonly sandbox: Sandbox;
  readonly world: World;
  readonly repository: Repository;
  readonly owner: User;
  readonly author: Actor;
  readonly maintainer: Actor;
  readonly reader: Actor;
  readonly outsider: Actor;
  readonly app: AddedApp;
  readonly installation: Installation;
  readonly pull: Pull;
  /** What arrived at the App's address, oldest first. */
  readonly received: ReceivedWebhook[];
  /** What the App's address answers; 200 unless a test says otherwise. */
  answer: { status: number; delayMs: number };
  /** As the App's installation. */
  readonly bot: Octokit;
  /** As the App itself. */
  readonly appClient: Octokit;
  as(actor: Actor): Octokit;
  close(): Promise<void>;
}

/** `shop/store` with `main`, and pull request 1 from `feature`, which changes lines 3 and adds a file. */
export async function startSmallSandbox(options: Partial<SandboxOptions> = {}): Promise<SmallSandbox> {
  const folder = await mkdtemp(join(tmpdir(), 'sandbox-'));
  const sandbox = await startSandbox({ dataFolder: folder, ...options });
  const { world } = sandbox;
  const received: ReceivedWebhook[] = [];
  const answer = { status: 200, delayMs: 0 };
  const receiver = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      received.push({ headers: request.headers as Record<string, string>, body: Buffer.concat(chunks).toString('utf8') });
      setTimeout(() => response.writeHead(answer.status).end('seen'), answer.delayMs);
    });
  });
  await new Promise<void>((done) => void receiver.listen(0, '127.0.0.1', done));
  const owner = world.createUser('shop', { kind: 'Organization' });
  for (const login of ['ada', 'mia', 'rea', 'oto']) world.createUser(login);
  const repository = await world.createRepository({ owner: 'shop', name: 'store' });
  const [author, maintainer, reader, outsider] = [world.person('ada'), world.person('mia'), world.person('rea'), world.person('oto')];
  world.setPermission(repository, author.user, 'write');
  world.setPermission(repository, maintainer.user, 'admin');
  world.setPermission(repository, reader.user, 'read');
  const app = sandbox.addApp({
    name: 'Countersign',
    owner,
    webhookUrl: `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/api/github/webhooks`,
    permissions: APP_PERMISSIONS,
    events: APP_EVENTS,
  });
  const installation = world.install({ app: app.app, account: owner });
  const lines = Array.from({ length: 30 }, (_, index) => `line ${index + 1}`);
  await world.pushCommit(maintainer, repository, {
    branch: 'main',
    message: 'Begin',
    files: [
      { path: 'src/cart.py', content: `${lines.join('\n')}\n` },
      { path: 'README.md', content: '# Store\n' },
    ],
  });
  const changed = lines.map((line, index) => (index === 2 ? 'line three, changed' : line));
  await world.pushCommit(author, repository, {
    branch: 'feature',
    from: 'main',
    message: 'Change the cart',
    files: [
      { path: 'src/cart.py', content: `${changed.join('\n')}\n` },
      { path: 'src/new.py', content: 'print(1)\n' },
    ],
  });
  const pull = await world.openPullRequest(author, repository, { title: 'Cart', body: 'Makes it better.', head: 'feature', base: 'main' });
  const baseUrl = `${sandbox.url}/api/v3`;
  const as = (actor: Actor): Octokit => new Octokit({ baseUrl, auth: world.createPersonToken(actor.user), log: quiet });
  const auth = { appId: app.appId, privateKey: app.privateKey };
  return {
    sandbox,
    world,
    repository,
    owner,
    author,
    maintainer,
    reader,
    outsider,
    app,
    installation,
    pull,
    received,
    answer,
    bot: new Octokit({ baseUrl, authStrategy: createAppAuth, auth: { ...auth, installationId: installation.id }, log: quiet }),
    appClient: new Octokit({ baseUrl, authStrategy: createAppAuth, auth, log: quiet }),
    as,
    async close() {
      receiver.closeAllConnections();
      receiver.close();
      await sandbox.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function nothing(): void {
  // The tests look at the answers themselves.
}
const quiet = { debug: nothing, info: nothing, warn: nothing, error: nothing };

/** The address of the one repository, for Octokit. */
export const STORE = { owner: 'shop', repo: 'store' } as const;
