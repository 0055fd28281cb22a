/** `.github/countersign.yml`: what a repository makes of the operator's policy. Pure. Security can be tightened, never loosened. */
import { configurationOf, placedOf } from './configuration.ts';
import type { Configuration, Origin } from './configuration.ts';
import { readSettings } from './read-settings.ts';
import type { SettingMistake } from './read-settings.ts';
import { settingOf } from './settings.ts';
import type { SettingName } from './settings.ts';
import * as wording from './wording.ts';
import { LONGEST_FILE } from './yaml-file.ts';

export const REPOSITORY_FILE = '.github/countersign.yml';
/** Stands for a file that is too large to be read at all. */
export const UNREADABLY_LARGE = ' '.repeat(LONGEST_FILE + 1);

export interface FileMistake extends SettingMistake {
  /** What holds instead of the value that was not taken. */
  readonly instead?: { readonly value: unknown; readonly origin: Origin };
}

export interface Combined {
  readonly configuration: Configuration;
  readonly mistakes: readonly FileMistake[];
  readonly unusable: boolean;
}

/** @param text `undefined`: the repository has no such file. */
export function combine(operator: Configuration, text: string | undefined): Combined {
  if (text === undefined) return { configuration: operator, mistakes: [], unusable: false };
  const { found, mistakes, unusable } = readSettings(text);
  const placed = new Map(placedOf(operator));
  const refused: SettingMistake[] = [];
  for (const [name, { value, line }] of found) {
    const { mayReplace, bound = '' } = settingOf(name);
    if (mayReplace?.(placed.get(name)?.value, value) === false) refused.push({ line, name, text: wording.loosened(name, value, bound) });
    else placed.set(name, { value, origin: { kind: 'repository', file: REPOSITORY_FILE, line } });
  }
  keepWithin(placed);
  const configuration = configurationOf(placed);
  const withInstead = (mistake: SettingMistake): FileMistake =>
    mistake.name === undefined ? mistake : { ...mistake, instead: insteadOf(configuration, mistake.name) };
  return { configuration, mistakes: [...mistakes, ...refused].toSorted((a, b) => a.line - b.line).map(withInstead), unusable };
}

function insteadOf(configuration: Configuration, name: SettingName): { readonly value: unknown; readonly origin: Origin } {
  return { value: configuration.value(name), origin: configuration.origin(name) };
}

/** A shorter longest time shortens the usual one with it. */
function keepWithin(placed: Map<SettingName, { readonly value: unknown; readonly origin: Origin }>): void {
  const usual = placed.get('gate.waivers.default_days');
  const most = placed.get('gate.waivers.most_days');
  if (usual !== undefined && most !== undefined && Number(usual.value) > Number(most.value)) placed.set('gate.waivers.default_days', most);
}
