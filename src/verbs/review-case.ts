/** One case of `countersign eval`, reviewed by one variant. */
import type { Model } from '#src/ask-model.ts';
import type { Case } from '#src/eval/case.ts';
import type { Reviewed } from '#src/eval/report.ts';
import { commitTrees } from '#src/git/commit-trees.ts';
import { compareCommits } from '#src/git/compare.ts';
import { readBlobs } from '#src/git/read-blobs.ts';
import { createModel } from '#src/model/create-model.ts';
import { rememberAnswers } from '#src/model/remember-answers.ts';
import { localPull } from './local-pull.ts';
import { reviewLocally } from './review-locally.ts';

export interface Variant {
  readonly label: string;
  readonly model: { readonly baseUrl: string; readonly name: string | undefined; readonly apiKey: string | undefined };
  readonly promptsFolder: string;
}

export interface CaseOptions {
  readonly run: number;
  /** For the case's commits; must not exist yet. */
  readonly folder: string;
  /** Where answers are kept; without it every question is asked. */
  readonly cache: string | undefined;
  readonly signal: AbortSignal;
}

/** @throws GitError, and what the answers' folder throws. A model that fails leaves its questions unanswered. */
export async function reviewCase(one: Case, variant: Variant, { run, folder, cache, signal }: CaseOptions): Promise<Reviewed> {
  const { mirror, baseSha, headSha } = await commitTrees(folder, one.before, one.after, one.title, signal);
  const comparison = await compareCommits(mirror, baseSha, headSha, signal);
  const pull = localPull(one.id, { base: { name: 'base', sha: baseSha }, head: { name: 'head', sha: headSha } }, comparison.commits);
  const { promptsFolder } = variant;
  const plain = await createModel({ ...variant.model, promptsFolder });
  const counted = countQuestions(cache === undefined ? plain : rememberAnswers(plain, { folder: cache, promptsFolder, salt: String(run) }));
  const { comments, outcome } = await reviewLocally({ ...pull, title: one.title, body: one.description }, comparison, {
    readBlobs: (ids) => readBlobs(mirror, ids, undefined, signal),
    model: counted.model,
    signal,
  });
  const usage = outcome.kind === 'superseded' ? [] : outcome.usage;
  const sum = (of: 'promptTokens' | 'completionTokens' | 'milliseconds'): number => usage.reduce((total, used) => total + used[of], 0);
  return {
    id: one.id,
    run,
    defects: one.defects,
    comments: comments.map(({ path, startLine, line, body }) => ({ path, startLine: startLine ?? line, line, body })),
    added: comparison.files.flatMap(({ path, hunks }) =>
      hunks.flatMap(({ lines }) => lines.flatMap(({ kind, newLine }) => (kind === 'added' && newLine ? [{ path, line: newLine }] : []))),
    ),
    tokensIn: sum('promptTokens'),
    tokensOut: sum('completionTokens'),
    milliseconds: sum('milliseconds'),
    ...counted.counts,
  };
}

function countQuestions(model: Model): { readonly model: Model; readonly counts: { answers: number; questions: number } } {
  const counts = { answers: 0, questions: 0 };
  const ask: Model['ask'] = async (request) => {
    counts.questions += 1;
    const answer = await model.ask(request);
    if (answer.kind === 'answered') counts.answers += 1;
    return answer;
  };
  return { model: { name: model.name, contextTokens: model.contextTokens, parameters: model.parameters, ask }, counts };
}
