/** The values in force, each with the place that it comes from. */
import type { SettingName, SettingValue } from './settings.ts';
import { settingNames, settingOf } from './settings.ts';

export type Origin =
  | { readonly kind: 'default' }
  | { readonly kind: 'operator' | 'organization' | 'repository'; readonly file: string; readonly line: number };

export interface Configuration {
  readonly value: <Name extends SettingName>(name: Name) => SettingValue<Name>;
  readonly origin: (name: SettingName) => Origin;
}

export type Placed = ReadonlyMap<SettingName, { readonly value: unknown; readonly origin: Origin }>;

/** @param placed values that fit their setting's schema; whoever calls has checked. */
export function configurationOf(placed: Placed): Configuration {
  return {
    value: (name) => (placed.has(name) ? placed.get(name)?.value : settingOf(name).standard) as SettingValue<typeof name>,
    origin: (name) => placed.get(name)?.origin ?? { kind: 'default' },
  };
}

export function placedOf(configuration: Configuration): Placed {
  return new Map(settingNames.map((name) => [name, { value: configuration.value(name), origin: configuration.origin(name) }]));
}

export interface Difference {
  readonly name: SettingName;
  readonly before: unknown;
  readonly after: unknown;
}

export function differences(before: Configuration, after: Configuration): readonly Difference[] {
  return settingNames
    .map((name) => ({ name, before: before.value(name), after: after.value(name) }))
    .filter((one) => JSON.stringify(one.before) !== JSON.stringify(one.after));
}
