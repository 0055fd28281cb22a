/** What `countersign <verb>` runs. */

export interface VerbSetting {
  /** Folder of the project, which is not the folder that is looked at. */
  readonly root: string;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
  /** One line or block each, without a line end; `tell` is for what scripts must not read. */
  readonly print: (text: string) => void;
  readonly tell: (text: string) => void;
}

/** The exit code: 0 good, 1 something found or failed, 2 wrong usage or not done at all. */
export type Verb = (args: readonly string[], setting: VerbSetting) => Promise<number>;
