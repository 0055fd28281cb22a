/** `countersign demo`: the same as `npm run demo`, which reads the arguments itself and ends the process. */
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import type { Verb } from './verb.ts';
import { noDemo } from './wording.ts';

export const demo: Verb = async (args, { root, tell }) => {
  const entry = join(root, 'sandbox/demo/main.ts');
  // A container's image carries the App alone.
  const there = await access(entry).then(
    () => true,
    () => false,
  );
  if (!there) {
    tell(noDemo);
    return 2;
  }
  process.argv.splice(1, Infinity, entry, ...args);
  await import('#sandbox/demo/main.ts');
  return 0;
};
