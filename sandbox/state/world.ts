/** The one object that REST, GraphQL, pages, tests and the demo share. Every operation that GitHub would report emits its webhooks. */
import type { MergeDecision } from '#sandbox/merge/decide-merge.ts';
import type { AddedApp, App, AppPermissions, Installation, NewApp } from './app.ts';
import type { CheckAction, CheckAnnotation, CheckConclusion, CheckRun, CheckStatus, CheckSuite, CommitStatus } from './check.ts';
import type { IssueComment, Reaction, ReactionContent, ReactionTarget, Review, ReviewComment, ReviewThread, Side } from './conversation.ts';
import type { DiffFile } from './diff-file.ts';
import type { MergeGroup, MergeQueue } from './merge-group.ts';
import type { Permission, User } from './person.ts';
import type { PreparedCommit, Pull } from './pull.ts';
import type { Records } from './records.ts';
import type { BranchProtection, Label, Repository, Ruleset } from './repository.ts';

/** Who acts: a person (`app: null`), or an App through its bot account. */
export interface Actor {
  readonly user: User;
  readonly app: App | null;
}

export interface FileChange {
  readonly path: string;
  /** `null` deletes the path. For a submodule (mode 160000) the commit SHA. */
  readonly content: string | Uint8Array | null;
  /** Default 100644. */
  readonly mode?: '100644' | '100755' | '120000' | '160000';
}

export interface NewCommit {
  readonly branch: string;
  /** Branch or SHA to start from when `branch` is new; left out: an orphan commit. */
  readonly from?: string;
  readonly message: string;
  readonly files: readonly FileChange[];
}

export interface NewRepository {
  readonly owner: string;
  readonly name: string;
  /** Default true. */
  readonly private?: boolean;
  /** Default `main`. */
  readonly defaultBranch?: string;
  readonly description?: string;
  /** A local repository to clone from (all branches); it is only read. */
  readonly cloneFrom?: string;
  readonly forkOf?: Repository;
}

export interface NewPull {
  readonly title: string;
  readonly body?: string | null;
  /** Head branch, in `headRepository` when it is a fork. */
  readonly head: string;
  readonly headRepository?: Repository;
  readonly base: string;
  readonly draft?: boolean;
}

export interface PullChanges {
  readonly title?: string;
  readonly body?: string | null;
  readonly base?: string;
  readonly state?: 'open' | 'closed';
  readonly draft?: boolean;
  readonly locked?: boolean;
}

/** A comment on a line of the diff, as it is asked for. `line` counts in the file of its side; `position` is the older way. */
export interface NewReviewComment {
  readonly path: string;
  readonly body: string;
  readonly line?: number;
  readonly side?: Side;
  readonly startLine?: number;
  readonly startSide?: Side;
  readonly position?: number;
  readonly subjectType?: 'line' | 'file';
}

export interface NewReview {
  readonly body: string;
  /** Left out: the review stays pending. */
  readonly event?: 'APPROVE' | 'REQUEST_CHANGES' | 'COMMENT';
  readonly commitId?: string;
  readonly comments: readonly NewReviewComment[];
}

export interface CheckRunFields {
  readonly name?: string;
  readonly externalId?: string;
  readonly detailsUrl?: string;
  readonly status?: CheckStatus;
  readonly conclusion?: CheckConclusion;
  readonly startedAt?: Date;
  readonly completedAt?: Date;
  readonly output?: {
    readonly title: string;
    readonly summary: string;
    readonly text?: string;
    /** Added to those already there. */
    readonly annotations?: readonly CheckAnnotation[];
  };
  readonly actions?: readonly CheckAction[];
}

export interface NewInstallation {
  readonly app: App;
  readonly account: User;
  /** Left out: all repositories of the account. */
  readonly repositories?: readonly Repository[];
  /** Left out: the App's own. */
  readonly permissions?: AppPermissions;
}

/** One commit as pages and REST show it. */
export interface CommitSummary {
  readonly sha: string;
  readonly parents: readonly string[];
  readonly treeSha: string;
  readonly message: string;
  readonly author: Signature;
  readonly committer: Signature;
}

export interface Signature {
  readonly name: string;
  readonly email: string;
  readonly date: Date;
}

export interface World extends MergeQueue {
  readonly records: Records;
  /** Address of the sandbox, without a slash at the end. */
  readonly url: string;
  now(): Date;

  // People and repositories
  createUser(login: string, options?: { readonly name?: string; readonly kind?: 'User' | 'Organization' }): User;
  /** A new `ghp_…` token of the person. */
  createPersonToken(user: User): string;
  /** The person as an actor; throws a `Refusal` when there is nobody of that login. */
  person(login: string): Actor;
  findUser(login: string): User | undefined;
  createRepository(options: NewRepository): Promise<Repository>;
  findRepository(owner: string, name: string): Repository | undefined;
  ownerOf(repository: Repository): User;
  setPermission(repository: Repository, user: User, permission: Permission): void;
  /** The owner has admin, others what was given; everyone can read a public repository. */
  permissionOf(repository: Repository, user: User): Permission;
  createLabel(repository: Repository, name: string, color?: string): Label;
  protectBranch(repository: Repository, protection: Partial<BranchProtection> & { readonly branch: string }): void;
  addRuleset(repository: Repository, ruleset: Omit<Ruleset, 'id'>): Ruleset;
  addApp(app: NewApp): AddedApp;
  /** The manifest flow: the one-time code of an App that a person confirmed. */
  offerApp(app: NewApp): string;
  /** Throws a `Refusal` (404) for a code that is unknown, used or older than an hour. */
  takeOffer(code: string): AddedApp;
  install(options: NewInstallation): Installation;
  uninstall(installation: Installation): void;
  changeInstalledRepositories(
    installation: Installation,
    change: { readonly add?: readonly Repository[]; readonly remove?: readonly Repository[] },
  ): void;

  // Git
  /** Branch or tag names, or `HEAD`, or a SHA, to a commit SHA. */
  resolveCommit(repository: Repository, ref: string): Promise<string | undefined>;
  branches(repository: Repository): Promise<readonly { readonly name: string; readonly sha: string }[]>;
  /** Writes one commit and pushes it (`push`, `synchronize`, `check_suite`). The commit's SHA. */
  pushCommit(actor: Actor, repository: Repository, commit: NewCommit): Promise<string>;
  /** Moves a branch to an existing commit as a (forced) push would; `sha: null` deletes it. */
  pushBranch(actor: Actor, repository: Repository, branch: string, sha: string | null): Promise<void>;
  /** Looks at what really changed in git since `before` (ref to SHA), and tells the world; used after a push over HTTP. */
  headsMoved(actor: Actor, repository: Repository, before: ReadonlyMap<string, string>): Promise<void>;
  /** Merge base against head, with patches. */
  changedFiles(pull: Pull): Promise<readonly DiffFile[]>;
  /** Oldest first, at most 250 as on GitHub. */
  commitsOf(pull: Pull): Promise<readonly CommitSummary[]>;

  // Pull requests
  repositoryOf(pull: Pull): Repository;
  findPull(repository: Repository, number: number): Pull | undefined;
  pullsOf(repository: Repository): readonly Pull[];
  openPullRequest(actor: Actor, repository: Repository, pull: NewPull): Promise<Pull>;
  editPull(actor: Actor, pull: Pull, changes: PullChanges): Promise<void>;
  addLabels(actor: Actor, pull: Pull, names: readonly string[]): void;
  removeLabel(actor: Actor, pull: Pull, name: string): void;
  /** Lays a commit on top of the head branch ready, without pushing it. */
  prepareCommit(pull: Pull, title: string, files: readonly FileChange[]): Promise<PreparedCommit>;
  pushPrepared(actor: Actor, pull: Pull, prepared: PreparedCommit): Promise<void>;
  mergeDecision(pull: Pull): Promise<MergeDecision>;
  /** Throws a `Refusal` (405) with the reasons when the oracle says no. The merge commit's SHA. */
  merge(
    actor: Actor,
    pull: Pull,
    options?: { readonly method?: 'merge' | 'squash'; readonly title?: string; readonly sha?: string },
  ): Promise<string>;
  /** Puts the pull request into a merge queue group: a `gh-readonly-queue/…` branch and `merge_group.checks_requested`. */
  enqueue(actor: Actor, pull: Pull): Promise<MergeGroup>;
  /** Takes the group out again: `merge_group.destroyed`; those behind it are built anew. */
  dequeue(actor: Actor, pull: Pull, reason: 'merged' | 'invalidated' | 'dequeued'): Promise<void>;

  // Conversation
  /** Oldest first. */
  commentsOf(pull: Pull): readonly IssueComment[];
  comment(actor: Actor, pull: Pull, body: string): IssueComment;
  /** Its author, or write permission; an App always (the route has asked for its permission). */
  mayEdit(actor: Actor, comment: IssueComment | ReviewComment): boolean;
  editComment(actor: Actor, comment: IssueComment, body: string): void;
  deleteComment(actor: Actor, comment: IssueComment): void;
  reviewsOf(pull: Pull): readonly Review[];
  reviewCommentsOf(pull: Pull): readonly ReviewComment[];
  threadsOf(pull: Pull): readonly ReviewThread[];
  /** All or nothing: one line that is not in the diff refuses the whole review (422). */
  review(actor: Actor, pull: Pull, review: NewReview): Promise<Review>;
  /** One line comment outside a review. */
  commentOnLine(actor: Actor, pull: Pull, comment: NewReviewComment & { readonly commitId: string }): Promise<ReviewComment>;
  submitReview(actor: Actor, review: Review, event: 'APPROVE' | 'REQUEST_CHANGES' | 'COMMENT', body?: string): void;
  replyToReviewComment(actor: Actor, comment: ReviewComment, body: string): ReviewComment;
  editReviewComment(actor: Actor, comment: ReviewComment, body: string): void;
  deleteReviewComment(actor: Actor, comment: ReviewComment): void;
  setThreadResolved(actor: Actor, thread: ReviewThread, resolved: boolean): void;
  /** `created` is false when the same person had reacted so before. */
  react(actor: Actor, target: ReactionTarget, content: ReactionContent): { readonly reaction: Reaction; readonly created: boolean };
  unreact(actor: Actor, reaction: Reaction): void;
  reactionsOf(target: ReactionTarget): readonly Reaction[];

  // Checks
  createCheckRun(app: App, repository: Repository, headSha: string, name: string, fields: CheckRunFields): CheckRun;
  updateCheckRun(app: App, run: CheckRun, fields: CheckRunFields): void;
  /** Newest first; `latest` keeps one per (name, App). */
  checkRunsOf(repository: Repository, sha: string, which: 'latest' | 'all'): readonly CheckRun[];
  checkSuitesOf(repository: Repository, sha: string): readonly CheckSuite[];
  rerequestRun(actor: Actor, run: CheckRun): void;
  rerequestSuite(actor: Actor, suite: CheckSuite): void;
  /** A click on one of the run's buttons. */
  requestAction(actor: Actor, run: CheckRun, identifier: string): void;
  setStatus(
    actor: Actor,
    repository: Repository,
    status: Pick<CommitStatus, 'sha' | 'context' | 'state'> & Partial<Pick<CommitStatus, 'description' | 'targetUrl'>>,
  ): CommitStatus;

  /** One change of branches at a time; operations of this interface take their turn by themselves, callers of `headsMoved` must ask. */
  exclusively<T>(work: () => Promise<T>): Promise<T>;
  /** Resolves when every webhook so far was answered, timed out or failed. */
  deliveriesSettled(): Promise<void>;
  /** Sends a delivery once more, with the same GUID. */
  redeliver(deliveryId: number): void;
}
