/** Permissions and events as `app.yml` asks for them: the demo's App gets exactly what a real one would. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

const Manifest = z.object({
  name: z.string().default('Countersign'),
  default_permissions: z.record(z.string(), z.enum(['read', 'write', 'admin'])),
  default_events: z.array(z.string()),
});

export interface AppManifest {
  readonly name: string;
  readonly permissions: Readonly<Record<string, 'read' | 'write' | 'admin'>>;
  readonly events: readonly string[];
}

export async function readAppManifest(root: string): Promise<AppManifest> {
  const manifest = Manifest.parse(parse(await readFile(join(root, 'app.yml'), 'utf8')));
  return { name: manifest.name, permissions: manifest.default_permissions, events: manifest.default_events };
}
