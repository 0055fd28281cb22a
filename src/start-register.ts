/** `npm start -- --register`, `--help`, and what `npm start` does not know. Wiring only. */
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { readRegistration } from './config.ts';
import { credentialNames, problemOfEnvFile } from './register/env-file.ts';
import { readManifest } from './register/manifest.ts';
import { problemOfWebhookUrl } from './register/read-start-options.ts';
import type { RegisterOptions, StartReading } from './register/read-start-options.ts';
import { registerApp } from './register/register-app.ts';
import * as wording from './register/wording.ts';

/** The exit code: 0 registered, 1 not, 2 wrong usage, 130 stopped by a person. */
export async function startRegister(reading: Exclude<StartReading, { kind: 'start' }>): Promise<number> {
  if (reading.kind === 'register') return await register(reading.options);
  if (reading.kind === 'help') console.log(wording.usage);
  else console.error(wording.startRefused(reading.problems));
  return reading.kind === 'help' ? 0 : 2;
}

async function register(options: RegisterOptions): Promise<number> {
  const environment = readRegistration(credentialNames);
  const envFile = resolve('.env');
  const problems = environment.kind === 'invalid' ? [...environment.problems] : [];
  const fileProblem = await problemOfEnvFile(envFile);
  if (fileProblem !== undefined) problems.push(fileProblem);
  else if (environment.kind === 'ok' && environment.taken.length > 0) problems.push(wording.alreadyInEnvironment(environment.taken));
  const urlProblem = environment.kind === 'ok' ? problemOfWebhookUrl(options.webhookUrl, environment.github.webUrl) : undefined;
  if (urlProblem !== undefined) problems.push(urlProblem);
  if (environment.kind === 'invalid' || problems.length > 0) return refuse(problems);
  const manifest = readManifest(await readFile(join(import.meta.dirname, '..', 'app.yml'), 'utf8'));
  const stopping = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stopping.abort());
  const ending = await registerApp({
    ...options,
    ...environment,
    manifest,
    envFile,
    fetch,
    say: (text) => console.log(text),
    signal: stopping.signal,
  });
  switch (ending.kind) {
    case 'registered':
      console.log(wording.registered(ending.after));
      return 0;
    case 'refused':
      return refuse([ending.reason]);
    case 'stopped':
      console.log(wording.stopped);
      return 130;
    case 'stopped-unwritten':
      console.error(wording.stoppedUnwritten(ending.settingsUrl));
      return 1;
  }
}

function refuse(problems: readonly string[]): number {
  console.error(wording.registrationRefused(problems));
  return 1;
}
