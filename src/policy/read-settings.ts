/** Settings out of a YAML file. Pure. What does not fit is a mistake with its line; the rest of the file still counts. */
import { isMap, isScalar } from 'yaml';
import type { YAMLMap } from 'yaml';
import { nearestWord } from './nearest-word.ts';
import { isSettingName, settingNames, settingOf } from './settings.ts';
import type { SettingName } from './settings.ts';
import * as wording from './wording.ts';
import { readYaml } from './yaml-file.ts';
import type { Mistake, YamlFile } from './yaml-file.ts';

export interface SettingMistake extends Mistake {
  /** The setting whose value it would have been. */
  readonly name?: SettingName;
}

export interface ReadSettings {
  readonly found: ReadonlyMap<SettingName, { readonly value: unknown; readonly line: number }>;
  readonly mistakes: readonly SettingMistake[];
  /** Nothing of the file could be read. */
  readonly unusable: boolean;
}

const MOST_MISTAKES = 50;

export function readSettings(text: string): ReadSettings {
  const reading = readYaml(text);
  if (reading.kind === 'unusable') return { found: new Map(), mistakes: reading.mistakes, unusable: true };
  const found = new Map<SettingName, { value: unknown; line: number }>();
  const mistakes: SettingMistake[] = [];
  const { contents } = reading.file.document;
  if (isMap(contents)) walk(contents, '', { file: reading.file, found, mistakes });
  return { found, mistakes: mistakes.slice(0, MOST_MISTAKES), unusable: false };
}

interface Walk {
  readonly file: YamlFile;
  readonly found: Map<SettingName, { value: unknown; line: number }>;
  readonly mistakes: SettingMistake[];
}

function walk(map: YAMLMap, prefix: string, at: Walk): void {
  for (const { key, value } of map.items) {
    const line = at.file.lineOf(key);
    if (!isScalar(key) || typeof key.value !== 'string') {
      at.mistakes.push({ line, text: wording.notText });
      continue;
    }
    const path = `${prefix}${key.value}`;
    if (isSettingName(path)) readValue(path, isNodeLike(value) ? value.toJS(at.file.document) : value, line, at);
    else if (!settingNames.some((name) => name.startsWith(`${path}.`)))
      at.mistakes.push({ line, text: wording.unknownKey(path, nearestWord(path, settingNames)) });
    else if (isMap(value)) walk(value, `${path}.`, at);
    // `review:` with nothing below it says nothing.
    else if (!isScalar(value) || value.value !== null) at.mistakes.push({ line, text: wording.mustHoldKeys(path) });
  }
}

function isNodeLike(value: unknown): value is { readonly toJS: (document: unknown) => unknown } {
  return typeof value === 'object' && value !== null && 'toJS' in value;
}

function readValue(name: SettingName, value: unknown, line: number, { found, mistakes }: Walk): void {
  const parsed = settingOf(name).schema.safeParse(value);
  if (parsed.success) found.set(name, { value: parsed.data, line });
  else mistakes.push({ line, name, text: wording.wrongValue(name, parsed.error.issues[0]?.message ?? 'it does not fit') });
}
