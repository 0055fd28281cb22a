/** What commands need from outside; adapters satisfy these, `workers/` joins them. */
import type { ConfigFacts } from './config-wording.ts';
import type { DismissEnding, RejectEnding, UndoEnding } from './endings.ts';
import type { MemoryFacts } from './memory-wording.ts';
import type { Command, Place } from './parse-command.ts';
import type { EditRequest } from './read-edit.ts';
import type { StatusFacts } from './status-wording.ts';
import type { Rights, Rules } from './who-may.ts';
import type { WhyFacts } from './why-facts.ts';
import type { AskedPlace } from '#src/ask/ports.ts';
import type { Model } from '#src/ask-model.ts';
import type { Silence } from '#src/policy/silence.ts';
import type { PullRequest } from '#src/pull-request.ts';

export type WaiveRequest = Omit<Extract<Command, { verb: 'waive' }>, 'verb'>;
/** By the ID that a person wrote, or by the fingerprint of the thread's own finding. */
export type DismissRequest = { readonly reason: string } & (
  | { readonly id: string }
  | { readonly fingerprint: string; readonly path: string }
);

export interface Commander {
  readonly id: number;
  readonly login: string;
}

/** `accepted`, or why not, in words for people. */
export type Acceptance = { readonly kind: 'accepted' } | { readonly kind: 'held'; readonly text: string };

/** `done`, or why not; both in words for people. */
export interface Answer {
  readonly kind: 'done' | 'refused';
  readonly text: string;
}

/** `off`: switched off here, by this setting; nothing was asked for. */
export type AskEnding = { readonly kind: 'asked' } | { readonly kind: 'off'; readonly silence: Silence };

/** The review thread in which a command was written. */
export interface Thread {
  readonly path: string;
  /** On the head now; absent when the code there is gone. */
  readonly line?: number;
  /** All of its lines on the head; undefined when they are gone, and for a comment on the base's lines or on the whole file. */
  readonly lines?: AskedPlace['lines'];
  /** Of the finding of ours that began the thread; absent when somebody else began it. */
  readonly fingerprint?: string;
}

export interface TestsFacts {
  /** Every file of the head. */
  readonly paths: readonly string[];
  readonly changed: readonly { readonly path: string; readonly added: number }[];
  /** The text of a file of the head; undefined when it is no text or too large. */
  readonly readText: (path: string) => Promise<string | undefined>;
  /** The file's part of the diff. */
  readonly readDiff: (path: string) => string;
}

export interface CommandPorts {
  /** Hands a command over whose answer takes long; absent where it is answered at once. */
  readonly later?: () => Promise<void>;
  readonly signal?: AbortSignal;
  /** `undefined`: none is configured. */
  readonly model: Model | undefined;
  readonly readTestsFacts: () => Promise<TestsFacts>;
  readonly releaseNotes: (since: string | undefined) => Promise<Answer>;
  readonly place: Place;
  /** `undefined` in the conversation, and when the comment that began the thread was deleted. */
  readonly readThread: () => Promise<Thread | undefined>;
  /** Counts this comment, once. */
  readonly takeBudget: () => Promise<{ readonly kind: 'within' | 'notice' | 'over'; readonly scope: 'person' | 'pull' }>;
  /** Whether the comment that asks still stands there. */
  readonly stillThere: () => Promise<boolean>;
  readonly readPull: () => Promise<PullRequest>;
  /** What the operator allows everywhere. */
  readonly operatorRules: Rules;
  /** What holds on this pull request, from the base branch: never more than `operatorRules`. */
  readonly readRules: (pull: PullRequest) => Promise<Rules>;
  /** By GitHub's answer now. Rejects when it cannot be told. */
  readonly readRights: (person: Commander) => Promise<Rights>;
  /** One answer per comment, edited when it changes. */
  readonly reply: (text: string) => Promise<void>;
  readonly react: (reaction: 'eyes' | '+1' | 'confused') => Promise<void>;
  /** @returns true when this person was told the same within the hour. */
  readonly noteDenial: (verb: string) => Promise<boolean>;
  readonly audit: (act: {
    readonly act: string;
    readonly person: Commander;
    readonly headSha: string;
    readonly reason?: string;
    readonly detail?: Readonly<Record<string, unknown>>;
  }) => Promise<void>;
  readonly readStatus: (pull: PullRequest, person: Commander) => Promise<StatusFacts>;
  readonly readWhy: (pull: PullRequest) => Promise<WhyFacts>;
  readonly readConfig: (pull: PullRequest) => Promise<ConfigFacts>;
  readonly accept: (pull: PullRequest, person: Commander) => Promise<Acceptance>;
  readonly edit: (pull: PullRequest, person: Commander, request: EditRequest) => Promise<Answer>;
  readonly reject: (pull: PullRequest, person: Commander, reason: string | undefined) => Promise<RejectEnding>;
  readonly undo: (pull: PullRequest, person: Commander) => Promise<UndoEnding>;
  readonly ask: (pull: PullRequest, part: 'summary' | 'review') => Promise<AskEnding>;
  readonly retry: (pull: PullRequest) => Promise<void>;
  /** @returns false when it was so before. */
  readonly setPaused: (pull: PullRequest, person: Commander, scope: 'pull' | 'repository', paused: boolean) => Promise<boolean>;
  readonly dismiss: (pull: PullRequest, person: Commander, request: DismissRequest) => Promise<DismissEnding>;
  /** Looks the question up in the code of this repository, and in nothing else. */
  readonly answer: (pull: PullRequest, question: string, about: AskedPlace | undefined) => Promise<Answer>;
  readonly explain: (pull: PullRequest, place: AskedPlace) => Promise<Answer>;
  readonly readMemory: () => Promise<MemoryFacts>;
  /** @returns false when nothing with that ID is remembered. */
  readonly forget: (id: string) => Promise<boolean>;
  readonly waive: (pull: PullRequest, person: Commander, request: WaiveRequest) => Promise<Answer>;
  readonly unwaive: (pull: PullRequest, person: Commander, id: string) => Promise<Answer>;
}
