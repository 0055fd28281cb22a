/** `check-run`, `check-suite`, `check-annotation`, `status`. */
import type { CheckAnnotation, CheckRun, CheckSuite, CommitStatus } from '#sandbox/state/check.ts';
import { must } from '#sandbox/state/core.ts';
import type { CommitSummary } from '#sandbox/state/world.ts';
import { presentAppId } from './present-app.ts';
import { pullsAt } from './present-pull.ts';
import { presentRepository } from './present-repository.ts';
import { presentUserId } from './present-user.ts';
import type { Json, View } from './view.ts';
import { encodePath, nodeId, repositoryPage, repositoryUrl, stamp, stampOrNull } from './view.ts';

export function presentCheckRun(view: View, run: CheckRun): Json {
  const repository = must(view.records.repositories, run.repositoryId);
  const url = `${repositoryUrl(view, repository)}/check-runs/${run.id}`;
  const page = `${repositoryPage(view, repository)}/runs/${run.id}`;
  return {
    id: run.id,
    name: run.name,
    node_id: nodeId('CR', run.id),
    head_sha: run.headSha,
    external_id: run.externalId,
    url,
    html_url: page,
    details_url: run.detailsUrl === '' ? page : run.detailsUrl,
    status: run.status,
    conclusion: run.conclusion,
    started_at: stampOrNull(run.startedAt),
    completed_at: stampOrNull(run.completedAt),
    output: {
      title: run.title,
      summary: run.summary,
      text: run.text,
      annotations_count: run.annotations.length,
      annotations_url: `${url}/annotations`,
    },
    check_suite: { id: run.suiteId },
    app: presentAppId(view, run.appId),
    pull_requests: pullsAt(view, repository, run.headSha),
  };
}

export function presentCheckRunForWebhook(view: View, run: CheckRun): Json {
  return { ...presentCheckRun(view, run), check_suite: presentSuiteBrief(view, must(view.records.checkSuites, run.suiteId)) };
}

/** What suites have in common in all their forms. */
function presentSuiteBrief(view: View, suite: CheckSuite): Json {
  const repository = must(view.records.repositories, suite.repositoryId);
  return {
    id: suite.id,
    node_id: nodeId('CS', suite.id),
    head_branch: suite.headBranch,
    head_sha: suite.headSha,
    status: suite.status,
    conclusion: suite.conclusion,
    url: `${repositoryUrl(view, repository)}/check-suites/${suite.id}`,
    before: suite.before,
    after: suite.headSha,
    pull_requests: pullsAt(view, repository, suite.headSha),
    app: presentAppId(view, suite.appId),
    created_at: stamp(suite.createdAt),
    updated_at: stamp(suite.updatedAt),
  };
}

export function presentSuite(view: View, suite: CheckSuite, head: CommitSummary | undefined): Json {
  const repository = must(view.records.repositories, suite.repositoryId);
  return {
    ...presentSuiteForWebhook(view, suite, head),
    repository: presentRepository(view, repository),
  };
}

export function presentSuiteForWebhook(view: View, suite: CheckSuite, head: CommitSummary | undefined): Json {
  const brief = presentSuiteBrief(view, suite);
  return {
    ...brief,
    rerequestable: true,
    runs_rerequestable: true,
    latest_check_runs_count: [...view.records.checkRuns.values()].filter((run) => run.suiteId === suite.id).length,
    check_runs_url: `${String(brief['url'])}/check-runs`,
    head_commit: presentSimpleCommit(suite.headSha, head),
  };
}

export function presentSimpleCommit(sha: string, commit: CommitSummary | undefined): Json {
  const nobody = { name: 'nobody', email: 'nobody@localhost' };
  return {
    id: sha,
    tree_id: commit?.treeSha ?? sha,
    message: commit?.message ?? '',
    timestamp: stamp(commit?.committer.date ?? new Date(0)),
    author: commit ? { name: commit.author.name, email: commit.author.email } : nobody,
    committer: commit ? { name: commit.committer.name, email: commit.committer.email } : nobody,
  };
}

export function presentAnnotation(view: View, run: CheckRun, annotation: CheckAnnotation): Json {
  const repository = must(view.records.repositories, run.repositoryId);
  return {
    path: annotation.path,
    blob_href: `${repositoryPage(view, repository)}/blob/${run.headSha}/${encodePath(annotation.path)}`,
    start_line: annotation.startLine,
    end_line: annotation.endLine,
    start_column: annotation.startColumn,
    end_column: annotation.endColumn,
    annotation_level: annotation.level,
    title: annotation.title,
    message: annotation.message,
    raw_details: annotation.rawDetails,
  };
}

export function presentStatus(view: View, status: CommitStatus): Json {
  const repository = must(view.records.repositories, status.repositoryId);
  return {
    url: `${repositoryUrl(view, repository)}/statuses/${status.sha}`,
    avatar_url: `${view.url}/avatars/u/${status.creatorId}?v=4`,
    id: status.id,
    node_id: nodeId('SC', status.id),
    state: status.state,
    description: status.description,
    target_url: status.targetUrl,
    context: status.context,
    created_at: stamp(status.createdAt),
    updated_at: stamp(status.createdAt),
    creator: presentUserId(view, status.creatorId),
  };
}
