/** `.github/countersign.yml`: what an organization, then a repository makes of the operator's policy. Pure. Security can be tightened, never loosened. */
import { configurationOf, placedOf } from './configuration.ts';
import type { Configuration, Origin } from './configuration.ts';
import { readSettings } from './read-settings.ts';
import type { SettingMistake } from './read-settings.ts';
import { settingOf } from './settings.ts';
import type { SettingName } from './settings.ts';
import * as wording from './wording.ts';
import { LONGEST_FILE } from './yaml-file.ts';

export const REPOSITORY_FILE = '.github/countersign.yml';
/** In the organization's repository `.github`, on its default branch. */
export const ORGANIZATION_FILE = 'countersign.yml';
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
  /** Of the organization's file, which holds below this one; what they are stays with those who may read it. */
  readonly organizationMistakes?: number;
}

export interface Layer {
  readonly kind: 'organization' | 'repository';
  readonly file: string;
}

/** @param text `undefined`: there is no such file. `below` is what holds without it. */
export function combine(
  below: Configuration,
  text: string | undefined,
  layer: Layer = { kind: 'repository', file: REPOSITORY_FILE },
): Combined {
  if (text === undefined) return { configuration: below, mistakes: [], unusable: false };
  const { found, mistakes, unusable } = readSettings(text);
  const placed = new Map(placedOf(below));
  const refused: SettingMistake[] = [];
  for (const [name, { value, line }] of found) {
    const { mayReplace, bound = '' } = settingOf(name);
    if (mayReplace?.(placed.get(name)?.value, value) === false) refused.push({ line, name, text: wording.loosened(name, value, bound) });
    else placed.set(name, { value, origin: { ...layer, line } });
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
