/** Looks at a pull request as any other program would: over REST, with a person's token. */
import { Octokit } from '@octokit/rest';
import { decideMerge, type RunSeen } from '#sandbox/merge/decide-merge.ts';
import type { ObservedAnnotation, ObservedCheckRun, ObservedPull } from './observed.ts';

export interface PullPlace {
  readonly owner: string;
  readonly repo: string;
  readonly number: number;
}

export interface Observer {
  readonly octokit: Octokit;
  /** Login of the App's bot account. */
  readonly botLogin: string;
}

/** `url`: address of the sandbox, without a slash at the end. */
export function createObserver(url: string, token: string, botLogin: string): Observer {
  const quiet = () => undefined;
  const octokit = new Octokit({ baseUrl: `${url}/api/v3`, auth: token, log: { debug: quiet, info: quiet, warn: quiet, error: quiet } });
  return { octokit, botLogin };
}

/** A box that begins with `Accept` is the mark of a draft, whoever ticked it (design, section 3). */
const ACCEPT_BOX = /^\s*[-*+] \[[ xX]\] Accept/mu;

/** The pull request as it stands now. Throws Octokit's `RequestError` when the sandbox refuses. */
export async function observePull({ octokit, botLogin }: Observer, { owner, repo, number }: PullPlace): Promise<ObservedPull> {
  const { data: pull } = await octokit.rest.pulls.get({ owner, repo, pull_number: number });
  const ref = { owner, repo, ref: pull.head.sha, per_page: 100 };
  const [comments, runs, reviews, reviewComments] = await Promise.all([
    octokit.paginate(octokit.rest.issues.listComments, { owner, repo, issue_number: number, per_page: 100 }),
    octokit.paginate(octokit.rest.checks.listForRef, ref),
    octokit.paginate(octokit.rest.pulls.listReviews, { owner, repo, pull_number: number, per_page: 100 }),
    octokit.paginate(octokit.rest.pulls.listReviewComments, { owner, repo, pull_number: number, per_page: 100 }),
  ]);
  const drafts = comments.filter((comment) => comment.user?.login === botLogin && ACCEPT_BOX.test(comment.body ?? ''));
  const [draft] = drafts;
  const seen = runs.map((run): RunSeen => ({ ...toRunSeen(run), headSha: pull.head.sha }));
  const decision = decideMerge({
    state: pull.state,
    draft: pull.draft ?? false,
    mergeable: pull.mergeable,
    behind: pull.mergeable_state === 'behind',
    headSha: pull.head.sha,
    required: await requiredChecks(octokit, owner, repo, pull.base.ref),
    runs: seen,
    statuses: [],
    missingApprovals: 0,
    changesRequestedBy: [],
    unresolvedThreads: 0,
  });
  const allowed = ['clean', 'unstable', 'has_hooks'].includes(pull.mergeable_state);
  return {
    repository: `${owner}/${repo}`,
    number,
    title: pull.title,
    html_url: pull.html_url,
    body: pull.body ?? '',
    head_sha: pull.head.sha,
    draft: draft === undefined ? null : { body: draft.body ?? '' },
    draft_count: drafts.length,
    review_states: reviews.filter((review) => review.user?.login === botLogin).map((review) => review.state),
    review_comments: reviewComments
      .filter((comment) => comment.user.login === botLogin)
      .map((comment) => ({ path: comment.path, line: comment.line ?? null, side: comment.side ?? 'RIGHT', body: comment.body })),
    check_runs: await Promise.all(runs.map((run) => toCheckRun(octokit, owner, repo, run))),
    merge_allowed: allowed,
    merge_blocked_by: allowed ? [] : decision.reasons.length > 0 ? decision.reasons : [`GitHub's merge state is ${pull.mergeable_state}.`],
  };
}

type RestRun = Awaited<ReturnType<Octokit['rest']['checks']['get']>>['data'];

async function toCheckRun(octokit: Octokit, owner: string, repo: string, run: RestRun): Promise<ObservedCheckRun> {
  const annotations: ObservedAnnotation[] = [];
  if (run.output.annotations_count > 0) {
    const all = await octokit.paginate(octokit.rest.checks.listAnnotations, { owner, repo, check_run_id: run.id, per_page: 100 });
    for (const { path, start_line, end_line, annotation_level, title, message } of all) {
      annotations.push({ path, start_line, end_line, annotation_level: annotation_level ?? 'notice', title, message: message ?? '' });
    }
  }
  const { title, summary, text } = run.output;
  return { name: run.name, head_sha: run.head_sha, status: run.status, conclusion: run.conclusion, title, summary, text, annotations };
}

function toRunSeen(run: RestRun): Omit<RunSeen, 'headSha'> {
  return { id: run.id, name: run.name, appId: run.app?.id ?? 0, status: run.status, conclusion: run.conclusion };
}

async function requiredChecks(octokit: Octokit, owner: string, repo: string, branch: string) {
  const { data } = await octokit.rest.repos.getBranchProtection({ owner, repo, branch });
  return (data.required_status_checks?.checks ?? []).map(({ context, app_id }) => ({ context, appId: app_id }));
}
