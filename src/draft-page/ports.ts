/** What the draft page needs from outside; `workers/` joins it. */
import type { PullRequest } from '#src/pull-request.ts';
import type { DraftState, DraftText } from '#src/summary/draft-record.ts';

/** As GitHub told when the person signed in. */
export interface Person {
  readonly id: number;
  readonly login: string;
}

export interface PullName {
  readonly owner: string;
  readonly repo: string;
  readonly number: number;
}

export interface DraftView {
  readonly pull: PullRequest;
  readonly state: DraftState;
  /** What the comment says now. */
  readonly current: DraftText;
  /** Our own draft, before people edited it. */
  readonly drafted: DraftText;
  /** What the comment offers since, as it stands there; empty when nothing. */
  readonly offer: string;
  readonly mayEdit: boolean;
  readonly mayAccept: boolean;
}

export interface ShownFile {
  readonly path: string;
  readonly status: string;
  /** Absent: too large to be shown, or no text. */
  readonly patch?: string;
}

export interface SaveRequest {
  readonly draft: DraftText;
  /** What the person had before them. */
  readonly seen: DraftText;
  readonly accept: boolean;
  readonly setTitle: boolean;
}

/** `again`: not saved, the person's own text is still here. */
export interface SaveAnswer {
  readonly kind: 'done' | 'again';
  readonly text: string;
  /** Where two people changed the same place: what stands there, and what this person wrote. */
  readonly mine?: string;
  readonly theirs?: string;
}

/** `waiting` until a worker has done it. */
export type SaveState = { readonly kind: 'waiting' } | (SaveAnswer & { readonly request: SaveRequest });

export interface DraftPagePorts {
  /** `undefined`: there is no such pull request or draft, or this person may not see it: nobody is told which. */
  readonly look: (name: PullName, person: Person | 'operator') => Promise<DraftView | undefined>;
  readonly readFiles: (pull: PullRequest) => Promise<readonly ShownFile[]>;
  readonly save: (pull: PullRequest, person: Person, request: SaveRequest) => Promise<number>;
  /** `undefined`: this person saved no such thing on this pull request. */
  readonly readSave: (id: number, person: Person, pull: PullRequest) => Promise<SaveState | undefined>;
  readonly sessions: EndedSessions;
}

/** The same for every web process. `seconds`: how long the cookie would still be good. */
export interface EndedSessions {
  /** @returns false when it was ended before. */
  readonly end: (id: string, seconds: number) => Promise<boolean>;
  readonly isEnded: (id: string) => Promise<boolean>;
}

/** GitHub is who knows people. Absent: nobody can sign in, and the page only shows, on this machine. */
export interface SignIn {
  readonly authorizeUrl: (state: string, challenge: string) => string;
  /** `undefined`: GitHub did not take the code. */
  readonly exchange: (code: string, verifier: string) => Promise<Person | undefined>;
}
