/** What happened, before it is put into a webhook's words. */
import type { CheckRun, CheckSuite } from './check.ts';
import type { Installation } from './app.ts';
import type { IssueComment, Review, ReviewComment, ReviewThread } from './conversation.ts';
import type { Pull } from './pull.ts';
import type { Label, Repository } from './repository.ts';
import type { Actor, CommitSummary } from './world.ts';

/** GitHub's `changes` object: only the fields that changed, with their old values. */
export type Changes = Readonly<Record<string, unknown>>;

type PullAction =
  | 'opened'
  | 'edited'
  | 'synchronize'
  | 'closed'
  | 'reopened'
  | 'converted_to_draft'
  | 'locked'
  | 'unlocked'
  | 'ready_for_review'
  | 'labeled'
  | 'unlabeled';

export type WorldEvent = { readonly actor: Actor } & (
  | {
      readonly name: 'pull_request';
      readonly action: PullAction;
      readonly pull: Pull;
      readonly changes?: Changes;
      readonly before?: string;
      readonly label?: Label;
    }
  | {
      readonly name: 'issue_comment';
      readonly action: 'created' | 'edited' | 'deleted';
      readonly pull: Pull;
      readonly comment: IssueComment;
      readonly changes?: Changes;
    }
  | { readonly name: 'pull_request_review'; readonly action: 'submitted'; readonly pull: Pull; readonly review: Review }
  | {
      readonly name: 'pull_request_review_comment';
      readonly action: 'created' | 'edited' | 'deleted';
      readonly pull: Pull;
      readonly comment: ReviewComment;
      readonly changes?: Changes;
    }
  | {
      readonly name: 'pull_request_review_thread';
      readonly action: 'resolved' | 'unresolved';
      readonly pull: Pull;
      readonly thread: ReviewThread;
    }
  | {
      readonly name: 'push';
      readonly repository: Repository;
      readonly ref: string;
      readonly before: string;
      readonly after: string;
      readonly forced: boolean;
      /** Oldest first, at most 2,048 as on GitHub; with the names of the files each touched. */
      readonly commits: readonly PushedCommit[];
    }
  | {
      readonly name: 'check_run';
      readonly action: 'created' | 'completed' | 'rerequested' | 'requested_action';
      readonly run: CheckRun;
      readonly identifier?: string;
    }
  | { readonly name: 'check_suite'; readonly action: 'requested' | 'rerequested' | 'completed'; readonly suite: CheckSuite }
  | {
      readonly name: 'merge_group';
      readonly action: 'checks_requested' | 'destroyed';
      readonly repository: Repository;
      readonly headRef: string;
      readonly headSha: string;
      readonly baseRef: string;
      readonly baseSha: string;
      readonly reason?: 'merged' | 'invalidated' | 'dequeued';
    }
  | {
      readonly name: 'installation';
      readonly action: 'created' | 'deleted';
      readonly installation: Installation;
      readonly repositories: readonly Repository[];
    }
  | {
      readonly name: 'installation_repositories';
      readonly action: 'added' | 'removed';
      readonly installation: Installation;
      readonly added: readonly Repository[];
      readonly removed: readonly Repository[];
    }
);

export interface PushedCommit extends CommitSummary {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly modified: readonly string[];
}
