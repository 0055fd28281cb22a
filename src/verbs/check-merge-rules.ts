/** Does GitHub hold back a merge until our security check has passed, and believe nobody but us about it? */
import type { Config } from '#src/config.ts';
import { connectGitHub } from '#src/github/connect.ts';
import { readRequiredChecks } from '#src/github/required-checks.ts';
import type { Check } from './check.ts';
import { ok, reasonOf, warn } from './check.ts';
import { mergeRulesWording as wording } from './wording.ts';

const name = 'merge rules';
const securityCheck = 'countersign/security';
/** One request or two for each; more would take minutes. */
const MOST_REPOSITORIES = 50;

interface Judged {
  readonly repository: string;
  readonly verdict: 'required' | 'not-required' | 'any-source';
}

/** Called only for an App that GitHub knows. */
export async function checkMergeRules(config: Config): Promise<Check> {
  const silent = () => undefined;
  const log = { debug: silent, info: silent, warn: silent, error: silent };
  const { id: appId, privateKey } = config.app;
  const github = connectGitHub({ appId, privateKey, ...config.github, log, timeoutMilliseconds: 8000 });
  const judged: Judged[] = [];
  try {
    for (const installation of await github.app.paginate(github.app.rest.apps.listInstallations, { per_page: 100 })) {
      if (installation.suspended_at !== null && installation.suspended_at !== undefined) continue;
      const octokit = github.forInstallation(installation.id);
      for (const repository of await octokit.paginate(octokit.rest.apps.listReposAccessibleToInstallation, { per_page: 100 })) {
        if (judged.length >= MOST_REPOSITORIES) break;
        const branch = { owner: repository.owner.login, repo: repository.name, branch: repository.default_branch };
        const checks = await readRequiredChecks(github.forRepository(installation.id, repository.id), branch);
        const ours = checks.filter((check) => check.name === securityCheck);
        const verdict = ours.length === 0 ? 'not-required' : ours.every((check) => check.appId === appId) ? 'required' : 'any-source';
        judged.push({ repository: `${branch.owner}/${branch.repo}`, verdict });
      }
    }
  } catch (error) {
    return warn(name, wording.unreadable(reasonOf(error)), wording.unreadableTodo);
  }
  return summarize(judged);
}

function summarize(judged: readonly Judged[]): Check {
  const those = (verdict: Judged['verdict']): readonly string[] =>
    judged.filter((one) => one.verdict === verdict).map(({ repository }) => repository);
  const [open, anySource] = [those('not-required'), those('any-source')];
  if (anySource.length > 0) return warn(name, wording.anySource(securityCheck, anySource), wording.anySourceTodo(securityCheck));
  if (open.length > 0) return warn(name, wording.notRequired(securityCheck, open), wording.notRequiredTodo(securityCheck));
  return ok(name, wording.good(securityCheck, judged.length));
}
