/** Does `/ai ask` know when it does not know? Public repositories, 20 questions with and 20 without an answer each; with a model also what it says. */
import { appendFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { answerQuestion } from '#src/ask/answer-question.ts';
import type { AskEnding } from '#src/ask/answer-question.ts';
import { askText, citeOn } from '#src/ask/wording.ts';
import type { Model } from '#src/ask-model.ts';
import { createModel } from '#src/model/create-model.ts';
import { formatTable } from '#bench/format-table.ts';
import { listTree } from '#src/git/list-tree.ts';
import { readBlobs } from '#src/git/read-blobs.ts';
import { runGit } from '#src/git/run-git.ts';
import { toSqlDatabase } from '#src/records/database.ts';
import { findPlaces } from '#src/retrieval/find-places.ts';
import { openChunkPool } from '#src/chunks/chunk-pool.ts';
import { indexRepository } from '#src/retrieval/index-repository.ts';
import { openPostgresStore } from '#src/retrieval/postgres-store.ts';
import { openCodeSearch } from '#src/retrieval/search-code.ts';
import { startTestDatabase } from '#test/records/test-database.ts';
import { openJudge } from './answers.ts';
import type { JudgeAnswer } from './answers.ts';
import { questionSets } from './questions.ts';
import type { QuestionSet } from './questions.ts';

const usage = `usage: npm run bench:ask -- --repos DIR [--only NAME] [--model-url URL [--keep FILE]] [--json]
  --repos DIR      DIR/<owner>+<name>/repo are bare clones: ${questionSets.map(({ repository }) => repository).join(', ')}
  --only NAME      one of them
  --model-url URL  an OpenAI-compatible server: the whole answer is judged, names looked up in all files of the commit
  --keep FILE      appends each question and answer as people see it
  --json           one JSON document on stdout`;
const { values: options } = parseArgs({
  options: {
    repos: { type: 'string' },
    only: { type: 'string' },
    'model-url': { type: 'string' },
    keep: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
});
const say = (text: string): void => void process.stderr.write(`${text}\n`);

interface Row {
  readonly repository: string;
  readonly role: string;
  readonly answered: number;
  /** Of the answerable ones: only places, because the model proved nothing. */
  readonly places: number;
  readonly unknown: number;
  readonly claims: number;
  readonly invented: readonly string[];
  /** Answerable ones that nothing was known of, and the other way round. */
  readonly wrong: readonly string[];
}

async function judge(folder: string, sets: readonly QuestionSet[], model: Model | undefined): Promise<readonly Row[]> {
  await using database = await startTestDatabase();
  const sql = toSqlDatabase(database.database);
  const store = openPostgresStore(sql, '');
  const search = openCodeSearch({ sql, storeOf: () => store });
  const rows: Row[] = [];
  for (const [at, set] of sets.entries()) {
    const gitDir = join(folder, set.repository, 'repo');
    const repositoryId = at + 1;
    const commitSha = (await runGit(['rev-parse', 'HEAD'], { gitDir })).toString('utf8').trim();
    const read = (ids: readonly string[]): Promise<ReadonlyMap<string, Buffer>> => readBlobs({ gitDir }, ids);
    await indexRepository(
      { database: sql, store, read: openChunkPool(2), listFiles: (sha) => listTree(gitDir, sha), readBlobs: read },
      { repositoryId, commitSha, generation: '' },
    );
    const judgeAnswer = await openJudge(gitDir, commitSha);
    const findings = { search, readBlobs: read };
    const ask = async (question: string): Promise<AskEnding> => {
      const ending = await answerQuestion(question, { findPlaces: (text) => findPlaces(findings, repositoryId, text), model });
      if (options.keep !== undefined) await appendFile(options.keep, `\n# ${question}\n\n${askText(ending, citeOn(set.url))}\n`);
      return ending;
    };
    rows.push(await judgeSet(set, ask, judgeAnswer));
  }
  return rows;
}

async function judgeSet(set: QuestionSet, ask: (question: string) => Promise<AskEnding>, judgeAnswer: JudgeAnswer): Promise<Row> {
  const { repository, role } = set;
  const count = { answered: 0, places: 0, unknown: 0, claims: 0 };
  const [invented, wrong]: [string[], string[]] = [[], []];
  const look = async (question: string): Promise<AskEnding['kind']> => {
    const ending = await ask(question);
    const judged = judgeAnswer(ending);
    count.claims += judged.claims;
    invented.push(...judged.invented.map((name) => `${name} (${question})`));
    return ending.kind;
  };
  for (const question of set.answerable) {
    const kind = await look(question);
    if (kind === 'answered') count.answered += 1;
    else if (kind === 'places') count.places += 1;
    else wrong.push(question);
  }
  for (const question of set.unanswerable)
    if ((await look(question)) === 'unknown') count.unknown += 1;
    else wrong.push(question);
  return { repository, role, ...count, invented, wrong };
}

function show(rows: readonly Row[]): void {
  say(
    formatTable([
      ['repository', 'questions', 'answerable: answered', 'places only', 'unanswerable: "I don\'t know"', 'claims', 'invented'],
      ...rows.map(({ repository, role, answered, places, unknown, claims, invented }) => [
        repository,
        role,
        ...[answered, places, unknown].map((count) => `${count} of 20`),
        ...[claims, invented.length].map(String),
      ]),
    ]),
  );
  for (const { repository, wrong, invented } of rows) {
    for (const question of wrong) say(`${repository}: judged wrongly: ${question}`);
    for (const name of invented) say(`${repository}: invented: ${name}`);
  }
}

const sets = questionSets.filter(({ repository }) => options.only === undefined || repository === options.only);
if (options.repos === undefined || sets.length === 0) {
  say(usage);
  process.exitCode = 2;
} else {
  const baseUrl = options['model-url'];
  const promptsFolder = join(dirname(dirname(import.meta.dirname)), 'prompts');
  const rows = await judge(options.repos, sets, baseUrl === undefined ? undefined : await createModel({ baseUrl, promptsFolder }));
  show(rows);
  if (options.json) process.stdout.write(`${JSON.stringify(rows, undefined, 2)}\n`);
}
