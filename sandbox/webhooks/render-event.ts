/** Turns an event into a webhook's words, from the state at this moment (pure but for one cached look at a commit). */
import { readCommitNow } from '#sandbox/git/read-commits.ts';
import { presentInstallation } from '#sandbox/present/present-app.ts';
import { presentCheckRunForWebhook, presentSimpleCommit, presentSuiteForWebhook } from '#sandbox/present/present-check.ts';
import { presentComment, presentReviewComment, presentReviewForWebhook } from '#sandbox/present/present-conversation.ts';
import { presentIssue, presentPull, presentSimplePull } from '#sandbox/present/present-pull.ts';
import { presentLabel, presentRepository } from '#sandbox/present/present-repository.ts';
import { presentUser } from '#sandbox/present/present-user.ts';
import type { Json, View } from '#sandbox/present/view.ts';
import { fullName, nodeId } from '#sandbox/present/view.ts';
import { must } from '#sandbox/state/core.ts';
import type { WorldEvent } from '#sandbox/state/event.ts';
import type { Repository } from '#sandbox/state/repository.ts';
import { presentPush } from './present-push.ts';

export interface RenderedEvent {
  readonly name: string;
  readonly action: string | null;
  /** Without `sender` and `installation`, which differ per receiver or come last. */
  readonly body: Json;
  readonly repository: Repository | null;
  /** Only this App may hear it (`rerequested`, `installation`); `null`: all that subscribed. */
  readonly onlyAppId: number | null;
  /** Sent whether subscribed or not. */
  readonly always: boolean;
}

export function renderEvent(view: View, event: WorldEvent): RenderedEvent {
  const sender = presentUser(view, event.actor.user);
  const rendered = bodyOf(view, event);
  const repository = rendered.repository;
  return {
    name: event.name,
    action: 'action' in event ? event.action : null,
    onlyAppId: null,
    always: false,
    ...rendered,
    body: {
      ...('action' in event ? { action: event.action } : {}),
      ...rendered.body,
      ...(repository && !('repository' in rendered.body) ? { repository: presentRepository(view, repository) } : {}),
      sender,
    },
  };
}

type Part = Pick<RenderedEvent, 'body' | 'repository'> & Partial<RenderedEvent>;

function bodyOf(view: View, event: WorldEvent): Part {
  const records = view.records;
  switch (event.name) {
    case 'pull_request': {
      const repository = must(records.repositories, event.pull.repositoryId);
      return {
        repository,
        body: {
          number: event.pull.number,
          pull_request: presentPull(view, event.pull),
          ...(event.changes ? { changes: event.changes } : {}),
          ...(event.before === undefined ? {} : { before: event.before, after: event.pull.headSha }),
          ...(event.label ? { label: presentLabel(view, repository, event.label) } : {}),
        },
      };
    }
    case 'issue_comment':
      return {
        repository: must(records.repositories, event.pull.repositoryId),
        body: {
          ...(event.changes ? { changes: event.changes } : {}),
          issue: presentIssue(view, event.pull),
          comment: presentComment(view, event.comment),
        },
      };
    case 'pull_request_review':
      return {
        repository: must(records.repositories, event.pull.repositoryId),
        body: { review: presentReviewForWebhook(view, event.review), pull_request: presentSimplePull(view, event.pull) },
      };
    case 'pull_request_review_comment':
      return {
        repository: must(records.repositories, event.pull.repositoryId),
        body: {
          ...(event.changes ? { changes: event.changes } : {}),
          comment: presentReviewComment(view, event.comment),
          pull_request: presentSimplePull(view, event.pull),
        },
      };
    case 'pull_request_review_thread': {
      const comments = [...records.reviewComments.values()].filter((one) => one.threadId === event.thread.id);
      return {
        repository: must(records.repositories, event.pull.repositoryId),
        body: {
          thread: { node_id: event.thread.nodeId, comments: comments.map((one) => presentReviewComment(view, one)) },
          pull_request: presentSimplePull(view, event.pull),
        },
      };
    }
    case 'push':
      return { repository: event.repository, body: presentPush(view, event) };
    case 'check_run': {
      const repository = must(records.repositories, event.run.repositoryId);
      const asked = event.action === 'rerequested' || event.action === 'requested_action';
      return {
        repository,
        onlyAppId: asked ? event.run.appId : null,
        body: {
          check_run: presentCheckRunForWebhook(view, event.run),
          ...(event.identifier === undefined ? {} : { requested_action: { identifier: event.identifier } }),
        },
      };
    }
    case 'check_suite': {
      const repository = must(records.repositories, event.suite.repositoryId);
      const head = readCommitNow(repository.gitFolder, event.suite.headSha);
      return {
        repository,
        onlyAppId: event.suite.appId,
        // An App that may write checks is asked for them without a subscription.
        always: event.action !== 'completed',
        body: { check_suite: presentSuiteForWebhook(view, event.suite, head) },
      };
    }
    case 'merge_group': {
      const head = readCommitNow(event.repository.gitFolder, event.headSha);
      return {
        repository: event.repository,
        body: {
          ...(event.reason ? { reason: event.reason } : {}),
          merge_group: {
            head_sha: event.headSha,
            head_ref: event.headRef,
            base_sha: event.baseSha,
            base_ref: event.baseRef,
            head_commit: presentSimpleCommit(event.headSha, head),
          },
        },
      };
    }
    case 'installation':
      return {
        repository: null,
        onlyAppId: event.installation.appId,
        always: true,
        body: {
          installation: presentInstallation(view, event.installation),
          repositories: event.repositories.map((one) => shortRepository(view, one)),
          requester: null,
        },
      };
    case 'installation_repositories':
      return {
        repository: null,
        onlyAppId: event.installation.appId,
        always: true,
        body: {
          installation: presentInstallation(view, event.installation),
          repository_selection: event.installation.selection,
          repositories_added: event.added.map((one) => shortRepository(view, one)),
          repositories_removed: event.removed.map((one) => shortRepository(view, one)),
          requester: null,
        },
      };
  }
}

function shortRepository(view: View, repository: Repository): Json {
  return {
    id: repository.id,
    node_id: nodeId('R', repository.id),
    name: repository.name,
    full_name: fullName(view, repository),
    private: repository.private,
  };
}
