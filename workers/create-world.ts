/** Builds what all workers share. */
import { fileURLToPath } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';
import { openCodeIndex } from './code/code-index.ts';
import { readOperatorFiles } from './command/permission-rules.ts';
import type { World } from './world.ts';
import type { Config } from '#src/config.ts';
import { connectGitHub } from '#src/github/connect.ts';
import { readAppIdentity } from '#src/github/repository.ts';
import type { AppIdentity } from '#src/github/repository.ts';
import type { Log } from '#src/log.ts';
import { openModel } from '#src/model/open-model.ts';
import type { Records } from '#src/open-records.ts';
import { rulePlacesOf } from '#src/policy/gate-policy.ts';
import type { Enqueue } from '#src/queue/enqueue.ts';
import { enginePathBelow } from '#src/scan/create-scanner.ts';
import { createReloadingScanner } from '#src/scan/reloading-scanner.ts';

const projectFolder = (name: string): string => fileURLToPath(new URL(`../${name}`, import.meta.url));

export async function createWorld(config: Config, records: Records, enqueue: Enqueue, log: Log, signal: AbortSignal): Promise<World> {
  const { policy, permissions } = await readOperatorFiles(config.policyFile);
  const github = connectGitHub({ appId: config.app.id, privateKey: config.app.privateKey, ...config.github, log });
  const [scanner, identity] = await Promise.all([
    createReloadingScanner({
      enginePath: config.semgrepPath ?? enginePathBelow(config.data),
      packPaths: rulePlacesOf(policy, projectFolder('')),
      workFolder: `${config.data}/scans`,
      keptFolder: `${config.data}/scan-results`,
    }),
    untilKnown(() => readAppIdentity(github), log, signal),
  ]);
  const model = await openModel({ root: projectFolder(''), configured: config.model });
  return {
    config,
    policy,
    permissions,
    database: records.database,
    code: openCodeIndex(config, records.database),
    github,
    identity,
    enqueue,
    scanner,
    model,
    mirrors: records.mirrors,
    publicUrl: config.publicUrl,
    log,
    now: () => new Date(),
  };
}

/** GitHub may be away while we start; deliveries are accepted meanwhile. A refusal of our key is final. */
async function untilKnown(read: () => Promise<AppIdentity>, log: Log, signal: AbortSignal): Promise<AppIdentity> {
  for (let seconds = 1; ; seconds = Math.min(30, seconds * 2)) {
    try {
      return await read();
    } catch (error) {
      const status = (error as { status?: number }).status;
      if (status === 401 || status === 404)
        throw new Error(
          'GitHub refuses this App. Check APP_ID and PRIVATE_KEY, and GHE_HOST if you use GitHub Enterprise Server. Nothing was changed.',
          { cause: error },
        );
      log.warn({ err: error, seconds }, 'GitHub does not answer yet');
      await sleep(seconds * 1000, undefined, { signal });
    }
  }
}
