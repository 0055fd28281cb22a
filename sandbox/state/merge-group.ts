import type { MergeDecision } from '#sandbox/merge/decide-merge.ts';
import type { Pull } from './pull.ts';
import type { Repository } from './repository.ts';

/** One pull request in a merge queue: the commit that its base branch would become. */
export interface MergeGroup {
  readonly id: number;
  readonly repositoryId: number;
  readonly pullId: number;
  readonly enqueuedById: number;
  readonly baseRef: string;
  /** The head that was put into the queue; a push takes it out again. */
  readonly pullHeadSha: string;
  readonly enqueuedAt: Date;
  /** `refs/heads/gh-readonly-queue/…`; changes with `baseSha` when what stands before it leaves the queue. */
  ref: string;
  headSha: string;
  /** The commit of the group before it, or the tip of the base branch. */
  baseSha: string;
  state: 'waiting' | 'merged' | 'removed';
  /** Why it left without being merged. */
  reason: string;
}

/** What can be asked of merge queues. */
export interface MergeQueue {
  /** Those that wait, in the order in which they will be merged; or all, the newest first. */
  mergeGroupsOf(repository: Repository, which: 'waiting' | 'all'): readonly MergeGroup[];
  waitingGroup(pull: Pull): MergeGroup | undefined;
  groupDecision(group: MergeGroup): MergeDecision;
}
