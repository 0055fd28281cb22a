/** The operator's policy (`policies/default.yml`). Pure: text in, policy or every mistake out. */
import { configurationOf } from './configuration.ts';
import type { Configuration, Origin } from './configuration.ts';
import { readSettings } from './read-settings.ts';
import * as wording from './wording.ts';

/** @throws with every mistake and its line; nothing is guessed in a policy. */
export function parsePolicy(text: string, file: string): Configuration {
  const { found, mistakes } = readSettings(text);
  const name = file.split('/').slice(-2).join('/');
  const configuration = configurationOf(
    new Map([...found].map(([key, { value, line }]) => [key, { value, origin: { kind: 'operator', file: name, line } satisfies Origin }])),
  );
  const all = [...mistakes];
  if (configuration.value('gate.waivers.default_days') > configuration.value('gate.waivers.most_days'))
    all.push({ line: found.get('gate.waivers.default_days')?.line ?? 1, text: wording.defaultBeyondMost });
  if (all.length > 0) throw new Error(wording.refusedFile(file, all));
  return configuration;
}
