/** The generated pages of docs/: what they should hold. */
import { readFile, writeFile } from 'node:fs/promises';
import { commandsPage } from '#src/command/commands-page.ts';
import { floors } from '#src/command/verbs.ts';
import { repositorySchema } from '#src/policy/json-schema.ts';
import { parsePermissions } from '#src/policy/permissions.ts';
import { signsPage } from '#test/suspect/signs-page.ts';

const root = new URL('../../', import.meta.url);

export async function makePages(): Promise<ReadonlyMap<string, string>> {
  const file = 'policies/permissions.yml';
  const table = parsePermissions(await readFile(new URL(file, root), 'utf8'), file, floors);
  return new Map([
    ['docs/commands.md', commandsPage(table)],
    ['docs/countersign.schema.json', `${JSON.stringify(repositorySchema(), undefined, 2)}\n`],
    ['docs/signs.md', signsPage()],
  ]);
}

export async function readPage(path: string): Promise<string> {
  return await readFile(new URL(path, root), 'utf8');
}

export async function writePages(): Promise<void> {
  for (const [path, text] of await makePages()) await writeFile(new URL(path, root), text);
}
