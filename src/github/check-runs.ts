/** The App's check runs. Source: https://docs.github.com/en/rest/checks/runs */
import { createOnce } from './create-once.ts';
import type { EffectNotes } from './create-once.ts';
import { fitText } from './fit-text.ts';
import { GitHubError, isGone } from './github-error.ts';
import type { AppIdentity, Repository } from './repository.ts';
import { annotationsRefused, cutNotes, explainAction, rerunAction, superseded } from './wording.ts';
import type { Annotation, CheckOutput, CheckRun } from '#src/check-run.ts';

const annotationsPerCall = 50;
/** How often an answer may be lost before the whole write is tried again later. */
const maxDoubts = 3;
/** GitHub takes 65,535 bytes; cut before, and say so. */
const maxTextBytes = 64_000;

export interface WriteCheckRun {
  readonly repository: Repository;
  readonly identity: AppIdentity;
  readonly notes: EffectNotes;
  readonly check: CheckRun;
  /** One run per request: the same after a crash, a new one when somebody asks again. */
  readonly requestKey: string;
  readonly detailsUrl: string;
  /** Whether a model is there to explain a red gate. */
  readonly explains?: boolean;
  readonly now: () => Date;
}

/**
 * Makes the check run of this request say what `check` says. The conclusion is set in the same call as the first
 * annotations; when further annotations fail the conclusion stands already.
 * @returns the check run's id.
 */
export async function writeCheckRun(options: WriteCheckRun): Promise<number> {
  const { repository, check, requestKey } = options;
  const { octokit, owner, repo } = repository;
  const { id, created } = await createOnce(options.notes, {
    key: `check:${requestKey}`,
    find: () => findCheckRun(options),
    create: async () => {
      const started = {
        owner,
        repo,
        name: check.name,
        head_sha: check.headSha,
        external_id: requestKey,
        details_url: options.detailsUrl,
        started_at: options.now().toISOString(),
      };
      return (await octokit.rest.checks.create({ ...started, status: 'in_progress', output: outputOf(check.output, []) })).data.id;
    },
  });
  if (check.conclusion === undefined) {
    if (!created) await reopen(repository, id, check);
    return id;
  }
  await complete(options, id, created);
  return id;
}

/** GitHub adds each call's annotations to those there: what a lost answer or a crash has left there already is not sent again. */
async function complete({ repository, check, now, explains }: WriteCheckRun, id: number, created: boolean): Promise<void> {
  const { octokit, owner, repo } = repository;
  const { conclusion } = check;
  if (conclusion === undefined) return;
  const actions = [rerunAction, ...(explains === true && check.name === 'countersign/security' ? [explainAction] : [])];
  let { annotations } = check.output;
  let output = check.output;
  let there = created ? 0 : await countAnnotations(repository, id);
  const send = async (): Promise<void> => {
    const batch = annotations.slice(there, there + annotationsPerCall);
    const request = { repeatable: batch.length === 0 };
    await octokit.rest.checks.update({
      owner,
      repo,
      check_run_id: id,
      status: 'completed',
      conclusion,
      completed_at: now().toISOString(),
      output: outputOf(output, batch),
      ...(conclusion === 'success' ? {} : { actions }),
      request,
    });
    there += batch.length;
  };
  for (let doubts = 0; ;) {
    try {
      do await send();
      while (there < annotations.length);
      return;
    } catch (error) {
      if (!(error instanceof GitHubError)) throw error;
      if (error.status === 422 && annotations.length > there) {
        // One odd path or line must not keep the conclusion from being said.
        output = { ...output, summary: `${annotationsRefused(annotations.length - there)}\n\n${output.summary}` };
        annotations = annotations.slice(0, there);
        continue;
      }
      if (!error.ambiguous || doubts >= maxDoubts) throw error;
      doubts += 1;
      there = await countAnnotations(repository, id);
    }
  }
}

/** Sends the summary alone: conclusion, title and annotations cannot change. @returns whether anything was written. */
export async function addToCheckSummary(
  { octokit, owner, repo }: Repository,
  id: number,
  headSha: string,
  rewrite: (summary: string) => string,
): Promise<boolean> {
  const { data } = await octokit.rest.checks.get({ owner, repo, check_run_id: id });
  const { title, summary, text } = data.output;
  // Only a finished check of this very head: another run may be at work.
  if (data.status !== 'completed' || data.head_sha !== headSha || title === null || summary === null) return false;
  const rewritten = cut(rewrite(summary));
  if (rewritten === summary) return false;
  const output = { title, summary: rewritten, ...(text === null ? {} : { text }) };
  await octokit.rest.checks.update({ owner, repo, check_run_id: id, output });
  return true;
}

async function countAnnotations({ octokit, owner, repo }: Repository, id: number): Promise<number> {
  return (await octokit.rest.checks.get({ owner, repo, check_run_id: id })).data.output.annotations_count;
}

/** After a crash the run may be finished already; the same request comes to the same end, so it is left as it is until then. */
async function reopen(repository: Repository, id: number, check: CheckRun): Promise<void> {
  const { octokit, owner, repo } = repository;
  const { data } = await octokit.rest.checks.get({ owner, repo, check_run_id: id });
  if (data.status !== 'completed')
    await octokit.rest.checks.update({ owner, repo, check_run_id: id, status: 'in_progress', output: outputOf(check.output, []) });
}

async function findCheckRun({ repository, identity, check, requestKey }: WriteCheckRun): Promise<number | undefined> {
  const { octokit, owner, repo } = repository;
  const named = { owner, repo, ref: check.headSha, check_name: check.name, app_id: identity.id, filter: 'all', per_page: 100 } as const;
  for await (const { data } of octokit.paginate.iterator(octokit.rest.checks.listForRef, named)) {
    const found = data.find((run) => run.external_id === requestKey);
    if (found !== undefined) return found.id;
  }
  return undefined;
}

/** Ends a run of an older head that newer work left open. Never `success`. */
export async function cancelCheckRun(repository: Repository, id: number, headSha: string, now: Date): Promise<void> {
  const { octokit, owner, repo } = repository;
  const run = await octokit.rest.checks.get({ owner, repo, check_run_id: id }).catch((error: unknown) => {
    if (isGone(error)) return undefined;
    throw error;
  });
  if (run === undefined || run.data.status === 'completed' || run.data.head_sha !== headSha) return;
  await octokit.rest.checks.update({
    owner,
    repo,
    check_run_id: id,
    status: 'completed',
    conclusion: 'cancelled',
    completed_at: now.toISOString(),
    output: superseded,
  });
}

function outputOf({ title, summary, text }: CheckOutput, annotations: readonly Annotation[]) {
  return {
    title: oneLine(title),
    summary: cut(summary),
    ...(text === undefined ? {} : { text: cut(text) }),
    annotations: annotations.map((annotation) => ({
      path: annotation.path,
      start_line: annotation.startLine,
      end_line: annotation.endLine,
      annotation_level: annotation.level,
      title: oneLine(annotation.title),
      message: fitText(annotation.message, 8000, cutNotes.annotation),
    })),
  };
}

function oneLine(title: string): string {
  return title.replaceAll('\u0000', '\uFFFD').replaceAll(/\s+/gu, ' ').slice(0, 250).toWellFormed();
}

function cut(text: string): string {
  return fitText(text, maxTextBytes, cutNotes.check);
}
