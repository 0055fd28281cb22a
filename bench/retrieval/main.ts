/** `npm run bench:retrieval`: is the right file among the first ten? */
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { QUESTION_WEIGHTS } from '#src/retrieval/rank-weights.ts';
import { formatTable } from '#bench/format-table.ts';
import { percentile } from '#bench/percentile.ts';
import { runGit } from '#src/git/run-git.ts';
import { startTestDatabase } from '#test/records/test-database.ts';
import { openBaseline, plainTokens, qdrantTokens } from './baselines.ts';
import { judgeContext } from './context.ts';
import { judgeIsolation } from './isolation.ts';
import { judge, leaveOneOut } from './cross-validate.ts';
import type { Case } from './cross-validate.ts';
import { ndcgAt10 } from './measures.ts';
import { loadFiles } from './load-files.ts';
import { readQuestions } from './questions.ts';
import type { QuestionedRepository } from './questions.ts';
import { measureSpeed } from './speed.ts';
import { searchMemory, searchStore } from './searchers.ts';

const usage = `Files found for questions about code: ours, plain BM25, and BM25 over Qdrant's default tokenization, on the same chunks.

  npm run bench:retrieval -- --data DIR --repos DIR [--store postgres | --qdrant URL] [--cross-validate] [--context N] [--json]

  --data DIR        questions: repos.json and annotations/<name>.json
  --repos DIR       a clone of each repository, with history: DIR/<name>
  --store postgres  through the indexer and an embedded PostgreSQL (otherwise the same ranking over memory)
  --qdrant URL      through the indexer and this Qdrant server
  --embedding URL   also with vectors of this OpenAI-compatible server (needs --embedding-model NAME and a store)
  --cross-validate  fit the weights without each repository in turn, and judge them on it
  --misses N        prints the N questions with the lowest NDCG@10, with what was wanted and what was found
  --context N       instead: a commit's other files from the diff of one, for the N latest commits of each repository
  --isolation N     instead: N random searches over 20 repositories with the same code; needs neither --data nor --repos
  --speed GITDIR    instead: chunks per second of a bare repository, peak memory, seconds after a push of 20 files, query p95; may be repeated
  --threads N       threads that read for --speed (default 2)
  --json            one JSON document on stdout`;

const { values: options } = parseArgs({
  options: {
    data: { type: 'string' },
    repos: { type: 'string' },
    store: { type: 'string' },
    qdrant: { type: 'string' },
    embedding: { type: 'string' },
    'embedding-model': { type: 'string', default: 'embedder' },
    'cross-validate': { type: 'boolean', default: false },
    misses: { type: 'string', default: '0' },
    context: { type: 'string' },
    isolation: { type: 'string' },
    speed: { type: 'string', multiple: true },
    threads: { type: 'string', default: '2' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

interface Measured {
  readonly cases: { readonly [method: string]: readonly Case[] };
  readonly milliseconds: readonly number[];
  readonly chunks: number;
  readonly indexMilliseconds: number;
}

const say = (text: string): void => void process.stderr.write(`${text}\n`);

async function measure(
  repository: QuestionedRepository,
  gitDir: string,
  index: number,
  database: Parameters<typeof searchStore>[0] | undefined,
): Promise<Measured> {
  const { name, revision, root, questions } = repository;
  const started = performance.now();
  const files = await loadFiles(gitDir, revision, root);
  const memory = searchMemory(files);
  const milliseconds: number[] = [];
  let [chunks, indexMilliseconds] = [files.reduce((total, file) => total + file.chunks.length, 0), performance.now() - started];
  const stored = database === undefined ? undefined : await searchStore(database, { repositoryId: index + 1, gitDir, revision, root });
  if (stored !== undefined) ({ chunks, milliseconds: indexMilliseconds } = stored.indexed);
  const ours: Case[] = [];
  for (const question of questions) {
    const started = performance.now();
    const found = stored === undefined ? memory.search(question.text) : await stored.search(question.text);
    milliseconds.push(performance.now() - started);
    ours.push({ repository: name, question, rank: stored === undefined ? memory.gather(question.text) : () => found });
  }
  const plain = openBaseline(files, plainTokens, { k1: 1.5, b: 0.75 });
  const qdrant = openBaseline(files, qdrantTokens, { k1: 1.2, b: 0.75, averageLength: 256 });
  const ranked = (search: (text: string) => readonly string[]): readonly Case[] =>
    questions.map((question) => ({ repository: name, question, rank: () => search(question.text) }));
  return { cases: { ours, 'plain BM25': ranked(plain), "Qdrant's tokenization": ranked(qdrant) }, milliseconds, chunks, indexMilliseconds };
}

async function answerQuestions(repositories: readonly QuestionedRepository[], folder: string): Promise<unknown> {
  const wantsStore = options.store === 'postgres' || options.qdrant !== undefined;
  await using database = wantsStore ? await startTestDatabase() : undefined;
  const embedding = options.embedding === undefined ? undefined : { baseUrl: options.embedding, name: options['embedding-model'] };
  const results: Measured[] = [];
  for (const [index, repository] of repositories.entries()) {
    const target = database === undefined ? undefined : { database: database.database, qdrantUrl: options.qdrant, embedding };
    results.push(await measure(repository, await gitDirOf(folder, repository), index, target));
    say(`${repository.name}: ${results.at(-1)?.chunks} chunks in ${Math.round(results.at(-1)?.indexMilliseconds ?? 0)} ms`);
  }
  const methods = Object.keys(results[0]?.cases ?? {});
  const all = (method: string): readonly Case[] => results.flatMap(({ cases }) => cases[method] ?? []);
  const groups = ['all', ...new Set(all('ours').map(({ question }) => question.category)), ...repositories.map(({ name }) => name)];
  const inGroup = (group: string, cases: readonly Case[]): readonly Case[] =>
    cases.filter(({ repository, question }) => group === 'all' || group === repository || group === question.category);
  const quality = groups.map((group) => ({
    group,
    methods: methods.map((method) => ({ method, ...judge(inGroup(group, all(method)), QUESTION_WEIGHTS) })),
  }));
  const held = options['cross-validate'] && !wantsStore ? leaveOneOut(all('ours')) : undefined;
  const times = results.flatMap(({ milliseconds }) => milliseconds);
  const rows = quality.map(({ group, methods }) => [group, ...methods.flatMap(({ ndcg, recall }) => [ndcg.toFixed(3), recall.toFixed(3)])]);
  say(formatTable([['', ...methods.flatMap((method) => [`${method} NDCG@10`, 'recall@10'])], ...rows]));
  if (held !== undefined)
    say(
      `no weight fitted: NDCG@10 ${held.neutral.ndcg.toFixed(3)}, recall@10 ${held.neutral.recall.toFixed(3)}; fitted without the repository judged: ${held.heldOut.ndcg.toFixed(3)}, ${held.heldOut.recall.toFixed(3)}`,
    );
  say(`query p50 ${percentile(times, 0.5).toFixed(1)} ms, p95 ${percentile(times, 0.95).toFixed(1)} ms`);
  for (const line of worst(all('ours'), Number(options.misses))) say(line);
  return { quality, ...(held === undefined ? {} : { crossValidation: held }), p95Milliseconds: percentile(times, 0.95) };
}

function worst(cases: readonly Case[], count: number): readonly string[] {
  return cases
    .map(({ repository, question, rank }) => ({ repository, question, paths: rank(QUESTION_WEIGHTS).slice(0, 5) }))
    .map((one) => ({ ...one, ndcg: ndcgAt10(one.paths, one.question.relevant) }))
    .sort((a, b) => a.ndcg - b.ndcg)
    .slice(0, count)
    .map(
      ({ repository, question, paths, ndcg }) =>
        `${ndcg.toFixed(2)} ${repository}: ${question.text}\n  wanted ${[...question.relevant].join(', ')}\n  found  ${paths.join(', ')}`,
    );
}

async function gitDirOf(folder: string, { name, url, revision }: QuestionedRepository): Promise<string> {
  const path = join(folder, name);
  for (const gitDir of [join(path, '.git'), path]) if (await isThere(join(gitDir, 'objects'))) return gitDir;
  throw new Error(`${path} is no git repository. Run: git clone ${url} ${path} && git -C ${path} cat-file -e ${revision}`);
}

async function isThere(path: string): Promise<boolean> {
  return await stat(path).then(
    () => true,
    () => false,
  );
}

if (options.isolation !== undefined) {
  await using database = await startTestDatabase();
  const result = await judgeIsolation({ database: database.database, qdrantUrl: options.qdrant }, Number(options.isolation));
  say(`${result.foreign} of ${result.results} results of ${result.queries} searches came from another repository`);
  if (options.json) process.stdout.write(`${JSON.stringify(result, undefined, 2)}\n`);
} else if (options.speed !== undefined) {
  await using database = await startTestDatabase();
  const questions = options.data === undefined ? [] : (await readQuestions(options.data)).flatMap(({ questions }) => questions);
  for (const [at, gitDir] of options.speed.entries()) {
    const commitSha = (await runGit(['rev-parse', 'HEAD'], { gitDir })).toString('utf8').trim();
    const target = { repositoryId: at + 1, gitDir, commitSha, threads: Number(options.threads) };
    const speed = await measureSpeed({ database: database.database, qdrantUrl: options.qdrant }, target, questions);
    say(
      `${gitDir}: ${speed.files} files, ${speed.chunks} chunks in ${speed.seconds.toFixed(1)} s: ${Math.round(speed.chunks / speed.seconds)} chunks/s (CPU: ${speed.cpuSeconds.toFixed(1)} s here, ${speed.postgresCpuSeconds.toFixed(1)} s PostgreSQL); peak ${Math.round(speed.peakMegabytes)} MB here, ${Math.round(speed.postgresPeakMegabytes)} MB in PostgreSQL's largest process; push of 20 files ${speed.pushSeconds.toFixed(2)} s; query p95 ${speed.p95Milliseconds.toFixed(1)} ms, ${speed.queryCpuMilliseconds.toFixed(1)} ms of CPU here`,
    );
    if (options.json) process.stdout.write(`${JSON.stringify({ gitDir, ...speed }, undefined, 2)}\n`);
  }
} else if (options.help || options.data === undefined || options.repos === undefined) {
  say(usage);
  process.exitCode = options.help ? 0 : 2;
} else {
  const folder = options.repos;
  const repositories = await readQuestions(options.data);
  const result =
    options.context === undefined
      ? await answerQuestions(repositories, folder)
      : await judgeContext(
          await Promise.all(repositories.map(async (repository) => ({ ...repository, gitDir: await gitDirOf(folder, repository) }))),
          Number(options.context),
          say,
        );
  if (options.json) process.stdout.write(`${JSON.stringify(result, undefined, 2)}\n`);
}
