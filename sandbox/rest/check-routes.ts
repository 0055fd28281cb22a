/** Check runs. Source: https://docs.github.com/en/rest/checks/runs */
import { z } from 'zod';
import { presentAnnotation, presentCheckRun } from '#sandbox/present/present-check.ts';
import type { App } from '#sandbox/state/app.ts';
import type { CheckRun } from '#sandbox/state/check.ts';
import { notFound, Refusal } from '#sandbox/state/refusal.ts';
import type { Answer, Need, RepositoryCall, RepositoryRoute } from './call.ts';
import { numberParam, ok, textParam } from './call.ts';
import { CheckRunBody, toFields } from './check-run-body.ts';
import { requireCommit } from './commit-routes.ts';
import { countedAnswer, listAnswer } from './paginate.ts';
import { bodyOf } from './parse-body.ts';

export const CHECKS_READ: Need = { app: ['checks:read'], person: 'read' };
export const CHECKS_WRITE: Need = { app: ['checks:write'], person: 'write' };
const ROOT = '/repos/{owner}/{repo}/check-runs';

export const CHECK_ROUTES: readonly RepositoryRoute[] = [
  { method: 'POST', path: ROOT, needs: CHECKS_WRITE, run: create },
  { method: 'GET', path: `${ROOT}/{check_run_id}`, needs: CHECKS_READ, run: (call) => ok(presentCheckRun(call.world, requireRun(call))) },
  {
    method: 'PATCH',
    path: `${ROOT}/{check_run_id}`,
    needs: CHECKS_WRITE,
    run: (call) => {
      const app = requireWritingApp(call);
      const run = requireRun(call);
      call.world.updateCheckRun(app, run, toFields(bodyOf(call, CheckRunBody)));
      return ok(presentCheckRun(call.world, run));
    },
  },
  {
    method: 'GET',
    path: `${ROOT}/{check_run_id}/annotations`,
    needs: CHECKS_READ,
    run: (call) => {
      const run = requireRun(call);
      return listAnswer(call, run.annotations, (annotation) => presentAnnotation(call.world, run, annotation));
    },
  },
  {
    method: 'POST',
    path: `${ROOT}/{check_run_id}/rerequest`,
    needs: CHECKS_WRITE,
    run: (call) => {
      call.world.rerequestRun(call.actor, requireRun(call));
      return ok({}, 201);
    },
  },
  { method: 'GET', path: '/repos/{owner}/{repo}/commits/{ref}/check-runs', needs: CHECKS_READ, run: listForRef },
];

async function create(call: RepositoryCall): Promise<Answer> {
  const app = requireWritingApp(call);
  const body = bodyOf(call, CheckRunBody.extend({ name: z.string().min(1), head_sha: z.string() }));
  const { sha } = await requireCommit(call, body.head_sha);
  if (sha !== body.head_sha) throw new Refusal(422, `No commit found for SHA: ${body.head_sha}`);
  return ok(presentCheckRun(call.world, call.world.createCheckRun(app, call.repository, sha, body.name, toFields(body))), 201);
}

/** Only Apps write checks; people see that in GitHub's words. */
function requireWritingApp(call: RepositoryCall): App {
  if (!call.actor.app) throw new Refusal(403, 'You must authenticate via a GitHub App.');
  return call.actor.app;
}

function requireRun(call: RepositoryCall): CheckRun {
  const run = call.world.records.checkRuns.get(numberParam(call, 'check_run_id'));
  if (!run || run.repositoryId !== call.repository.id) throw notFound();
  return run;
}

async function listForRef(call: RepositoryCall): Promise<Answer> {
  const { sha } = await requireCommit(call, textParam(call, 'ref'));
  return answerRuns(call, call.world.checkRunsOf(call.repository, sha, call.url.searchParams.get('filter') === 'all' ? 'all' : 'latest'));
}

/** With the filters of GitHub's lists. */
export function answerRuns(call: RepositoryCall, runs: readonly CheckRun[]): Answer {
  const query = call.url.searchParams;
  const found = runs
    .filter((run) => (query.get('check_name') ?? run.name) === run.name)
    .filter((run) => (query.get('status') ?? run.status) === run.status)
    .filter((run) => (query.get('app_id') ?? String(run.appId)) === String(run.appId));
  return countedAnswer(call, 'check_runs', found, (run) => presentCheckRun(call.world, run));
}
