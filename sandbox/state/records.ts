/** Everything the sandbox remembers, in memory; git objects and refs are on disk. Readers may look, only operations may change. */
import type { App, Installation, InstallationToken, OfferedApp } from './app.ts';
import type { CheckRun, CheckSuite, CommitStatus } from './check.ts';
import type { IssueComment, Reaction, Review, ReviewComment, ReviewThread } from './conversation.ts';
import type { Delivery } from './delivery.ts';
import type { MergeGroup } from './merge-group.ts';
import type { User } from './person.ts';
import type { Pull } from './pull.ts';
import type { Repository } from './repository.ts';

/** All maps are keyed by the record's id and keep the order of creation; tokens by their text. */
export interface Records {
  readonly users: Map<number, User>;
  /** `ghp_…` to user id. */
  readonly personTokens: Map<string, number>;
  readonly repositories: Map<number, Repository>;
  readonly apps: Map<number, App>;
  /** By the one-time code. */
  readonly offeredApps: Map<string, OfferedApp>;
  readonly installations: Map<number, Installation>;
  readonly installationTokens: Map<string, InstallationToken>;
  readonly pulls: Map<number, Pull>;
  readonly issueComments: Map<number, IssueComment>;
  readonly reviews: Map<number, Review>;
  readonly reviewComments: Map<number, ReviewComment>;
  readonly reviewThreads: Map<number, ReviewThread>;
  readonly reactions: Map<number, Reaction>;
  readonly checkSuites: Map<number, CheckSuite>;
  readonly checkRuns: Map<number, CheckRun>;
  readonly statuses: Map<number, CommitStatus>;
  readonly mergeGroups: Map<number, MergeGroup>;
  readonly deliveries: Map<number, Delivery>;
}

export function emptyRecords(): Records {
  return {
    users: new Map(),
    personTokens: new Map(),
    repositories: new Map(),
    apps: new Map(),
    offeredApps: new Map(),
    installations: new Map(),
    installationTokens: new Map(),
    pulls: new Map(),
    issueComments: new Map(),
    reviews: new Map(),
    reviewComments: new Map(),
    reviewThreads: new Map(),
    reactions: new Map(),
    checkSuites: new Map(),
    checkRuns: new Map(),
    statuses: new Map(),
    mergeGroups: new Map(),
    deliveries: new Map(),
  };
}
