/** A thread that a comment of ours began, and what following it needs. */
import type { ChangedFile } from '#src/diff/changed-file.ts';
import type { ReplyKind } from './read-reply.ts';
import type { StoredFinding } from './stored-findings.ts';

export interface OwnThread {
  readonly id: string;
  readonly resolved: boolean;
  readonly rootId: number;
  readonly body: string;
  readonly thumbsUp: number;
  readonly thumbsDown: number;
  /** The last word of ours there is that the point is fixed. */
  readonly calledFixed: boolean;
  readonly replies: readonly {
    readonly id: number;
    readonly by: 'us' | 'person' | 'bot';
    readonly personId: number;
    readonly login: string;
    readonly body: string;
  }[];
}

export interface HeardReply {
  readonly commentId: number;
  readonly fingerprint: string;
  readonly kind: ReplyKind;
  readonly reason: string;
  readonly personId: number;
  readonly login: string;
}

export interface ThreadPorts {
  readonly listThreads: () => Promise<readonly OwnThread[]>;
  /** What was posted before, by fingerprint. */
  readonly posted: () => Promise<ReadonlyMap<string, StoredFinding>>;
  /** Whether this reply was heard before, and answered when it asked. */
  readonly wasHeard: (commentId: number) => Promise<boolean>;
  /** A rejection counts as a dismissal from then on. */
  readonly hear: (reply: HeardReply) => Promise<void>;
  readonly countThumbs: (rootId: number, fingerprint: string, up: number, down: number) => Promise<void>;
  /** Once by key. `reopen` comes before the reply and `resolve` after it: what is cut off in between is open, and is looked at again. */
  readonly reply: (thread: OwnThread, key: string, body: string, turn?: 'resolve' | 'reopen') => Promise<void>;
}

export interface HeadFiles {
  readonly headSha: string;
  readonly files: readonly ChangedFile[];
  readonly headTexts: ReadonlyMap<string, string>;
  /** Fingerprints of what is taken away and still used elsewhere; absent when the index cannot tell. */
  readonly leftUses?: ReadonlySet<string> | undefined;
}
