/** A served sandbox with people, repositories and pull requests that show everything the pages can draw. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPages } from '#sandbox/pages/create-pages.ts';
import type { Edit } from '#sandbox/pages/edit-history.ts';
import type { App } from '#sandbox/state/app.ts';
import { startSandbox } from '#sandbox/start-sandbox.ts';
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
  const errors: Error[] = [];
  const edits = new Map<string, Edit[]>();
  const sandbox = await startSandbox({
    dataFolder: folder,
    pages: (world) =>
      createPages(world, {
        people: ['ada', 'maria', 'reni', 'otto'],
        edits: (target) => edits.get(`${target.kind}-${target.id}`) ?? [],
        onError: (error) => errors.push(error),
      }),
  });
  const { world, url } = sandbox;
  const shop = world.createUser('shop', { kind: 'Organization' });
  const [ada, maria, reni] = [
    world.createUser('ada', { name: 'Author' }),
    world.createUser('maria', { name: 'Maintainer' }),
    world.createUser('reni', { name: 'Reader' }),
  ];
  world.createUser('otto', { name: 'Outsider' });
  const repository = await world.createRepository({ owner: shop.login, name: 'orders-api', description: 'Orders of the shop' });
  world.setPermission(repository, ada, 'write');
  world.setPermission(repository, maria, 'maintain');
  world.setPermission(repository, reni, 'read');
  const { app } = sandbox.addApp({
    name: 'Countersign',
    owner: shop,
    permissions: { checks: 'write', pull_requests: 'write' },
    events: [],
  });
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
    bot: { user: world.person('countersign[bot]').user, app },
    async open({ title, body, files }) {
      const branch = `change-${++branches}`;
      const changes = Object.entries(files).map(([path, content]) => ({ path, content }));
      await world.pushCommit(world.person('ada'), repository, {
        branch,
        from: 'main',
        message: `${title}\n\nMore about it.`,
        files: changes,
      });
      return world.openPullRequest(world.person('ada'), repository, { title, body: body ?? '', head: branch, base: 'main' });
    },
    pathOf: (pull) => `${url}/shop/orders-api/pull/${pull.number}`,
    async close() {
      await sandbox.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
