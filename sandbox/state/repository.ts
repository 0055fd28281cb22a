/** A repository: a real bare git repository on disk, and what GitHub keeps beside it. */
import type { Permission } from './person.ts';

export interface Label {
  readonly id: number;
  readonly name: string;
  readonly color: string;
  readonly description: string | null;
}

/** One required check; `appId: null` means that any source satisfies it, commit statuses included. */
export interface RequiredCheck {
  readonly context: string;
  readonly appId: number | null;
}

/** Classic branch protection, by exact branch name. */
export interface BranchProtection {
  readonly branch: string;
  readonly requiredChecks: readonly RequiredCheck[];
  /** Head must contain the base's tip. */
  readonly strict: boolean;
  readonly requiredApprovals: number;
  readonly requireConversationResolution: boolean;
  readonly enforceAdmins: boolean;
}

/** A ruleset with a required_status_checks rule. */
export interface Ruleset {
  readonly id: number;
  readonly name: string;
  /** Exact branch names; `~ALL` and `~DEFAULT_BRANCH` as GitHub has them. */
  readonly branches: readonly string[];
  readonly requiredChecks: readonly RequiredCheck[];
  readonly strict: boolean;
  enforcement: 'active' | 'evaluate' | 'disabled';
}

export interface Repository {
  readonly id: number;
  readonly ownerId: number;
  name: string;
  readonly private: boolean;
  readonly description: string | null;
  defaultBranch: string;
  /** Absolute path of the bare repository. */
  readonly gitFolder: string;
  readonly forkOf: number | null;
  /** User id to permission; the owner is always admin, and a public repository gives `read` to everyone. */
  readonly permissions: Map<number, Permission>;
  readonly protections: Map<string, BranchProtection>;
  readonly rulesets: Ruleset[];
  readonly labels: Label[];
  nextNumber: number;
  readonly createdAt: Date;
  updatedAt: Date;
  pushedAt: Date;
}
