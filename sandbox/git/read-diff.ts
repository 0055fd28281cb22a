/** The difference of two commits, file by file, as GitHub's file list has it. */
import type { DiffFile } from '#sandbox/state/diff-file.ts';
import { splitPatch } from './split-patch.ts';
import { git } from './run-git.ts';

const COMMON = ['diff-tree', '-r', '-M', '--no-ext-diff', '--no-textconv', '--full-index'];
const EMPTY_TREE = '4b825dc642cb6eb9a060e54bf8d69288fbee4904';
/** GitHub leaves the patch of larger files out. */
const MAX_PATCH_CHARS = 1_000_000;
const MAX_PATCH_LINES = 20_000;

/** `from: null` compares with nothing (a root commit). */
export async function readDiff(folder: string, from: string | null, to: string): Promise<readonly DiffFile[]> {
  const ends = [from ?? EMPTY_TREE, to];
  const listing = (await git(folder, [...COMMON, '--raw', '--numstat', '-z', ...ends])).toString('utf8');
  // Without -z git quotes hostile names, so that no name can pass for a line of the patch.
  const patch = (await git(folder, [...COMMON, '-p', ...ends])).toString('utf8');
  const { entries, counts } = parseListing(listing);
  const sections = splitPatch(patch);
  let next = 0;
  return entries.map((entry, index) => {
    const count = counts[index] ?? { additions: 0, deletions: 0, binary: false };
    // A type change (file to symlink) is shown as a deletion and an addition.
    const taken = entry.letter === 'T' ? sections.slice(next, next + 2) : sections.slice(next, next + 1);
    next += taken.length;
    const text = taken.filter((section) => section !== '').join('\n');
    const tooLong = text.length > MAX_PATCH_CHARS || count.additions + count.deletions > MAX_PATCH_LINES;
    return {
      path: entry.path,
      previousPath: entry.previousPath,
      status: entry.status,
      additions: count.additions,
      deletions: count.deletions,
      blobSha: entry.status === 'removed' ? entry.oldSha : entry.newSha,
      patch: count.binary || text === '' || tooLong ? null : text,
      binary: count.binary,
    };
  });
}

/** The whole diff as text, as the `application/vnd.github.diff` media type shows it. */
export async function readDiffText(folder: string, from: string | null, to: string): Promise<Buffer> {
  return git(folder, [...COMMON, '-p', from ?? EMPTY_TREE, to]);
}

interface Entry {
  readonly letter: string;
  readonly status: DiffFile['status'];
  readonly oldSha: string;
  readonly newSha: string;
  readonly path: string;
  readonly previousPath: string | null;
}

interface Count {
  readonly additions: number;
  readonly deletions: number;
  readonly binary: boolean;
}

function parseListing(listing: string): { readonly entries: readonly Entry[]; readonly counts: readonly Count[] } {
  const parts = listing.split('\0');
  const entries: Entry[] = [];
  const counts: Count[] = [];
  for (let i = 0; i < parts.length - 1;) {
    const head = parts[i] ?? '';
    if (head.startsWith(':')) {
      const [oldMode = '', newMode = '', oldSha = '', newSha = '', code = ''] = head.slice(1).split(' ');
      const letter = code.charAt(0);
      const renamed = letter === 'R' || letter === 'C';
      const first = parts[i + 1] ?? '';
      const path = renamed ? (parts[i + 2] ?? '') : first;
      const modeOnly = letter === 'M' && oldSha === newSha && oldMode !== newMode;
      entries.push({ letter, status: statusOf(letter, modeOnly), oldSha, newSha, path, previousPath: renamed ? first : null });
      i += renamed ? 3 : 2;
    } else {
      const [added = '', deleted = '', path = ''] = head.split('\t', 3);
      counts.push({ additions: Number(added) || 0, deletions: Number(deleted) || 0, binary: added === '-' });
      i += path === '' ? 3 : 1;
    }
  }
  return { entries, counts };
}

function statusOf(letter: string, modeOnly: boolean): DiffFile['status'] {
  switch (letter) {
    case 'A':
      return 'added';
    case 'D':
      return 'removed';
    case 'R':
      return 'renamed';
    case 'T':
      return 'changed';
    default:
      return modeOnly ? 'changed' : 'modified';
  }
}
