/** `countersign doctor`: does everything stand that this machine's settings need? Changes nothing but what a start would. */
import { z } from 'zod';
import { forgetSecrets, readConfig, readLocalConfig } from '#src/config.ts';
import type { Check } from './check.ts';
import { checkApp } from './check-app.ts';
import { checkGit, checkNode, checkScanner } from './check-machine.ts';
import { checkMergeRules } from './check-merge-rules.ts';
import { checkModels } from './check-model.ts';
import { checkDatabase, checkEmbedding, checkQdrant, checkRedis } from './check-services.ts';
import { checkSettings } from './check-settings.ts';
import { readArguments } from './read-arguments.ts';
import { renderChecks } from './render-checks.ts';
import type { Verb } from './verb.ts';
import { doctorUsage, misused } from './wording.ts';

const Options = z.object({ json: z.boolean().default(false) });

export const doctor: Verb = async (args, { root, signal, print, tell }) => {
  const reading = readArguments(args, { json: { type: 'boolean' } }, Options);
  if (reading.kind !== 'run') {
    if (reading.kind === 'help') print(doctorUsage);
    else tell(misused(reading.problems, doctorUsage));
    return reading.kind === 'help' ? 0 : 2;
  }
  // Paths in the settings are relative to the project, whose .env they come from.
  process.chdir(root);
  const full = readConfig();
  const local = readLocalConfig(root);
  forgetSecrets();
  const checks: Check[] = [];
  const add = async (check: Promise<Check> | Check): Promise<void> => {
    signal.throwIfAborted();
    checks.push(await check);
    const last = checks.at(-1);
    if (!reading.values.json && last !== undefined) print(renderChecks([last]));
  };
  for (const check of checkSettings(full, local)) await add(check);
  await add(checkNode(process.versions.node));
  await add(checkGit());
  // Without readable settings nobody knows where the rest should be.
  if (local.kind === 'ok') {
    const { config } = local;
    await add(checkScanner(config, root));
    await add(checkDatabase(config));
    if (config.redisUrl !== undefined) await add(checkRedis(config.redisUrl));
    if (config.qdrant !== undefined) await add(checkQdrant(config.qdrant));
    if (config.embedding !== undefined) await add(checkEmbedding(config.embedding));
    if (full.kind === 'ok') {
      await add(checkApp(full.config, root));
      if (checks.at(-1)?.state === 'ok') await add(checkMergeRules(full.config));
    }
    await checkModels({ root, configured: config.model }, add);
  }
  const ok = checks.every(({ state }) => state !== 'fail');
  if (reading.values.json) print(JSON.stringify({ ok, checks }, undefined, 2));
  return ok ? 0 : 1;
};
