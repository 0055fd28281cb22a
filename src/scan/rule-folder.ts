/** The rule files of one pack: a folder, or a single file, perhaps bound to a digest. */
import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { ScannerNotReady } from './scanner-not-ready.ts';

export interface RuleText {
  readonly file: string;
  readonly text: string;
}

export interface RuleFolder {
  readonly path: string;
  /** sha256 over names and contents of its rule files. */
  readonly digest: string;
  readonly files: readonly RuleText[];
}

const PINNED = /^(.+)@sha256:([0-9a-f]{64})$/u;

/**
 * @param place a path, or `PATH@sha256:HEX`: then its rules must have exactly this digest.
 * @throws ScannerNotReady when it cannot be read, holds no rule file, or has another digest.
 */
export async function readRuleFolder(place: string): Promise<RuleFolder> {
  const [, pinnedPath, pinned] = PINNED.exec(place) ?? [];
  const path = pinnedPath ?? place;
  const files: RuleText[] = [];
  const hash = createHash('sha256');
  try {
    for (const file of await ruleFiles(path)) {
      const text = await readFile(file, 'utf8');
      files.push({ file, text });
      hash.update(JSON.stringify([relative(path, file), text]));
    }
  } catch (cause) {
    throw new ScannerNotReady(`The rule folder ${path} cannot be read.`, { cause, about: 'rules' });
  }
  if (files.length === 0) throw new ScannerNotReady(`There is no rule below ${path}.`, { about: 'rules' });
  const digest = hash.digest('hex');
  if (pinned !== undefined && pinned !== digest)
    throw new ScannerNotReady(
      `The rules at ${path} are not the pinned ones: their sha256 is ${digest} instead of ${pinned}. Look at what changed, then pin the new digest.`,
      { about: 'rules' },
    );
  return { path, digest, files };
}

/** Links to files are followed, as mounted configuration is made of them; what is hidden (`..data`, `.git`) is left out. */
async function ruleFiles(path: string): Promise<readonly string[]> {
  if ((await stat(path)).isFile()) return [path];
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  const files: string[] = [];
  for (const entry of entries) {
    const file = join(entry.parentPath, entry.name);
    const hidden = relative(path, file)
      .split(sep)
      .some((part) => part.startsWith('.'));
    if (hidden || !/\.ya?ml$/iu.test(entry.name)) continue;
    // A link to nothing is a rule file that is missing: this throws.
    if (entry.isFile() || (entry.isSymbolicLink() && (await stat(file)).isFile())) files.push(file);
  }
  return files.toSorted();
}
