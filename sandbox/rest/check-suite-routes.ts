/** Check suites. Source: https://docs.github.com/en/rest/checks/suites */
import { readCommitNow } from '#sandbox/git/read-commits.ts';
import { presentSuite } from '#sandbox/present/present-check.ts';
import type { CheckSuite } from '#sandbox/state/check.ts';
import { notFound } from '#sandbox/state/refusal.ts';
import type { RepositoryCall, RepositoryRoute } from './call.ts';
import { numberParam, ok, textParam } from './call.ts';
import { answerRuns, CHECKS_READ, CHECKS_WRITE } from './check-routes.ts';
import { requireCommit } from './commit-routes.ts';
import { countedAnswer } from './paginate.ts';

const ONE = '/repos/{owner}/{repo}/check-suites/{check_suite_id}';

export const CHECK_SUITE_ROUTES: readonly RepositoryRoute[] = [
  { method: 'GET', path: ONE, needs: CHECKS_READ, run: (call) => ok(present(call, requireSuite(call))) },
  {
    method: 'POST',
    path: `${ONE}/rerequest`,
    needs: CHECKS_WRITE,
    run: (call) => {
      call.world.rerequestSuite(call.actor, requireSuite(call));
      return ok({}, 201);
    },
  },
  {
    method: 'GET',
    path: `${ONE}/check-runs`,
    needs: CHECKS_READ,
    run: (call) => {
      const suite = requireSuite(call);
      const which = call.url.searchParams.get('filter') === 'all' ? 'all' : 'latest';
      const runs = call.world.checkRunsOf(call.repository, suite.headSha, which);
      return answerRuns(
        call,
        runs.filter((run) => run.suiteId === suite.id),
      );
    },
  },
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/commits/{ref}/check-suites',
    needs: CHECKS_READ,
    run: async (call) => {
      const { sha } = await requireCommit(call, textParam(call, 'ref'));
      const wanted = call.url.searchParams.get('app_id');
      const suites = call.world
        .checkSuitesOf(call.repository, sha)
        .filter((suite) => (wanted ?? String(suite.appId)) === String(suite.appId));
      return countedAnswer(call, 'check_suites', suites, (suite) => present(call, suite));
    },
  },
];

function present(call: RepositoryCall, suite: CheckSuite): Record<string, unknown> {
  return presentSuite(call.world, suite, readCommitNow(call.repository.gitFolder, suite.headSha));
}

function requireSuite(call: RepositoryCall): CheckSuite {
  const suite = call.world.records.checkSuites.get(numberParam(call, 'check_suite_id'));
  if (!suite || suite.repositoryId !== call.repository.id) throw notFound();
  return suite;
}
