/** A case: a pull request as two trees, and the defects it is known to bring in. Layout: `challenge.yaml`, `before/`, `after/`. */
import { readFile, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

const Defect = z.object({
  id: z.coerce.string(),
  file: z.string(),
  line_start: z.number().int().positive(),
  line_end: z.number().int().positive(),
  title: z.string().default(''),
  /** One of them must stand in a comment for the point to count as made. Without any, the place alone counts. */
  keywords: z.array(z.coerce.string()).default([]),
});
export type Defect = z.infer<typeof Defect>;

const Challenge = z.object({
  id: z.string(),
  /** Cases of one repository stay on one side of tuning and held-out. */
  repository: z.string().optional(),
  pr: z.object({ title: z.string().default(''), description: z.string().default('') }).default({ title: '', description: '' }),
  /** None: a clean change, on which every comment is one too many. */
  issues: z.array(Defect).default([]),
});

export interface Case {
  readonly id: string;
  readonly repository: string;
  readonly title: string;
  readonly description: string;
  readonly defects: readonly Defect[];
  readonly before: Tree;
  readonly after: Tree;
}

/** Contents by path, with `/` between folders. */
export type Tree = ReadonlyMap<string, Buffer>;

export class CaseError extends Error {
  override readonly name = 'CaseError';
  readonly retryable = false;
}

/** Every folder in `folder` that holds a `challenge.yaml`, or `folder` itself. @throws CaseError when there is none, or one is broken. */
export async function readCases(folder: string): Promise<readonly Case[]> {
  const names = await readdir(folder, { withFileTypes: true }).catch((cause: unknown) => {
    throw new CaseError(`There is no folder ${folder}.`, { cause });
  });
  if (names.some(({ name }) => name === 'challenge.yaml')) return [await readCase(folder)];
  const cases: Case[] = [];
  for (const { name } of names.filter((entry) => entry.isDirectory()).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const inside = await readdir(join(folder, name));
    if (inside.includes('challenge.yaml')) cases.push(await readCase(join(folder, name)));
  }
  if (cases.length === 0) throw new CaseError(`${folder} holds no case: a case is a folder with challenge.yaml, before/ and after/.`);
  return cases;
}

async function readCase(folder: string): Promise<Case> {
  const where = join(folder, 'challenge.yaml');
  let challenge: z.infer<typeof Challenge>;
  try {
    challenge = Challenge.parse(parse(await readFile(where, 'utf8')));
  } catch (cause) {
    const problem = cause instanceof z.ZodError ? z.prettifyError(cause) : 'it is not YAML';
    throw new CaseError(`${where} cannot be used: ${problem}`, { cause });
  }
  return {
    id: challenge.id,
    repository: challenge.repository ?? basename(folder),
    title: challenge.pr.title,
    description: challenge.pr.description,
    defects: challenge.issues,
    before: await readTree(join(folder, 'before')),
    after: await readTree(join(folder, 'after')),
  };
}

async function readTree(folder: string): Promise<Tree> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const read = await Promise.all(files.map(async (path) => [path.slice(folder.length + 1), await readFile(path)] as const));
  return new Map(read);
}
