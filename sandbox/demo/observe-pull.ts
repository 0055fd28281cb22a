/** Looks at a pull request as any other program would: over REST, with a person's token. */
import { Octokit } from '@octokit/rest';
import { decideMerge, type RunSeen } from '#sandbox/merge/decide-merge.ts';
import type { RequiredCheck } from '#sandbox/state/repository.ts';
import { observeChecks, type RestRun } from './observe-checks.ts';
import type { ObservedAnnotation, ObservedPull } from './observed.ts';

export interface PullPlace {
  readonly owner: string;
  readonly repo: string;
  readonly number: number;
}

export interface Observer {
  readonly octokit: Octokit;
  /** Login of the App's bot account. */
  readonly botLogin: string;
  /** What does not change any more: annotations of completed runs by run id, required checks by repository and branch. */
  readonly annotations: Map<number, readonly ObservedAnnotation[]>;
  readonly required: Map<string, readonly RequiredCheck[]>;
}

/** `url`: address of the sandbox, without a slash at the end. */
export function createObserver(url: string, token: string, botLogin: string): Observer {
  const quiet = () => undefined;
  const octokit = new Octokit({ baseUrl: `${url}/api/v3`, auth: token, log: { debug: quiet, info: quiet, warn: quiet, error: quiet } });
  return { octokit, botLogin, annotations: new Map(), required: new Map() };
}

/** A box that begins with `Accept` is the mark of a draft, whoever ticked it (design, section 3). */
const ACCEPT_BOX = /^\s*[-*+] \[[ xX]\] Accept/mu;

/** The pull request as it stands now. Throws Octokit's `RequestError` when the sandbox refuses. */
export async function observePull(observer: Observer, { owner, repo, number }: PullPlace): Promise<ObservedPull> {
  const { octokit, botLogin } = observer;
  const where = { owner, repo, pull_number: number };
  const head = (await octokit.rest.pulls.get(where)).data.head.sha;
  const [comments, runs, reviews, reviewComments] = await Promise.all([
    octokit.paginate(octokit.rest.issues.listComments, { owner, repo, issue_number: number, per_page: 100 }),
    octokit.paginate(octokit.rest.checks.listForRef, { owner, repo, ref: head, per_page: 100 }),
    octokit.paginate(octokit.rest.pulls.listReviews, { ...where, per_page: 100 }),
    octokit.paginate(octokit.rest.pulls.listReviewComments, { ...where, per_page: 100 }),
  ]);
  const check_runs = await observeChecks(observer, owner, repo, runs);
  // Asked last, so that the merge state is never older than the checks that decide it.
  const { data: pull } = await octokit.rest.pulls.get(where);
  const drafts = comments.filter((comment) => comment.user?.login === botLogin && ACCEPT_BOX.test(comment.body ?? ''));
  const allowed = pull.head.sha === head && ['clean', 'unstable', 'has_hooks'].includes(pull.mergeable_state);
  const [draft] = drafts;
  return {
    repository: `${owner}/${repo}`,
    number,
    title: pull.title,
    html_url: pull.html_url,
    body: pull.body ?? '',
    head_sha: head,
    draft: draft === undefined ? null : { body: draft.body ?? '' },
    draft_count: drafts.length,
    review_states: reviews.filter((review) => review.user?.login === botLogin).map((review) => review.state),
    review_comments: reviewComments
      .filter((comment) => comment.user.login === botLogin)
      .map((comment) => ({ path: comment.path, line: comment.line ?? null, side: comment.side ?? 'RIGHT', body: comment.body })),
    check_runs,
    merge_allowed: allowed,
    merge_blocked_by: allowed ? [] : await reasonsOf(observer, owner, repo, pull, runs),
  };
}

type RestPull = Awaited<ReturnType<Octokit['rest']['pulls']['get']>>['data'];

/** REST says only that a pull request is blocked; the reasons follow from the branch's protection and the checks. */
async function reasonsOf(
  observer: Observer,
  owner: string,
  repo: string,
  pull: RestPull,
  runs: readonly RestRun[],
): Promise<readonly string[]> {
  const { reasons } = decideMerge({
    state: pull.state,
    draft: pull.draft ?? false,
    mergeable: pull.mergeable,
    behind: pull.mergeable_state === 'behind',
    headSha: pull.head.sha,
    required: await requiredChecks(observer, owner, repo, pull.base.ref),
    runs: runs.map(toRunSeen),
    statuses: [],
    missingApprovals: 0,
    changesRequestedBy: [],
    unresolvedThreads: 0,
  });
  return reasons.length > 0 ? reasons : [`The merge state is "${pull.mergeable_state}".`];
}

function toRunSeen(run: RestRun): RunSeen {
  return { id: run.id, name: run.name, appId: run.app?.id ?? 0, headSha: run.head_sha, status: run.status, conclusion: run.conclusion };
}

async function requiredChecks(
  { octokit, required }: Observer,
  owner: string,
  repo: string,
  branch: string,
): Promise<readonly RequiredCheck[]> {
  const key = `${owner}/${repo}:${branch}`;
  const known = required.get(key);
  if (known) return known;
  const { data } = await octokit.rest.repos.getBranchProtection({ owner, repo, branch });
  const checks = (data.required_status_checks?.checks ?? []).map(({ context, app_id }) => ({ context, appId: app_id }));
  required.set(key, checks);
  return checks;
}
