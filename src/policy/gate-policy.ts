/** What the configuration says to the gate. Pure. */
import type { Configuration } from './configuration.ts';

export function gatePolicyOf(configuration: Configuration): {
  readonly blockAt: 'error' | 'warning' | 'info';
  readonly submodules: 'block' | 'list';
} {
  return { blockAt: configuration.value('gate.block_at'), submodules: configuration.value('gate.submodules') };
}
