/** The doctor's lines as people read them. Pure. */
import type { Check } from './check.ts';

export function renderChecks(checks: readonly Check[]): string {
  return checks
    .map(({ name, state, message, todo }) => {
      const line = `${state.padEnd(5)} ${name.padEnd(13)} ${message}`;
      return todo === undefined ? line : `${line}\n${' '.repeat(20)}→ ${todo}`;
    })
    .join('\n');
}
