/** One way to get dangerous code past the gate, as a pull request of a few files. */
import type { ChangedFile } from '#src/diff/changed-file.ts';

export interface EvasionFile {
  /** Below a folder of the evasion's own, so that all of them fit into one scan. */
  readonly path: string;
  readonly before?: string | Buffer;
  readonly after?: string | Buffer;
  readonly more?: Partial<ChangedFile>;
}

export interface Evasion {
  readonly name: string;
  readonly files: readonly EvasionFile[];
  /** `found`: the finding itself must be shown, not merely a file that could not be checked. */
  readonly expect: 'found' | 'red';
}

export function one(
  name: string,
  path: string,
  after: string | Buffer,
  expect: Evasion['expect'] = 'found',
  more?: Partial<ChangedFile>,
): Evasion {
  return { name, files: [{ path, after, ...(more === undefined ? {} : { more }) }], expect };
}
