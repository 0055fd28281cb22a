/** Check runs and the suites that hold them. */
import type { App } from './app.ts';
import type { CheckConclusion, CheckRun, CheckSuite } from './check.ts';
import type { Core } from './core.ts';
import { must } from './core.ts';
import { installationFor } from './installations.ts';
import { invalid, Refusal } from './refusal.ts';
import type { Repository } from './repository.ts';
import type { Actor, CheckRunFields } from './world.ts';

const MAX_TEXT = 65_535;
const MAX_ANNOTATIONS_A_CALL = 50;
const MAX_ACTIONS = 3;

export function createCheckRun(
  core: Core,
  app: App,
  repository: Repository,
  headSha: string,
  name: string,
  fields: CheckRunFields,
): CheckRun {
  validate(fields);
  const now = core.now();
  const run: CheckRun = {
    id: core.nextId(),
    suiteId: suiteFor(core, app, repository, headSha).id,
    repositoryId: repository.id,
    appId: app.id,
    name,
    headSha,
    externalId: '',
    detailsUrl: '',
    status: 'queued',
    conclusion: null,
    startedAt: now,
    completedAt: null,
    title: null,
    summary: null,
    text: null,
    annotations: [],
    actions: [],
  };
  assign(core, run, fields);
  core.records.checkRuns.set(run.id, run);
  const actor = botOf(core, app);
  core.emit({ name: 'check_run', action: 'created', actor, run });
  settle(core, app, run);
  return run;
}

export function updateCheckRun(core: Core, app: App, run: CheckRun, fields: CheckRunFields): void {
  if (run.appId !== app.id)
    throw new Refusal(403, 'Invalid app_id `' + String(app.id) + '` - check run can only be modified by the GitHub App that created it.');
  validate(fields);
  if (fields.name !== undefined) run.name = fields.name;
  assign(core, run, fields);
  settle(core, app, run);
}

export function checkRunsOf(core: Core, repository: Repository, sha: string, which: 'latest' | 'all'): readonly CheckRun[] {
  const runs = [...core.records.checkRuns.values()].filter((run) => run.repositoryId === repository.id && run.headSha === sha).reverse();
  if (which === 'all') return runs;
  const seen = new Set<string>();
  return runs.filter((run) => {
    const key = `${run.appId}:${run.name}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

export function checkSuitesOf(core: Core, repository: Repository, sha: string): readonly CheckSuite[] {
  return [...core.records.checkSuites.values()].filter((suite) => suite.repositoryId === repository.id && suite.headSha === sha);
}

/** A push makes a suite for every App that may write checks, and asks it for its checks. */
export function openSuites(
  core: Core,
  actor: Actor,
  repository: Repository,
  sha: string,
  branch: string | null,
  before: string | null,
): void {
  for (const app of core.records.apps.values()) {
    if (installationFor(core, app, repository)?.permissions['checks'] !== 'write') continue;
    if (checkSuitesOf(core, repository, sha).some((suite) => suite.appId === app.id)) continue;
    core.emit({ name: 'check_suite', action: 'requested', actor, suite: newSuite(core, app, repository, sha, branch, before) });
  }
}

function botOf(core: Core, app: App): Actor {
  return { user: must(core.records.users, app.botId), app };
}

function suiteFor(core: Core, app: App, repository: Repository, sha: string): CheckSuite {
  const known = checkSuitesOf(core, repository, sha).find((suite) => suite.appId === app.id);
  return known ?? newSuite(core, app, repository, sha, null, null);
}

function newSuite(
  core: Core,
  app: App,
  repository: Repository,
  headSha: string,
  headBranch: string | null,
  before: string | null,
): CheckSuite {
  const now = core.now();
  const suite: CheckSuite = {
    id: core.nextId(),
    repositoryId: repository.id,
    appId: app.id,
    headSha,
    headBranch,
    before,
    status: 'queued',
    conclusion: null,
    createdAt: now,
    updatedAt: now,
  };
  core.records.checkSuites.set(suite.id, suite);
  return suite;
}

function validate(fields: CheckRunFields): void {
  const annotations = fields.output?.annotations ?? [];
  if (annotations.length > MAX_ANNOTATIONS_A_CALL) {
    throw new Refusal(
      422,
      `Invalid request.\n\nNo more than ${MAX_ANNOTATIONS_A_CALL} items are allowed; ${annotations.length} were supplied.`,
    );
  }
  if ((fields.actions?.length ?? 0) > MAX_ACTIONS) {
    throw new Refusal(
      422,
      `Invalid request.\n\nNo more than ${MAX_ACTIONS} items are allowed; ${fields.actions?.length ?? 0} were supplied.`,
    );
  }
  for (const key of ['summary', 'text'] as const) {
    if ((fields.output?.[key]?.length ?? 0) > MAX_TEXT) {
      throw invalid('CheckRun', key, `${key} exceeds a maximum bytesize of ${MAX_TEXT}`);
    }
  }
  if (fields.status === 'completed' && fields.conclusion === undefined)
    throw invalid('CheckRun', 'conclusion', 'conclusion is required when status is completed');
}

function assign(core: Core, run: CheckRun, fields: CheckRunFields): void {
  if (fields.externalId !== undefined) run.externalId = fields.externalId;
  if (fields.detailsUrl !== undefined) run.detailsUrl = fields.detailsUrl;
  if (fields.status !== undefined) run.status = fields.status;
  if (fields.startedAt !== undefined) run.startedAt = fields.startedAt;
  if (fields.actions !== undefined) run.actions = fields.actions;
  if (fields.output !== undefined) {
    run.title = fields.output.title;
    run.summary = fields.output.summary;
    run.text = fields.output.text ?? null;
    run.annotations.push(...(fields.output.annotations ?? []));
  }
  if (fields.conclusion !== undefined) {
    // Giving a conclusion completes the run, whatever the status says.
    run.conclusion = fields.conclusion;
    run.status = 'completed';
  }
  if (run.status === 'completed') run.completedAt = fields.completedAt ?? run.completedAt ?? core.now();
  else {
    run.conclusion = null;
    run.completedAt = null;
  }
}

/** Tells that the run completed, and the suite with it when it was the last one. */
function settle(core: Core, app: App, run: CheckRun): void {
  const actor = botOf(core, app);
  const suite = must(core.records.checkSuites, run.suiteId);
  const repository = must(core.records.repositories, run.repositoryId);
  const runs = checkRunsOf(core, repository, run.headSha, 'latest').filter((one) => one.suiteId === suite.id);
  const done = runs.every((one) => one.status === 'completed');
  suite.updatedAt = core.now();
  suite.status = done
    ? 'completed'
    : runs.some((one) => one.status === 'in_progress' || one.status === 'completed')
      ? 'in_progress'
      : 'queued';
  suite.conclusion = done ? worst(runs.map((one) => one.conclusion)) : null;
  if (run.status !== 'completed') return;
  core.emit({ name: 'check_run', action: 'completed', actor, run });
  if (done) core.emit({ name: 'check_suite', action: 'completed', actor, suite });
}

const BY_WEIGHT: readonly CheckConclusion[] = [
  'failure',
  'timed_out',
  'action_required',
  'cancelled',
  'stale',
  'success',
  'neutral',
  'skipped',
];

function worst(conclusions: readonly (CheckConclusion | null)[]): CheckConclusion | null {
  return BY_WEIGHT.find((one) => conclusions.includes(one)) ?? null;
}
