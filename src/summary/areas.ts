import type { FileFacts } from './facts.ts';

export interface Area {
  /** Folder without a trailing slash; empty for the root of the repository. */
  readonly folder: string;
  readonly files: readonly FileFacts[];
  readonly additions: number;
  readonly deletions: number;
  /** From several folders: it has no name. */
  readonly isGathered?: true;
}

/** More areas than this are a list nobody reads. */
const MOST_AREAS = 8;
const DEEPEST = 4;

/**
 * Files by folder, as deep as keeps the list short; code first, then the biggest change. Folders that only lead to one other
 * (`src/main/java/com/…`) do not count as depth.
 */
export function areasOf(files: readonly FileFacts[]): Area[] {
  const folders = files.map(({ file }) => file.path.split('/').slice(0, -1));
  const shared = sharedPrefix(folders);
  let grouped = groupAt(files, shared + 1);
  for (let depth = shared + 2; depth <= shared + DEEPEST; depth += 1) {
    const finer = groupAt(files, depth);
    if (finer.size > MOST_AREAS) break;
    grouped = finer;
  }
  return [...grouped]
    .map(([folder, members]) => ({
      folder,
      files: members,
      additions: members.reduce((sum, { file }) => sum + file.additions, 0),
      deletions: members.reduce((sum, { file }) => sum + file.deletions, 0),
    }))
    .sort(
      (a, b) =>
        Number(hasSource(b)) - Number(hasSource(a)) ||
        b.additions + b.deletions - a.additions - a.deletions ||
        b.files.length - a.files.length,
    );
}

function hasSource({ files }: { readonly files: readonly FileFacts[] }): boolean {
  return files.some(({ role }) => role === 'source');
}

function groupAt(files: readonly FileFacts[], depth: number): Map<string, FileFacts[]> {
  return Map.groupBy(files, ({ file }) => file.path.split('/').slice(0, -1).slice(0, depth).join('/'));
}

function sharedPrefix(folders: readonly (readonly string[])[]): number {
  const [first = [], ...rest] = folders;
  let length = 0;
  while (length < first.length && rest.every((folder) => folder[length] === first[length])) length += 1;
  return length;
}
