/** The gate's own story without GitHub: it publishes nowhere, and no waiver of a server counts. */
import { join } from 'node:path';
import type { Config } from '#src/config.ts';
import { checkSecurity } from '#src/gate/check-security.ts';
import { finishedCheck } from '#src/gate/checks.ts';
import type { GatePolicy, GateResult } from '#src/gate/outcome.ts';
import type { GatePorts } from '#src/gate/ports.ts';
import { rulePlacesOf } from '#src/policy/gate-policy.ts';
import type { Comparison, PullRequest } from '#src/pull-request.ts';
import { createScanner, enginePathBelow } from '#src/scan/create-scanner.ts';
import type { Scanner, ScanLimits } from '#src/scan/create-scanner.ts';
import { routeFile } from '#src/scan/route-file.ts';
import { findSecrets } from '#src/untrusted/find-secrets.ts';
import { readOperatorsPolicy } from './operators-policy.ts';
import { reviewWording as wording } from './wording.ts';

export interface LocalGate {
  readonly title: string;
  /** Markdown, as the check has it. */
  readonly summary: string;
  readonly result: GateResult;
}

/** With the rules that the App uses. @throws with a message for people. */
export async function openScanner(
  config: Pick<Config, 'data' | 'semgrepPath' | 'policyFile'>,
  root: string,
  limits: Partial<ScanLimits> = {},
): Promise<Scanner> {
  return await createScanner({
    enginePath: config.semgrepPath ?? enginePathBelow(config.data),
    packPaths: rulePlacesOf(await readOperatorsPolicy(root, config), root),
    workFolder: join(config.data, 'scans'),
    keptFolder: join(config.data, 'scan-results'),
    limits,
  });
}

/** @throws what `read` throws, and when the signal is aborted. */
export async function gateLocally(
  pull: PullRequest,
  comparison: Comparison,
  parts: {
    readonly read: GatePorts['readBlobs'];
    readonly scan: GatePorts['scan'];
    readonly policy: GatePolicy;
    readonly signal: AbortSignal;
  },
): Promise<LocalGate> {
  const { read, scan, policy, signal } = parts;
  const nowhere = (): Promise<void> => Promise.resolve();
  const outcome = await checkSecurity(
    pull,
    {
      compare: () => Promise.resolve(comparison),
      readBlobs: read,
      scan,
      languageOf: (path) => routeFile(path, Buffer.alloc(0))?.language.name,
      findSecrets,
      loadWaivers: () => Promise.resolve([]),
      blockedElsewhere: () => Promise.resolve([]),
      publishCheck: nowhere,
      record: nowhere,
    },
    { policy, signal, now: () => new Date() },
  );
  signal.throwIfAborted();
  if (outcome.kind !== 'decided') throw new Error(wording.notDecided);
  const { title, summary } = finishedCheck(pull, outcome.result).output;
  return { title, summary, result: outcome.result };
}
