/** Makes the bare git repository of one sample. */
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { git } from '#sandbox/git/run-git.ts';
import { fastImportStream } from './fast-import.ts';
import { planRepository, type RepositoryPlan } from './plan-repository.ts';
import type { SamplePull, SampleRepository } from './sample.ts';

export interface BuiltRepository {
  /** Absolute path of the bare repository: `main` and one branch per pull request. */
  readonly gitFolder: string;
  readonly plan: RepositoryPlan;
}

/** Writes `<folder>/<name>.git`; the same SHAs every time. */
export async function buildRepository(sample: SampleRepository, pulls: readonly SamplePull[], folder: string): Promise<BuiltRepository> {
  const plan = planRepository(sample, pulls, await readSampleFiles(sample.name));
  const gitFolder = join(folder, `${sample.name}.git`);
  await mkdir(gitFolder, { recursive: true });
  await git(gitFolder, ['init', '--quiet', '--bare', '--initial-branch=main', '--template=']);
  await git(gitFolder, ['fast-import', '--quiet', '--done'], { input: fastImportStream(plan.commits) });
  return { gitFolder, plan };
}

/** The sample's `files/` folder: path with `/` to text. */
export async function readSampleFiles(name: string): Promise<ReadonlyMap<string, string>> {
  const root = join(import.meta.dirname, name, 'files');
  const files = new Map<string, string>();
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    files.set(relative(root, path).split(sep).join('/'), await readFile(path, 'utf8'));
  }
  return files;
}
