/** The operator's policy, as a start of the App would read it. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '#src/config.ts';
import type { Configuration } from '#src/policy/configuration.ts';
import { parsePolicy } from '#src/policy/policy.ts';

/** @throws with every mistake in it and its line. */
export async function readOperatorsPolicy(root: string, { policyFile }: Pick<Config, 'policyFile'>): Promise<Configuration> {
  const path = policyFile ?? join(root, 'policies/default.yml');
  return parsePolicy(await readFile(path, 'utf8'), path);
}
