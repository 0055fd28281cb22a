/** What questions need from outside; `workers/` and the command line join them to the index, git and the model. */
import type { Model } from '#src/ask-model.ts';
import type { Source } from './source.ts';

export type Found =
  | {
      readonly kind: 'found';
      readonly commitSha: string;
      /** The branch has moved on since. */
      readonly behind: boolean;
      /** Nearest first. */
      readonly places: readonly Source[];
      /** Whether they hold what the question is about. */
      readonly answerable: boolean;
      readonly missing: readonly string[];
      /** What the question is about; absent when it points at lines ("why is this safe?"), whatever they say. */
      readonly asked?: AskedWords;
    }
  | { readonly kind: 'no-index' };

export interface AskedWords {
  readonly words: readonly string[];
  /** Which of them, by their stems. */
  readonly standIn: (text: string) => ReadonlySet<string>;
}

export interface AskPorts {
  /** `about`: the lines that the question was asked on. */
  readonly findPlaces: (question: string, about: Source | undefined) => Promise<Found>;
  /** Absent when the question was asked on no line of code. */
  readonly about?: Source | undefined;
  /** Undefined: none is configured. */
  readonly model: Model | undefined;
  readonly signal?: AbortSignal | undefined;
}

export type FileLines =
  | { readonly kind: 'read'; readonly source: Source; readonly lines: number }
  | { readonly kind: 'absent' | 'too-large' | 'not-text' };

export interface ExplainPorts {
  /** The lines of a file at the commit that people look at; without `lines` its beginning. */
  readonly readLines: (place: AskedPlace) => Promise<FileLines>;
  /** Where names are defined, from the index; empty without one. */
  readonly findDefinitions: (names: readonly string[]) => Promise<readonly Source[]>;
  readonly model: Model | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface AskedPlace {
  readonly path: string;
  readonly lines: { readonly from: number; readonly to: number } | undefined;
}
