/** Node, git and the scanner's engine. */
import { join } from 'node:path';
import type { Config } from '#src/config.ts';
import { readGitVersion } from '#src/git/open-local.ts';
import { rulePlacesOf } from '#src/policy/gate-policy.ts';
import { createScanner, ENGINE_VERSION, enginePathBelow } from '#src/scan/create-scanner.ts';
import { ScannerNotReady } from '#src/scan/scanner-not-ready.ts';
import type { Check } from './check.ts';
import { fail, ok, reasonOf } from './check.ts';
import { readOperatorsPolicy } from './operators-policy.ts';
import { doctorWording as wording } from './wording.ts';

export function checkNode(version: string): Check {
  return Number(version.split('.')[0]) >= 24 ? ok('node', version) : fail('node', wording.oldNode(version), wording.nodeTodo);
}

/** Settings by environment variable, without which git cannot be kept from obeying a repository: since 2.31. */
const oldestGit = [2, 31] as const;

export async function checkGit(): Promise<Check> {
  try {
    const version = await readGitVersion();
    const [major = 0, minor = 0] = version.split('.').map(Number);
    const isNew = major > oldestGit[0] || (major === oldestGit[0] && minor >= oldestGit[1]);
    return isNew ? ok('git', version) : fail('git', wording.oldGit(version, oldestGit.join('.')), wording.gitTodo);
  } catch (error) {
    return fail('git', reasonOf(error), wording.gitTodo);
  }
}

export async function checkScanner(config: Pick<Config, 'semgrepPath' | 'data' | 'policyFile'>, root: string): Promise<Check> {
  try {
    const scanner = await createScanner({
      enginePath: config.semgrepPath ?? enginePathBelow(config.data),
      packPaths: rulePlacesOf(await readOperatorsPolicy(root, config), root),
      workFolder: join(config.data, 'scans'),
    });
    return ok('scanner', wording.scannerGood(ENGINE_VERSION, scanner.packs));
  } catch (error) {
    const aboutEngine = error instanceof ScannerNotReady && error.about === 'engine';
    return fail('scanner', reasonOf(error), aboutEngine ? wording.scannerTodo : wording.rulesTodo);
  }
}
