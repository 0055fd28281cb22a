/** The App's check runs. Source: https://docs.github.com/en/rest/checks/runs */
import { createOnce } from './create-once.ts';
import type { EffectNotes } from './create-once.ts';
import type { AppIdentity, Repository } from './repository.ts';
import type { Annotation, CheckRun } from '#src/check-run.ts';

const annotationsPerCall = 50;
/** GitHub takes 65,535 characters; cut well before, and say so. */
const maxTextLength = 64_000;

export interface WriteCheckRun {
  readonly repository: Repository;
  readonly identity: AppIdentity;
  readonly notes: EffectNotes;
  readonly check: CheckRun;
  /** One run per request: the same after a crash, a new one when somebody asks again. */
  readonly requestKey: string;
  readonly detailsUrl: string;
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
      const started = { owner, repo, name: check.name, head_sha: check.headSha, external_id: requestKey, details_url: options.detailsUrl, started_at: options.now().toISOString() };
      return (await octokit.rest.checks.create({ ...started, status: 'in_progress', output: outputOf(check, []) })).data.id;
    },
  });
  if (check.conclusion === undefined) {
    if (!created) await reopen(repository, id, check);
    return id;
  }
  const batches = inBatches(check.output.annotations, annotationsPerCall);
  const completed = { status: 'completed', conclusion: check.conclusion, completed_at: options.now().toISOString() } as const;
  await octokit.rest.checks.update({ owner, repo, check_run_id: id, ...completed, output: outputOf(check, batches[0] ?? []) });
  for (const batch of batches.slice(1)) await octokit.rest.checks.update({ owner, repo, check_run_id: id, ...completed, output: outputOf(check, batch) });
  return id;
}

/** After a crash the run may be finished already; the same request comes to the same end, so it is left as it is until then. */
async function reopen(repository: Repository, id: number, check: CheckRun): Promise<void> {
  const { octokit, owner, repo } = repository;
  const { data } = await octokit.rest.checks.get({ owner, repo, check_run_id: id });
  if (data.status !== 'completed') await octokit.rest.checks.update({ owner, repo, check_run_id: id, status: 'in_progress', output: outputOf(check, []) });
}

async function findCheckRun({ repository, identity, check, requestKey }: WriteCheckRun): Promise<number | undefined> {
  const { octokit, owner, repo } = repository;
  const { data } = await octokit.rest.checks.listForRef({ owner, repo, ref: check.headSha, check_name: check.name, app_id: identity.id, filter: 'all', per_page: 100 });
  return data.check_runs.find((run) => run.external_id === requestKey)?.id;
}

/** Ends a run of an older head that newer work left open. Never `success`. */
export async function cancelCheckRun(repository: Repository, id: number, headSha: string, now: Date): Promise<void> {
  const { octokit, owner, repo } = repository;
  const { data } = await octokit.rest.checks.get({ owner, repo, check_run_id: id });
  if (data.status === 'completed' || data.head_sha !== headSha) return;
  const output = { title: 'Superseded by a newer push', summary: 'A newer commit was pushed before this one was looked at. The result stands on the newer commit.' };
  await octokit.rest.checks.update({ owner, repo, check_run_id: id, status: 'completed', conclusion: 'cancelled', completed_at: now.toISOString(), output });
}

function outputOf(check: CheckRun, annotations: readonly Annotation[]) {
  const { title, summary, text } = check.output;
  return {
    title: title.slice(0, 250),
    summary: cut(summary),
    ...(text === undefined ? {} : { text: cut(text) }),
    annotations: annotations.map((annotation) => ({
      path: annotation.path,
      start_line: annotation.startLine,
      end_line: annotation.endLine,
      annotation_level: annotation.level,
      title: annotation.title.slice(0, 250),
      message: annotation.message.slice(0, 8000),
    })),
  };
}

function cut(text: string): string {
  return text.length <= maxTextLength ? text : `${text.slice(0, maxTextLength)}\n\n… (cut: GitHub takes no longer text)`;
}

function inBatches<Item>(items: readonly Item[], size: number): readonly (readonly Item[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) => items.slice(index * size, (index + 1) * size));
}
