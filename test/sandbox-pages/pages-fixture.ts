/** A served sandbox with people, repositories and pull requests that show everything the pages can draw. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve } from '@hono/node-server';
import { createPages } from '#sandbox/pages/create-pages.ts';
import type { Edit } from '#sandbox/pages/edit-history.ts';
import type { App } from '#sandbox/state/app.ts';
import { createWorld } from '#sandbox/state/create-world.ts';
import type { Pull } from '#sandbox/state/pull.ts';
import type { Repository } from '#sandbox/state/repository.ts';
import type { Actor, World } from '#sandbox/state/world.ts';

export interface PagesFixture {
  readonly world: World;
  readonly url: string;
  readonly repository: Repository;
  readonly app: App;
  readonly bot: Actor;
  readonly errors: readonly Error[];
  /** Opens a pull request by `author` from a new branch with these files. */
  open(options: { readonly title: string; readonly body?: string; readonly files: Readonly<Record<string, string | null>> }): Promise<Pull>;
  pathOf(pull: Pull): string;
  /** What the pages are told of earlier texts. */
  readonly edits: Map<string, Edit[]>;
  close(): Promise<void>;
}

export const before = 'import db\n\n\ndef find_order(order_id):\n    return db.query("SELECT * FROM orders WHERE id = ?", order_id)\n';

export async function startPages(): Promise<PagesFixture> {
  const folder = await mkdtemp(join(tmpdir(), 'countersign-pages-'));
  const handle = createWorld({ dataFolder: folder, now: () => new Date(), webhookTimeoutMs: 500, fetch });
  const { world } = handle;
  const errors: Error[] = [];
  const edits = new Map<string, Edit[]>();
  const pages = createPages(world, {
    people: ['ada', 'maria', 'reni', 'otto'],
    edits: (target) => edits.get(`${target.kind}-${target.id}`) ?? [],
    onError: (error) => errors.push(error),
  });
  const server = serve({ fetch: pages.fetch, hostname: '127.0.0.1', port: 0 });
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
  handle.setUrl(url);

  const shop = world.createUser('shop', { kind: 'Organization' });
  const [ada, maria, reni] = [world.createUser('ada', { name: 'Author' }), world.createUser('maria', { name: 'Maintainer' }), world.createUser('reni', { name: 'Reader' })];
  world.createUser('otto', { name: 'Outsider' });
  const bot = world.createUser('countersign[bot]');
  const repository = await world.createRepository({ owner: shop.login, name: 'orders-api', description: 'Orders of the shop' });
  world.setPermission(repository, ada, 'write');
  world.setPermission(repository, maria, 'maintain');
  world.setPermission(repository, reni, 'read');
  const app = registerApp(world, bot.id, shop.id);
  world.install({ app, account: shop });
  await world.pushCommit(world.person('maria'), repository, {
    branch: 'main',
    message: 'First version',
    files: [
      { path: 'src/orders.py', content: before },
      { path: 'old/notes.md', content: 'one\ntwo\nthree\nfour\nfive\n' },
      { path: 'gone.txt', content: 'soon gone\n' },
    ],
  });
  world.protectBranch(repository, { branch: 'main', requiredChecks: [{ context: 'countersign/security', appId: app.id }] });

  let branches = 0;
  return {
    world,
    url,
    repository,
    app,
    errors,
    edits,
    bot: { user: bot, app },
    async open({ title, body, files }) {
      const branch = `change-${++branches}`;
      const changes = Object.entries(files).map(([path, content]) => ({ path, content }));
      await world.pushCommit(world.person('ada'), repository, { branch, from: 'main', message: `${title}\n\nMore about it.`, files: changes });
      return world.openPullRequest(world.person('ada'), repository, { title, body: body ?? '', head: branch, base: 'main' });
    },
    pathOf: (pull) => `${url}/shop/orders-api/pull/${pull.number}`,
    async close() {
      server.close();
      if ('closeAllConnections' in server) server.closeAllConnections();
      handle.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function registerApp(world: World, botId: number, ownerId: number): App {
  const app: App = {
    id: 77,
    clientId: 'Iv1.test',
    slug: 'countersign',
    name: 'Countersign',
    description: '',
    botId,
    ownerId,
    publicKey: '',
    webhookUrl: null,
    webhookSecret: 'secret',
    permissions: { checks: 'write', pull_requests: 'write' },
    events: [],
    createdAt: world.now(),
  };
  world.records.apps.set(app.id, app);
  return app;
}
