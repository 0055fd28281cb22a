/** Which blobs are read and scanned, and which files are only listed. Pure. */
import type { ChangedFile } from '#src/diff/changed-file.ts';
import type { GatePolicy, SetAsideFile, UncheckedFile } from './outcome.ts';
import type { Side } from './ports.ts';
import * as wording from './wording.ts';

/** One side of a changed file. `file` is its path on the head: both sides of a rename meet there. */
export interface PlannedBlob {
  readonly side: Side;
  readonly path: string;
  readonly file: string;
  readonly blobId: string;
}

export interface TargetPlan {
  readonly blobs: readonly PlannedBlob[];
  readonly setAside: readonly SetAsideFile[];
  readonly unchecked: readonly UncheckedFile[];
}

/** Beyond these nothing is read into memory; a code file that large is unchecked. */
const FILE_BYTES = 10_000_000;
const TOTAL_BYTES = 300_000_000;
const LISTED: Readonly<Record<string, string>> = { '120000': wording.symlink, '160000': wording.submodule };

export function planTargets(
  files: readonly ChangedFile[],
  languageOf: (path: string) => string | undefined,
  { submodules }: Pick<GatePolicy, 'submodules'>,
): TargetPlan {
  const blobs: PlannedBlob[] = [];
  const setAside: SetAsideFile[] = [];
  const unchecked: UncheckedFile[] = [];
  let total = 0;
  for (const file of files) {
    const base = baseOf(file);
    if (base !== undefined) blobs.push(base);
    if (file.status === 'deleted') continue;
    const listed =
      LISTED[file.headMode] ?? (file.kind === 'symlink' ? wording.symlink : file.kind === 'submodule' ? wording.submodule : undefined);
    // Whatever it leads to would run under this name, and no rule for this name has seen it.
    if (listed === wording.symlink && languageOf(file.path) !== undefined) {
      const blob = file.headBlob === undefined ? {} : { blobId: file.headBlob };
      unchecked.push({ path: file.path, reason: wording.linkNamedAsCode, retry: false, ...blob });
      continue;
    }
    // On a platform where forks share their objects, a pointer can lead to anybody's commit. Where it led before is no news.
    if (listed === wording.submodule && submodules === 'block' && (file.headCommit ?? '') !== file.baseCommit) {
      const commit = file.headCommit === undefined ? {} : { blobId: file.headCommit };
      unchecked.push({ path: file.path, reason: wording.submoduleMoved(file.headCommit), retry: false, submodule: true, ...commit });
      continue;
    }
    if (listed !== undefined) {
      setAside.push({ path: file.path, reason: listed });
      continue;
    }
    total += file.headSize;
    if (file.headBlob === undefined) unchecked.push({ path: file.path, reason: wording.unreadable, retry: true });
    else if (file.headSize <= FILE_BYTES && total <= TOTAL_BYTES)
      blobs.push({ side: 'head', path: file.path, file: file.path, blobId: file.headBlob });
    else if (languageOf(file.path) === undefined) setAside.push({ path: file.path, reason: wording.tooLarge });
    else unchecked.push({ path: file.path, reason: wording.tooLarge, retry: false, blobId: file.headBlob });
  }
  return { blobs, setAside, unchecked };
}

/** A copy has no base of its own: what stands in it a second time is new. Links are never followed. */
function baseOf(file: ChangedFile): PlannedBlob | undefined {
  if (file.baseBlob === undefined || file.status === 'copied' || file.status === 'added' || file.baseMode in LISTED) return undefined;
  return { side: 'base', path: file.previousPath ?? file.path, file: file.path, blobId: file.baseBlob };
}
