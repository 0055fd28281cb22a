/** A sandbox GitHub in this process and the real App as a child of it, which can be killed and started again. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startTestDatabase } from '#test/records/test-database.ts';
import { appEnvironment } from '#sandbox/demo/app-environment.ts';
import { readAppManifest } from '#sandbox/demo/app-manifest.ts';
import { startAppProcess } from '#sandbox/demo/app-process.ts';
import type { AppProcess } from '#sandbox/demo/app-process.ts';
import { freePort } from '#sandbox/demo/free-port.ts';
import { createObserver, observePull } from '#sandbox/demo/observe-pull.ts';
import type { ObservedPull } from '#sandbox/demo/observed.ts';
import { protectRepository, registerPeopleAndApp } from '#sandbox/demo/people-and-app.ts';
import { createPages } from '#sandbox/pages/create-pages.ts';
import { samplePeople } from '#sandbox/samples/people.ts';
import { startSandbox } from '#sandbox/start-sandbox.ts';
import type { Sandbox } from '#sandbox/start-sandbox.ts';
import type { Installation } from '#sandbox/state/app.ts';
import type { IssueComment } from '#sandbox/state/conversation.ts';
import type { Pull } from '#sandbox/state/pull.ts';
import type { Repository } from '#sandbox/state/repository.ts';
import type { Actor, FileChange } from '#sandbox/state/world.ts';

const root = new URL('../../', import.meta.url).pathname;

export interface Stage extends AsyncDisposable {
  readonly sandbox: Sandbox;
  readonly repository: Repository;
  /** Login of the organization that everything belongs to. */
  readonly owner: string;
  readonly installation: Installation;
  readonly author: Actor;
  readonly maintainer: Actor;
  readonly reader: Actor;
  readonly appUrl: string;
  readonly webhookSecret: string;
  readonly privateKey: string;
  readonly dataFolder: string;
  readonly startApp: () => Promise<AppProcess>;
  readonly appLog: () => Promise<string>;
  readonly openPull: (options: {
    readonly branch: string;
    readonly title?: string;
    readonly body?: string;
    readonly files: readonly FileChange[];
  }) => Promise<Pull>;
  readonly observe: (pull: Pull) => Promise<ObservedPull>;
  readonly comments: (pull: Pull) => readonly IssueComment[];
  readonly draftOf: (pull: Pull) => IssueComment;
  /** The first comment of the App that fits. */
  readonly untilComment: (pull: Pull, what: string, fits: (body: string) => boolean, seconds?: number) => Promise<string>;
  /** Looks until `done`, or fails telling what was seen last. */
  readonly until: (pull: Pull, what: string, done: (seen: ObservedPull) => boolean, seconds?: number) => Promise<ObservedPull>;
}

export interface StageOptions {
  /** Beyond what every App gets: `REDIS_URL`, `MODEL_BASE_URL` … */
  readonly env?: Readonly<Record<string, string>>;
  readonly files?: readonly FileChange[];
  /** Whether the App brings its own PostgreSQL, as `npm start` does without DATABASE_URL. */
  readonly embedded?: boolean;
}

const baseFiles: readonly FileChange[] = [
  { path: 'README.md', content: '# Orders\n\nThe orders service.\n' },
  { path: 'orders/prices.py', content: 'def total(prices):\n    return sum(prices)\n' },
];

export async function setStage(options: StageOptions = {}): Promise<Stage> {
  await using setting = new AsyncDisposableStack();
  const dataFolder = await mkdtemp(join(tmpdir(), 'countersign-stage-'));
  setting.defer(() => rm(dataFolder, { recursive: true, force: true, maxRetries: 3 }));
  const sandbox = await startSandbox({ dataFolder: join(dataFolder, 'sandbox'), rateLimit: 10_000_000, pages: createPages });
  setting.defer(() => sandbox.close());
  const { world } = sandbox;
  const appPort = await freePort(0);
  const { app, privateKey, webhookSecret, organization, observerToken } = registerPeopleAndApp(
    sandbox,
    await readAppManifest(root),
    appPort,
  );
  const repository = await world.createRepository({ owner: organization.login, name: 'orders', private: false });
  const [author, maintainer, reader] = ['author', 'maintainer', 'reader'].map((role) => world.person(loginOf(role))) as [
    Actor,
    Actor,
    Actor,
  ];
  await world.pushCommit(maintainer, repository, { branch: 'main', message: 'Begin', files: options.files ?? baseFiles });
  protectRepository(world, repository, 'main', app);
  const installation = world.install({ app, account: organization });
  const observer = createObserver(sandbox.url, observerToken, `${app.slug}[bot]`);
  const logPath = join(dataFolder, 'app.log');
  const appFolder = join(dataFolder, 'app');
  const projectData = process.env['COUNTERSIGN_DATA'] ?? join(root, '.countersign');
  const running = new Set<AppProcess>();
  setting.defer(async () => void (await Promise.all([...running].map((one) => one.stop()))));

  const databaseUrl = await chooseDatabase(options, setting);

  const stage: Omit<Stage, typeof Symbol.asyncDispose> = {
    sandbox,
    repository,
    owner: organization.login,
    installation,
    author,
    maintainer,
    reader,
    webhookSecret,
    privateKey,
    dataFolder,
    appUrl: `http://127.0.0.1:${appPort}`,
    appLog: () => readFile(logPath, 'utf8').catch(() => ''),
    startApp: async () => {
      const env = appEnvironment(
        {
          root,
          dataFolder: projectData,
          appFolder,
          sandboxUrl: sandbox.url,
          appId: app.id,
          signIn: app,
          privateKey,
          webhookSecret,
          port: appPort,
          modelUrl: undefined,
          modelName: undefined,
        },
        process.env,
      );
      const process_ = startAppProcess({
        root,
        env: { ...env, ...databaseUrl, ...options.env },
        port: appPort,
        dataFolder: appFolder,
        logPath,
        graceMs: 20_000,
        fetch,
      });
      running.add(process_);
      await process_.ready(90);
      return process_;
    },
    openPull: async ({ branch, title = 'Change orders', body = 'As discussed.', files }) => {
      await world.pushCommit(author, repository, { branch, from: 'main', message: title, files });
      return await world.openPullRequest(author, repository, { title, body, head: branch, base: 'main' });
    },
    observe: (pull) => observePull(observer, { owner: organization.login, repo: repository.name, number: pull.number }),
    comments: (pull) => world.commentsOf(pull),
    draftOf: (pull) => {
      const draft = world.commentsOf(pull).find(({ body }) => body.includes('<!-- countersign:draft -->'));
      if (draft === undefined) throw new Error('There is no draft.');
      return draft;
    },
    untilComment: async (pull, what, fits, seconds = 60) => {
      for (const end = Date.now() + seconds * 1000; ; await sleep(100)) {
        const found = world.commentsOf(pull).find(({ body, appId }) => appId === app.id && fits(body));
        if (found !== undefined) return found.body;
        if (Date.now() > end)
          throw new Error(`No comment within ${seconds} s: ${what}. Log: ${(await stage.appLog()).split('\n').slice(-8).join('\n')}`);
      }
    },
    until: async (pull, what, done, seconds = 60) => {
      for (const end = Date.now() + seconds * 1000; ; await sleep(150)) {
        const seen = await stage.observe(pull);
        if (done(seen)) return seen;
        if (Date.now() > end)
          throw new Error(
            `Not seen within ${seconds} s: ${what}. Last seen: ${JSON.stringify(summaryOf(seen))}\nLog: ${(await stage.appLog()).split('\n').slice(-8).join('\n')}`,
          );
      }
    },
  };
  const kept = setting.move();
  return { ...stage, [Symbol.asyncDispose]: () => kept.disposeAsync() };
}

async function chooseDatabase({ env, embedded = false }: StageOptions, setting: AsyncDisposableStack): Promise<Record<string, string>> {
  return embedded || env?.['DATABASE_URL'] !== undefined ? {} : { DATABASE_URL: setting.use(await startTestDatabase()).url };
}

export const checkOf = (seen: ObservedPull, name: 'security' | 'review') =>
  seen.check_runs.find((run) => run.name === `countersign/${name}`);
/** A draft, and both checks ended. */
export const isSettled = (seen: ObservedPull): boolean =>
  seen.draft !== null && checkOf(seen, 'security')?.status === 'completed' && checkOf(seen, 'review')?.status === 'completed';

function summaryOf(seen: ObservedPull): object {
  return {
    head: seen.head_sha,
    drafts: seen.draft_count,
    checks: seen.check_runs.map(({ name, status, conclusion, title }) => ({ name, status, conclusion, title })),
    comments: seen.review_comments.length,
  };
}

function loginOf(role: string): string {
  const person = samplePeople.find((one) => one.role === role);
  if (person === undefined) throw new Error(`The samples have no ${role}.`);
  return person.login;
}
