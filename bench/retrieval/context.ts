/** Review context: the diff of one file is given; are the commit's other files found? The index is that of the commit's parent, history ends there. */
import { changedTogether } from '#src/retrieval/co-change.ts';
import { contextQuery } from '#src/retrieval/context-query.ts';
import { contentOf } from '#src/chunks/content-of.ts';
import { openMemoryStore } from '#src/retrieval/memory-store.ts';
import type { MemoryFile } from '#src/retrieval/memory-store.ts';
import { readQuery } from '#src/retrieval/query.ts';
import { rankFiles } from '#src/retrieval/rank-files.ts';
import { CHANGE_WEIGHTS } from '#src/retrieval/rank-weights.ts';
import { formatTable } from '#bench/format-table.ts';
import { openBaseline, plainTokens } from './baselines.ts';
import { readHistory, readPatch } from '#src/git/read-history.ts';
import type { LoggedCommit } from '#src/git/read-history.ts';
import { loadFiles } from './load-files.ts';
import { mean, recallAt10 } from './measures.ts';

interface Subject {
  readonly name: string;
  readonly revision: string;
  readonly gitDir: string;
}

const HISTORY = 5_000;
/** Larger commits are no change that somebody reviews file by file. */
const MAX_FILES = 12;

/** The index is made once, at the commit before the oldest one judged: nothing of the judged commits is in it. */
export async function judgeContext(subjects: readonly Subject[], commits: number, say: (text: string) => void): Promise<unknown> {
  const results: { readonly name: string; readonly commits: number; readonly ours: number; readonly plain: number }[] = [];
  for (const { name, revision, gitDir } of subjects) {
    const history = await readHistory(gitDir, revision, HISTORY);
    const chosen = history.map((commit, age) => ({ commit, age })).filter(({ commit }) => isJudged(commit));
    const judged = chosen.slice(0, commits);
    const oldest = judged.at(-1);
    const before = oldest === undefined ? undefined : history[oldest.age + 1];
    if (before === undefined) continue;
    const files = await loadFiles(gitDir, before.sha, '');
    const scores = await judgeRepository({ gitDir, files, history, judged });
    results.push({
      name,
      commits: scores.length,
      ours: mean(scores.map(({ ours }) => ours)),
      plain: mean(scores.map(({ plain }) => plain)),
    });
    say(`${name}: ${scores.length} commits`);
  }
  const total = results.reduce((sum, { commits }) => sum + commits, 0);
  const overall = (pick: (result: (typeof results)[number]) => number): number =>
    results.reduce((sum, result) => sum + pick(result) * result.commits, 0) / (total || 1);
  const all = { name: 'all', commits: total, ours: overall(({ ours }) => ours), plain: overall(({ plain }) => plain) };
  const rows = [all, ...results].map((row) => [row.name, String(row.commits), row.ours.toFixed(3), row.plain.toFixed(3)]);
  say(formatTable([['recall@10', 'commits', 'ours', 'plain BM25'], ...rows]));
  return { all, repositories: results };
}

function isJudged({ paths }: LoggedCommit): boolean {
  const code = paths.filter((path) => contentOf(path) === 'code');
  return code.length >= 2 && paths.length <= MAX_FILES;
}

async function judgeRepository({
  gitDir,
  files,
  history,
  judged,
}: {
  readonly gitDir: string;
  readonly files: readonly MemoryFile[];
  readonly history: readonly LoggedCommit[];
  readonly judged: readonly { readonly commit: LoggedCommit; readonly age: number }[];
}): Promise<readonly { readonly ours: number; readonly plain: number }[]> {
  const store = openMemoryStore(files);
  const known = new Set(files.map(({ path }) => path));
  const plain = openBaseline(files, plainTokens, { k1: 1.5, b: 0.75 });
  const scores: { readonly ours: number; readonly plain: number }[] = [];
  for (const { commit, age } of judged) {
    const inIndex = commit.paths.filter((path) => known.has(path));
    // The file given is chosen by the commit's id, not by us.
    const given = inIndex[Number.parseInt(commit.sha.slice(0, 8), 16) % inIndex.length];
    const wanted = new Set(inIndex.filter((path) => path !== given));
    if (given === undefined || wanted.size === 0) continue;
    const text = queryOf(commit.title, given, await readPatch(gitDir, commit.sha, given));
    const query = readQuery(text);
    const evidence = {
      query,
      hits: store.findChunks(query, 300),
      definitions: store.findDefinitions(query),
      paths: store.paths,
      changedTogether: changedTogether(history.slice(age + 1), new Set([given])),
    };
    const ranked = rankFiles(evidence, CHANGE_WEIGHTS).flatMap(({ path }) => (path !== given && known.has(path) ? [path] : []));
    const others = plain(text).filter((path) => path !== given);
    scores.push({ ours: recallAt10(ranked, wanted), plain: recallAt10(others, wanted) });
  }
  return scores;
}

function queryOf(title: string, path: string, patch: string): string {
  const lines = patch.split('\n');
  return contextQuery({
    title,
    files: [
      {
        path,
        hunkHeaders: lines.flatMap((line) => /^@@ [^@]+ @@ (.+)$/u.exec(line)?.[1] ?? []),
        changedLines: lines.filter((line) => /^[+-](?![+-]{2} )/u.test(line)).map((line) => line.slice(1)),
      },
    ],
  });
}
