/** The demo from the empty folder to the last look. */
import { createPages } from '#sandbox/pages/create-pages.ts';
import { startSandbox } from '#sandbox/start-sandbox.ts';
import { appEnvironment } from './app-environment.ts';
import { readAppManifest } from './app-manifest.ts';
import { startAppProcess, type AppProcess } from './app-process.ts';
import { cloneLocal, type LocalClone } from './clone-local.ts';
import { takeDemoFolder } from './demo-folder.ts';
import { freePort, preferPort } from './free-port.ts';
import { mainJob, prepareJob } from './main-job.ts';
import { registerPeopleAndApp } from './people-and-app.ts';
import type { DemoOptions, LocalRepositoryOptions } from './read-options.ts';
import type { DemoSurroundings, Stage } from './stage.ts';
import { watchForever } from './watch-pulls.ts';
import * as wording from './wording.ts';

const USUAL_PORT = 4600;
/** The demo looks at everything every moment; GitHub's limit is not its topic. */
const RATE_LIMIT = 10_000_000;
/** A fresh database on a busy machine takes its time. */
const APP_START_SECONDS = 120;
const GRACE_MS = 10_000;

/** True when every expected effect was observed. Whatever it started has ended when it returns or throws. */
export async function runDemo(options: DemoOptions, around: DemoSurroundings): Promise<boolean> {
  const began = Date.now();
  const { say, signal } = around;
  await using stack = new AsyncDisposableStack();
  const folder = await takeDemoFolder(around.dataFolder);
  stack.defer(() => folder.release());
  // First of all, because most mistakes are made here.
  const clone = options.local && (await copyLocal(options.local, folder.scratch, say));

  say(wording.startingSandbox);
  const port = options.port ?? (await preferPort(USUAL_PORT));
  const sandbox = await startSandbox({ port, dataFolder: folder.sandbox, rateLimit: RATE_LIMIT, pages: createPages });
  stack.defer(() => sandbox.close());
  say(wording.sandboxAt(sandbox.url));

  const appPort = await freePort(0);
  const registered = registerPeopleAndApp(sandbox, await readAppManifest(around.root), appPort);
  const stage: Stage = { options, around, folder, sandbox, registered, clone, began };
  signal.throwIfAborted();
  say(wording.startingApp);
  const app = startApp(stage, appPort);
  stack.defer(() => app.stop());
  await folder.noteApp(app.pid);

  const stopped = Promise.race([app.crashed, abortOf(signal)]);
  const job = async () => {
    const openPulls = await prepareJob(stage);
    await app.ready(APP_START_SECONDS);
    say(wording.ready((Date.now() - began) / 1000));
    sandbox.world.install({ app: registered.app, account: registered.organization });
    return await mainJob(stage, openPulls);
  };
  const { good, watched, watching } = await Promise.race([job(), stopped]);
  if (options.once) return good;
  say(wording.stayingUp(sandbox.url));
  return await Promise.race([watchForever(watched, watching), stopped]);
}

async function copyLocal(local: LocalRepositoryOptions, scratch: string, say: (text: string) => void): Promise<LocalClone> {
  say(wording.cloning(local.path));
  return await cloneLocal(local, scratch);
}

function startApp({ options, around, folder, sandbox, registered }: Stage, port: number): AppProcess {
  const { root, dataFolder } = around;
  const { modelUrl, modelName } = options;
  const { app, privateKey, webhookSecret } = registered;
  const own = {
    root,
    dataFolder,
    appFolder: folder.app,
    sandboxUrl: sandbox.url,
    appId: app.id,
    signIn: app,
    privateKey,
    webhookSecret,
    port,
  };
  const env = appEnvironment({ ...own, modelUrl, modelName }, around.env);
  return startAppProcess({ root, env, port, dataFolder: folder.app, logPath: folder.appLog, graceMs: GRACE_MS, fetch });
}

/** Rejects when the demo is to end; never resolves. */
function abortOf(signal: AbortSignal): Promise<never> {
  const { promise, reject } = Promise.withResolvers<never>();
  const end = () => reject(signal.reason instanceof Error ? signal.reason : new Error('aborted'));
  if (signal.aborted) end();
  else signal.addEventListener('abort', end, { once: true });
  return promise;
}
