/** Which reader makes an index: whoever changes how files are read need not think of indexes that an earlier version made. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { grammarsVersion, syntaxFolder } from '#src/syntax/grammars.ts';

/**
 * All that decides what the index holds of a file: this room, the syntax and the grammars. Questions are taken apart by the same
 * code, so what another reader read is found badly as well, not only cut differently.
 */
export const READER = digestOf([import.meta.dirname, syntaxFolder]);

function digestOf(folders: readonly string[]): string {
  const hash = createHash('sha256').update(grammarsVersion());
  for (const folder of folders)
    for (const name of readdirSync(folder).toSorted()) hash.update(`${name}\0`).update(readFileSync(join(folder, name)));
  return hash.digest('hex').slice(0, 16);
}
