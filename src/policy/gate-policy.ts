/** What the configuration says to the gate. Pure. */
import { resolve } from 'node:path';
import type { Configuration } from './configuration.ts';

export function gatePolicyOf(configuration: Configuration): {
  readonly blockAt: 'error' | 'warning' | 'info';
  readonly submodules: 'block' | 'list';
} {
  return { blockAt: configuration.value('gate.block_at'), submodules: configuration.value('gate.submodules') };
}

/** Our own rules and those that the operator adds; places are absolute. */
export function rulePlacesOf(configuration: Configuration, projectFolder: string): readonly string[] {
  return ['policies/semgrep', ...configuration.value('gate.rules')].map((place) => resolve(projectFolder, place));
}
