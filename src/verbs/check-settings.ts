/** The settings, every mistake on its own line. Pure. */
import type { ConfigReading, LocalReading } from '#src/config.ts';
import type { Check } from './check.ts';
import { fail, ok, warn } from './check.ts';
import { doctorWording as wording } from './wording.ts';

export function checkSettings(full: ConfigReading, local: LocalReading): readonly Check[] {
  if (full.kind === 'ok') return [ok('settings', wording.settingsGood)];
  if (!full.unregistered) return full.problems.map((problem) => fail('settings', problem, wording.settingsTodo));
  // Nobody has begun to register the App: that is no mistake, only less.
  const problems = local.kind === 'ok' ? [] : local.problems;
  return [
    ...problems.map((problem) => fail('settings', problem, wording.settingsTodo)),
    warn('github app', wording.unregistered, wording.registerTodo),
  ];
}
