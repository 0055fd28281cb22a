/** What commands need from outside; adapters satisfy these, `workers/` joins them. */
import type { Command } from './parse-command.ts';
import type { Permission, WaiverRights } from './who-may.ts';
import type { PullRequest } from '#src/pull-request.ts';

export type WaiveRequest = Omit<Extract<Command, { verb: 'waive' }>, 'verb'>;

export interface Commander {
  readonly id: number;
  readonly login: string;
}

export interface StatusFacts {
  readonly headSha: string;
  readonly draftState: string | undefined;
  readonly model: string | undefined;
  readonly review: { readonly headSha: string; readonly conclusion: string } | undefined;
  readonly gate: { readonly headSha: string; readonly conclusion: string } | undefined;
  readonly work: readonly { readonly kind: string; readonly state: string }[];
}

/** `accepted`, or why not, in words for people. */
export type Acceptance = { readonly kind: 'accepted' } | { readonly kind: 'held'; readonly text: string };

/** `done`, or why not; both in words for people. */
export interface WaiverAnswer {
  readonly kind: 'done' | 'refused';
  readonly text: string;
}

export interface CommandPorts {
  readonly waivers: WaiverRights;
  readonly readPull: () => Promise<PullRequest>;
  /** GitHub's answer now. Rejects when it cannot be told. */
  readonly readPermission: (person: Commander) => Promise<Permission>;
  /** One answer per comment, edited when it changes. */
  readonly reply: (text: string) => Promise<void>;
  readonly react: (reaction: 'eyes' | '+1' | 'confused') => Promise<void>;
  readonly accept: (pull: PullRequest, person: Commander) => Promise<Acceptance>;
  readonly retry: (pull: PullRequest) => Promise<void>;
  readonly waive: (pull: PullRequest, person: Commander, request: WaiveRequest) => Promise<WaiverAnswer>;
  readonly unwaive: (pull: PullRequest, person: Commander, id: string) => Promise<WaiverAnswer>;
  readonly readStatus: (pull: PullRequest) => Promise<StatusFacts>;
  readonly audit: (act: {
    readonly act: string;
    readonly person: Commander;
    readonly headSha: string;
    readonly reason?: string;
  }) => Promise<void>;
}
