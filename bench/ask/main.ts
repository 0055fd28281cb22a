/** Does `/ai ask` know when it does not know? Two public repositories, 20 questions with and 20 without an answer each. No model. */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { formatTable } from '#bench/format-table.ts';
import { listTree } from '#src/git/list-tree.ts';
import { readBlobs } from '#src/git/read-blobs.ts';
import { runGit } from '#src/git/run-git.ts';
import { toSqlDatabase } from '#src/records/database.ts';
import { findPlaces } from '#src/retrieval/find-places.ts';
import { openChunkPool } from '#src/retrieval/chunk-pool.ts';
import { indexRepository } from '#src/retrieval/index-repository.ts';
import { openPostgresStore } from '#src/retrieval/postgres-store.ts';
import { openCodeSearch } from '#src/retrieval/search-code.ts';
import { startTestDatabase } from '#test/records/test-database.ts';
import { questionSets } from './questions.ts';
import type { QuestionSet } from './questions.ts';

const usage = `usage: npm run bench:ask -- --repos DIR [--json]
  --repos DIR   DIR/<owner>+<name>/repo are bare clones: ${questionSets.map(({ repository }) => repository).join(', ')}
  --json        one JSON document on stdout`;
const { values: options } = parseArgs({ options: { repos: { type: 'string' }, json: { type: 'boolean', default: false } } });
const say = (text: string): void => void process.stderr.write(`${text}\n`);

async function judge(folder: string, sets: readonly QuestionSet[]): Promise<unknown> {
  await using database = await startTestDatabase();
  const sql = toSqlDatabase(database.database);
  const store = openPostgresStore(sql, '');
  const search = openCodeSearch({ sql, storeOf: () => store });
  const results: {
    readonly repository: string;
    readonly role: string;
    readonly answered: number;
    readonly unknown: number;
    readonly wrong: readonly string[];
  }[] = [];
  for (const [at, set] of sets.entries()) {
    const gitDir = join(folder, set.repository, 'repo');
    const repositoryId = at + 1;
    const commitSha = (await runGit(['rev-parse', 'HEAD'], { gitDir })).toString('utf8').trim();
    const read = (ids: readonly string[]): Promise<ReadonlyMap<string, Buffer>> => readBlobs({ gitDir }, ids);
    await indexRepository(
      { database: sql, store, read: openChunkPool(2), listFiles: (sha) => listTree(gitDir, sha), readBlobs: read },
      { repositoryId, commitSha, generation: '' },
    );
    const isAnswered = async (question: string): Promise<boolean> => {
      const found = await findPlaces({ search, readBlobs: read }, repositoryId, question);
      return found.kind === 'found' && found.answerable;
    };
    const wrong: string[] = [];
    let [answered, unknown] = [0, 0];
    for (const question of set.answerable)
      if (await isAnswered(question)) answered += 1;
      else wrong.push(question);
    for (const question of set.unanswerable)
      if (await isAnswered(question)) wrong.push(question);
      else unknown += 1;
    results.push({ repository: set.repository, role: set.role, answered, unknown, wrong });
  }
  say(
    formatTable([
      ['repository', 'questions', 'answerable: answered', 'unanswerable: "I don\'t know"'],
      ...results.map(({ repository, role, answered, unknown }) => [repository, role, `${answered} of 20`, `${unknown} of 20`]),
    ]),
  );
  for (const { repository, wrong } of results) for (const question of wrong) say(`${repository}: judged wrongly: ${question}`);
  return results;
}

if (options.repos === undefined) {
  say(usage);
  process.exitCode = 2;
} else {
  const results = await judge(options.repos, questionSets);
  if (options.json) process.stdout.write(`${JSON.stringify(results, undefined, 2)}\n`);
}
