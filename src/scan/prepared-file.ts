import type { Language } from './languages.ts';
import type { ScanTarget } from './scan-target.ts';

/** A file as the engine gets it: neutral name, UTF-8. `targets` are all places of the pull request with this very content. */
export interface PreparedFile {
  readonly name: string;
  readonly language: Language;
  /** Ending of the name: the parser tells JSX and TSX by it. */
  readonly extension: string;
  readonly bytes: Buffer;
  readonly addedLineEnds: readonly number[];
  readonly targets: readonly ScanTarget[];
}
