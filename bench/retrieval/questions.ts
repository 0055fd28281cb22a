/** The questions of a data folder, laid out as its README says: `repos.json` and `annotations/<name>.json`. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const Place = z.union([z.string(), z.object({ path: z.string() }).transform(({ path }) => path)]);
const Annotation = z.object({
  query: z.string(),
  relevant: z.array(Place),
  secondary: z.array(Place).default([]),
  category: z.string().default('all'),
});
const Repository = z.object({
  name: z.string().regex(/^[\w.-]+$/u),
  url: z.string(),
  revision: z.string().regex(/^[0-9a-f]{40}$/u),
  benchmark_root: z.string().optional(),
});

export interface Question {
  readonly text: string;
  readonly category: string;
  /** Paths from the root of the repository. */
  readonly relevant: ReadonlySet<string>;
}

export interface QuestionedRepository {
  readonly name: string;
  readonly url: string;
  readonly revision: string;
  /** Only files below it are searched; '' for all. */
  readonly root: string;
  readonly questions: readonly Question[];
}

export async function readQuestions(folder: string): Promise<readonly QuestionedRepository[]> {
  const repositories = z.array(Repository).parse(JSON.parse(await readFile(join(folder, 'repos.json'), 'utf8')));
  return await Promise.all(
    repositories.map(async ({ name, url, revision, benchmark_root: root = '' }) => {
      const annotations = z.array(Annotation).parse(JSON.parse(await readFile(join(folder, 'annotations', `${name}.json`), 'utf8')));
      const questions = annotations.map(({ query, category, relevant, secondary }): Question => ({
        text: query,
        category,
        relevant: new Set([...relevant, ...secondary]),
      }));
      return { name, url, revision, root, questions };
    }),
  );
}
