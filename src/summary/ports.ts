/** What the stories of this room need from outside; adapters satisfy these, `workers/` joins them. */
import type { Model } from '#src/ask-model.ts';
import type { Comparison, PullRequest } from '#src/pull-request.ts';
import type { CodeSymbol, Language } from '#src/syntax/code-symbol.ts';
import type { DraftRecord } from './draft-record.ts';
import type { TemplateFile } from './template.ts';

export interface GatherPorts {
  /** Merge base against head, from the mirror, at `pull.headSha`. Rejects when the mirror cannot tell. */
  readonly compare: (pull: PullRequest) => Promise<Comparison>;
  /**
   * Contents by git blob id, decoded as UTF-8 (invalid bytes as U+FFFD). A blob that is missing or larger than
   * `maxBytes` is left out of the map. Ids are distinct.
   */
  readonly readBlobs: (blobIds: readonly string[], maxBytes: number) => Promise<ReadonlyMap<string, string>>;
  /** The base branch's pull-request templates, in GitHub's order. Absent: none are looked for. */
  readonly readTemplates?: (pull: PullRequest) => Promise<readonly TemplateFile[]>;
  /** Titles of issues of the same repository, by number; what cannot be read is left out. Absent: none are looked for. */
  readonly readIssueTitles?: (numbers: readonly number[]) => Promise<ReadonlyMap<number, string>>;
  /** `src/syntax/outline-of.ts` */
  readonly outline: (language: Language, source: string) => Promise<readonly CodeSymbol[] | undefined>;
}

export interface DraftComment {
  readonly id: number;
  readonly body: string;
}

export interface DraftCommentPorts {
  /**
   * The App's one draft comment, found by author and marker. `deleted`: we wrote one and a person removed it.
   * `undefined`: there never was one. Rejects when the lookup fails: a failed lookup is not an absence.
   */
  readonly readDraftComment: () => Promise<DraftComment | 'deleted' | undefined>;
  /** Creates or edits the one comment, fenced by the caller's generation and head SHA; writing the same body twice is harmless. */
  readonly writeDraftComment: (body: string) => Promise<void>;
}

export interface DraftRecordPorts {
  readonly loadDraft: () => Promise<DraftRecord | undefined>;
  readonly saveDraft: (record: DraftRecord) => Promise<void>;
}

export interface DescriptionPorts {
  /** The description as GitHub has it now; its `null` as the empty string. Never from a cache. */
  readonly readDescription: () => Promise<string>;
  readonly writeDescription: (body: string) => Promise<void>;
  readonly readTitle: () => Promise<string>;
  readonly writeTitle: (title: string) => Promise<void>;
}

export interface DraftSummaryPorts extends GatherPorts, DraftCommentPorts, DraftRecordPorts {
  /** The draft's page of this App. Absent: nobody can edit there. */
  readonly pageUrl?: string;
  /** Absent: rules draft. */
  readonly model?: Model;
}

export interface AcceptSummaryPorts extends DraftCommentPorts, DraftRecordPorts, DescriptionPorts {
  readonly now: () => Date;
}
